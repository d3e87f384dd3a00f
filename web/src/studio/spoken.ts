/** What is said in the films of a montage, as the words of one clip of captions over all of it. */
import { type Clip, endOf, type Material, type Montage, type Word } from './kernels/document';
import { halfUp } from './kernels/grid';
import { beginsAt } from './kernels/sources';
import { paceOf, seen, speedOf } from './kernels/speed';

export type Spoken = { readonly text: string; readonly at_ms: number; readonly length_ms: number };

/** Clips in which somebody may be heard to speak: of the main track, and of voices. */
export function speaking(montage: Montage): readonly Clip[] {
  return montage.tracks
    .filter((track) => !track.muted && (track.role === 'main' || (track.role === 'sound' && track.use !== 'music')))
    .flatMap((track) => track.clips)
    .filter((clip) => materialOf(clip) !== null && clip.sounding.volume > 0);
}

export function materialOf({ content }: Clip): Material | null {
  if (content.what === 'listening') return content.material;
  return content.what === 'footage' && !content.frozen && !content.backwards ? content.material : null;
}

/** The words of one clip, where on the timeline they are heard. */
export function wordsIn(clip: Clip, spoken: readonly Spoken[], fps: number): Word[] {
  const pace = paceOf(speedOf(clip.content), clip.length);
  const at = (ms: number) => clip.start + seen(pace, (ms * fps) / 1000 - beginsAt(clip.content));
  return spoken
    .map(({ text, at_ms, length_ms }) => ({ text, from: at(at_ms), to: at(at_ms + length_ms) }))
    .filter(({ from, to }) => from < endOf(clip) && to > clip.start)
    .map(({ text, from, to }) => {
      const first = Math.max(clip.start, halfUp(from));
      return { text, at: first, length: Math.max(1, Math.min(endOf(clip), halfUp(to)) - first) };
    });
}

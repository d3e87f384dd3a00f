/** New things for a montage: clips of material, of words, of colour, and tracks to put them on. */
import { freshId } from '../api/ids';
import * as edits from './kernels/edits';
import { type Clip, type Content, endOf, type Material as Name, type Montage, type Role, type Track, type Use } from './kernels/document';
import { clip as filledClip, type Sparse } from './kernels/filled';
import type { Material, Materials } from './materials/materials.svelte';

/** Seconds a photo, a colour, a text lasts at first. */
const STILL_SECONDS = 3;

/** A word nothing of the montage has yet. */
export const freshName = (): string => `c${freshId().replaceAll('-', '').slice(0, 11)}`;

export const madeOf = (content: Sparse<Content>, length: number, more: Sparse<Clip> = {}): Clip =>
  filledClip({ id: freshName(), start: 0, length: Math.max(1, Math.round(length)), content, ...more } as Sparse<Clip>);

/** How many pictures of the grid a material has; undefined: it lasts as long as one likes, or nobody knows yet. */
export function picturesOf(material: Material | null, fps: number): number | undefined {
  const seconds = material?.facts?.seconds ?? 0;
  return material && material.kind !== 'photo' && seconds > 0 ? Math.max(1, Math.floor(seconds * fps + 1e-6)) : undefined;
}

export function lengthsOf(montage: Montage, materials: Materials): Map<string, number> {
  const found = new Map<string, number>();
  for (const track of montage.tracks) {
    for (const { content } of track.clips) {
      if (content.what !== 'footage' && content.what !== 'listening') continue;
      const pictures = picturesOf(materials.of(content.material), montage.canvas.fps);
      if (pictures !== undefined) found.set(edits.nameOf(content.material), pictures);
    }
  }
  return found;
}

export function clipOf(material: Material, fps: number): Clip {
  const name: Name = { origin: material.origin, id: material.id };
  const length = picturesOf(material, fps) ?? STILL_SECONDS * fps;
  if (material.kind === 'sound') return madeOf({ what: 'listening', material: name }, length);
  return madeOf({ what: 'footage', material: name }, length);
}

export const stillLength = (montage: Montage): number => STILL_SECONDS * montage.canvas.fps;

/** Where the last picture ends; sounds may go on. */
export function picturesEnd(montage: Montage): number {
  const seen = montage.tracks.filter((track) => track.role !== 'sound' && !track.hidden);
  return Math.max(0, ...seen.flatMap((track) => track.clips.map(endOf)));
}

/** The montage with a track of this role that has room from `at` on, and that track. */
export function withRoom(montage: Montage, role: Role, at: number, length: number, use: Use = 'other'): { montage: Montage; track: Track } {
  const free = (track: Track) => !track.locked && track.clips.every((clip) => endOf(clip) <= at || clip.start >= at + length);
  const there = montage.tracks.find((track) => track.role === role && (role !== 'sound' || track.use === use) && free(track));
  if (there) return { montage, track: there };
  const id = freshName();
  const more = edits.addTrack(montage, id, role, use, placeFor(montage, role));
  return { montage: more, track: more.tracks.find((track) => track.id === id)! };
}

/** Overlays below words, words on top. */
function placeFor(montage: Montage, role: Role): number | undefined {
  if (role !== 'overlay') return undefined;
  const words = montage.tracks.findIndex((track) => track.role === 'text');
  return words < 0 ? undefined : words;
}

export function mainOf(montage: Montage): Track {
  return montage.tracks.find((track) => track.role === 'main') ?? montage.tracks[0]!;
}

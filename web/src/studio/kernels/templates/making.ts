/** What a template's places are: `core/montage/templates/making.py`. */

import type { Clip, Fill, Montage, Track } from '../document';

/** What shows where nothing has been put yet. */
export const EMPTY: Fill = { what: 'fill', colour: '#303040', to: '', angle: 9000 };

/** `montage` with every film of its main track a place, in order of time, where it has none marked yet. */
export function templateOf(montage: Montage): Montage {
  if (placesOf(montage).length > 0) return montage;
  const place = (clip: Clip, order: number): Clip =>
    clip.content.what === 'footage'
      ? {
          ...clip,
          slot: { id: clip.id, kind: 'media', label: '', order, least: 0, required: true, speed: [], backwards: false },
        }
      : clip;
  const tracks = montage.tracks.map((track) =>
    track.role === 'main' ? { ...track, clips: track.clips.map(place) } : track,
  );
  return { ...montage, tracks };
}

/** The clips that are places, in the order in which they are filled. */
export function placesOf(montage: Montage): readonly Clip[] {
  return montage.tracks
    .flatMap((track) => track.clips.filter((clip) => clip.slot))
    .sort((one, other) =>
      one.slot!.order - other.slot!.order || one.start - other.start || (one.id < other.id ? -1 : 1));
}

/** The track on which the place lies, and where among its clips; null where there is none. */
export function trackOfPlace(montage: Montage, slotId: string): { readonly track: Track; readonly first: number } | null {
  for (const track of montage.tracks) {
    const first = track.clips.findIndex((clip) => clip.slot?.id === slotId);
    if (first >= 0) return { track, first };
  }
  return null;
}

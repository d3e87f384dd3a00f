/**
 * Several clips at once, each as the edits of one have it. What is refused of one is refused of all.
 *
 *     [ a ][b][ c ][d]    b and d, before a    ->    [b][d][ a ][ c ]
 */

import { type Clip, endOf, type Montage, type Track } from '../document';
import { duplicate, remove } from './arranging';
import { findOpen, put } from './finding';

export function removeAll(montage: Montage, ids: readonly string[]): Montage {
  return ids.reduce(remove, montage);
}

/** Copies, all of them behind the last of the main track, or each in the nearest room of its own track. */
export function duplicateAll(montage: Montage, copies: ReadonlyMap<string, string>): Montage {
  const made = [...copies].reduce((next, [id, copy]) => duplicate(next, id, copy), montage);
  const names = new Set(copies.values());
  const last = montage.tracks.find((track) => track.role === 'main')?.clips.findLast((clip) => copies.has(clip.id));
  return last ? blockBehind(made, names, last.id) : made;
}

/** Moved by as many pictures as there is room for: no clip passes one that stays. */
export function shiftAll(montage: Montage, ids: ReadonlySet<string>, by: number): Montage {
  for (const id of ids) findOpen(montage, id, true);
  const tracks = montage.tracks.filter((track) => track.clips.some((clip) => ids.has(clip.id)));
  const way = Math.sign(by);
  const far = Math.min(Math.abs(by), ...tracks.map((track) => roomBeside(track, ids, way)));
  if (far <= 0) return montage;
  return tracks.reduce((next, track) => {
    const clips = track.clips.map((clip) => (ids.has(clip.id) ? { ...clip, start: clip.start + way * far } : clip));
    return put(next, track, clips);
  }, montage);
}

/** Those of the main track side by side, in their order, before the `place`-th of the others. */
export function reorderAll(montage: Montage, ids: ReadonlySet<string>, place: number): Montage {
  const track = montage.tracks.find((each) => each.role === 'main' && each.clips.some((clip) => ids.has(clip.id)));
  if (!track) return montage;
  const block = track.clips.filter((clip) => ids.has(clip.id));
  for (const clip of block) findOpen(montage, clip.id, true);
  const others = track.clips.filter((clip) => !ids.has(clip.id));
  return put(montage, track, others.toSpliced(Math.min(Math.max(0, place), others.length), 0, ...block));
}

/** How many pictures the clips of a track can go one way before they meet the start or one that stays. */
function roomBeside(track: Track, ids: ReadonlySet<string>, way: number): number {
  const stay = track.clips.filter((clip) => !ids.has(clip.id));
  const room = (clip: Clip): number =>
    way < 0
      ? clip.start - Math.max(0, ...stay.filter((each) => endOf(each) <= clip.start).map(endOf))
      : Math.min(...stay.filter((each) => each.start >= endOf(clip)).map((each) => each.start)) - endOf(clip);
  return Math.min(...track.clips.filter((clip) => ids.has(clip.id)).map(room));
}

function blockBehind(montage: Montage, ids: ReadonlySet<string>, id: string): Montage {
  const track = montage.tracks.find((each) => each.clips.some((clip) => clip.id === id))!;
  const others = track.clips.filter((clip) => !ids.has(clip.id));
  const at = others.findIndex((clip) => clip.id === id) + 1;
  const block = track.clips.filter((clip) => ids.has(clip.id));
  return put(montage, track, others.toSpliced(at, 0, ...block));
}

/** Where transitions lie, and how long they may be: `core/montage/timing/joins.py`. */

import { type Clip, endOf, type Track } from './document';

/** A join as it lies on the timeline, with the clips it goes between. */
export type Window = {
  readonly first: number;
  readonly length: number;
  readonly end: number;
  readonly kind: string;
  readonly left: Clip;
  readonly right: Clip;
};

/** The joins of `track` in order of time; one whose clips don't touch, or that adjust, lies nowhere. */
export function windows(track: Track): readonly Window[] {
  const found: Window[] = [];
  for (const join of track.joins) {
    const index = track.clips.findIndex((clip) => clip.id === join.left);
    const [left, right] = [track.clips[index], track.clips[index + 1]];
    if (!left || !right || !mayJoin(left, right)) continue;
    const first = endOf(left) - Math.floor(join.length / 2);
    found.push({ first, length: join.length, end: first + join.length, kind: join.kind, left, right });
  }
  return found.sort((one, other) => one.first - other.first);
}

/** Clips that adjust what lies below have no picture that could pass into another. */
function mayJoin(left: Clip, right: Clip): boolean {
  return endOf(left) === right.start && left.content.what !== 'adjust' && right.content.what !== 'adjust';
}

/** How far the passage has come at `picture`: between 0 and 1, never quite either. */
export function progress(window: Window, picture: number): number {
  return (picture - window.first + 0.5) / window.length;
}

/** The first picture that needs `clip` and the first after, counting what joins show beyond its cuts. */
export function reach(track: Track, clip: Clip): { readonly first: number; readonly end: number } {
  let [first, end] = [clip.start, endOf(clip)];
  for (const window of windows(track)) {
    if (window.right.id === clip.id) first = Math.min(first, window.first);
    if (window.left.id === clip.id) end = Math.max(end, window.end);
  }
  return { first, end };
}

/**
 * The longest join that fits after the clip `left`: 0 where no clip touches its end, or one adjusts. It stays within
 * its two clips and leaves alone what joins at their other ends cover.
 */
export function mostJoin(track: Track, left: string): number {
  const index = track.clips.findIndex((clip) => clip.id === left);
  const [one, other] = [track.clips[index], track.clips[index + 1]];
  if (!one || !other || !mayJoin(one, other)) return 0;
  let [before, after] = [one.length, other.length];
  for (const window of windows(track)) {
    if (window.right.id === one.id) before = Math.min(before, endOf(one) - window.end);
    if (window.left.id === other.id) after = Math.min(after, window.first - other.start);
  }
  return Math.max(0, Math.min(2 * before + 1, 2 * after));
}

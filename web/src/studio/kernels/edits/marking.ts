/** Marks on the timeline, and what edges snap to: `core/montage/edits/marking.py`. */

import { endOf, type Marker, type Montage } from '../document';

export type What = 'edge' | 'mark' | 'beat' | 'playhead';
const STRENGTH: readonly What[] = ['edge', 'mark', 'beat', 'playhead'];

/** A picture that things snap to, and what is there. */
export type Snap = { readonly at: number; readonly what: What };

/** The mark in its place in time, instead of one of its kind at the same picture. */
export function setMarker(montage: Montage, marker: Marker): Montage {
  return { ...montage, markers: ordered([...others(montage, marker.at, marker.kind), marker]) };
}

/** Without the mark. */
export function removeMarker(montage: Montage, at: number, kind: Marker['kind']): Montage {
  return { ...montage, markers: others(montage, at, kind) };
}

/** These beats instead of those there were; notes stay. */
export function setBeats(montage: Montage, beats: Iterable<number>): Montage {
  const notes = montage.markers.filter((each) => each.kind !== 'beat');
  const marks = [...new Set(beats)].map((at): Marker => ({ at, kind: 'beat', label: '' }));
  return { ...montage, markers: ordered([...notes, ...marks]) };
}

/** Everything that edges snap to, in order of time; not the edges of the clips `without`, which move. */
export function snaps(montage: Montage, playhead: number | null = null, without: Iterable<string> = []): readonly Snap[] {
  const moving = new Set(without);
  const strongest = new Map<number, What>();
  const offer = (at: number, what: What) => {
    const there = strongest.get(at);
    if (there === undefined || STRENGTH.indexOf(what) < STRENGTH.indexOf(there)) strongest.set(at, what);
  };
  offer(0, 'edge');
  for (const clip of montage.tracks.flatMap((track) => track.clips)) {
    if (moving.has(clip.id)) continue;
    offer(clip.start, 'edge');
    offer(endOf(clip), 'edge');
  }
  for (const marker of montage.markers) offer(marker.at, marker.kind === 'beat' ? 'beat' : 'mark');
  if (playhead !== null) offer(playhead, 'playhead');
  return [...strongest].sort(([one], [other]) => one - other).map(([at, what]) => ({ at, what }));
}

/** Where a clip wanted at `start` lies when either of its edges may snap; 0 long: an edge alone. */
export function snapped(
  points: Iterable<Snap>,
  start: number,
  length: number,
  tolerance: number,
): { readonly start: number; readonly to: Snap | null } {
  let best: readonly [number, number, number] | null = null;
  let held: { start: number; to: Snap | null } = { start, to: null };
  for (const point of points)
    for (const edge of new Set([0, length])) {
      const moved = point.at - edge;
      const rank = [Math.abs(moved - start), STRENGTH.indexOf(point.what), moved] as const;
      if (rank[0] > tolerance || moved < 0 || (best && !before(rank, best))) continue;
      [best, held] = [rank, { start: moved, to: point }];
    }
  return held;
}

function before(one: readonly number[], other: readonly number[]): boolean {
  const differs = one.findIndex((value, place) => value !== other[place]);
  return differs >= 0 && one[differs]! < other[differs]!;
}

function others(montage: Montage, at: number, kind: Marker['kind']): readonly Marker[] {
  return montage.markers.filter((each) => each.at !== at || each.kind !== kind);
}

function ordered(markers: readonly Marker[]): readonly Marker[] {
  return [...markers].sort((one, other) => one.at - other.at || (one.kind < other.kind ? -1 : one.kind > other.kind ? 1 : 0));
}

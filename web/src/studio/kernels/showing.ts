/** What shows at a picture, and at which pictures that changes: `core/montage/timing/showing.py`. */

import { type Clip, endOf, lengthOf, type Montage, type Track } from './document';
import { progress, type Window, windows } from './joins';

/** One clip of a track, or two that a join mixes, from `first` to before `end`. */
export type Part = {
  /** Place of the track in the montage, 0 being the lowest. */
  readonly track: number;
  readonly clip: Clip;
  readonly first: number;
  readonly end: number;
  /** While it runs, `clip` is its left one and goes over to `join.right`. */
  readonly join: Window | null;
};

/** What a track shows at one picture; `to` is the clip that a join is going over to. */
export type Showing = {
  readonly track: number;
  readonly clip: Clip;
  readonly k: number;
  readonly to: { readonly clip: Clip; readonly k: number; readonly kind: string; readonly progress: number } | null;
};

/** Pictures `first` to before `end`, in which the same parts show; bottom to top. */
export type Interval = { readonly first: number; readonly end: number; readonly parts: readonly Part[] };

/** What shows at `picture`, bottom to top, of tracks that have a picture and are not hidden. */
export function showing(montage: Montage, picture: number): readonly Showing[] {
  return everyPart(montage)
    .filter((part) => part.first <= picture && picture < part.end)
    .map((part) => at(part, picture));
}

/** The whole montage, cut wherever what shows changes; where nothing shows an interval has no parts. */
export function intervals(montage: Montage): readonly Interval[] {
  const every = everyPart(montage);
  const cuts = [...new Set([0, lengthOf(montage), ...every.flatMap((part) => [part.first, part.end])])];
  cuts.sort((one, other) => one - other);
  return cuts.slice(1).map((end, index) => {
    const first = cuts[index]!;
    return { first, end, parts: every.filter((part) => part.first <= first && first < part.end) };
  });
}

/** The clips of `track` and what joins make of them, in order of time, never two at once. */
export function parts(track: Track, index = 0): readonly Part[] {
  const joins = windows(track);
  return track.clips.flatMap((clip) => {
    const before = joins.find((window) => window.right.id === clip.id);
    const after = joins.find((window) => window.left.id === clip.id);
    const [first, end] = [before?.end ?? clip.start, after?.first ?? endOf(clip)];
    const alone: Part[] = first < end ? [{ track: index, clip, first, end, join: null }] : [];
    if (after) alone.push({ track: index, clip, first: after.first, end: after.end, join: after });
    return alone;
  });
}

function everyPart(montage: Montage): readonly Part[] {
  return montage.tracks.flatMap((track, index) => (track.role === 'sound' || track.hidden ? [] : parts(track, index)));
}

function at(part: Part, picture: number): Showing {
  const k = picture - part.clip.start;
  if (!part.join) return { track: part.track, clip: part.clip, k, to: null };
  const { right, kind } = part.join;
  const to = { clip: right, k: picture - right.start, kind, progress: progress(part.join, picture) };
  return { track: part.track, clip: part.clip, k, to };
}

/** Transitions, put on a cut and kept within its two clips: `core/montage/edits/joining.py`. */

import { type Clip, endOf, type Montage } from '../document';
import { mostJoin } from '../joins';
import { stretchOf } from '../sources';
import { paceOf, seen, speedOf, used } from '../speed';
import { lengthOf } from './cutting';
import { find, findOpen, type Lengths, Refused, withTrack } from './finding';

/** A transition at the end of the clip, or another in its place; as long as fits, at least one picture. */
export function setJoin(montage: Montage, leftId: string, kind: string, length: number): Montage {
  const found = findOpen(montage, leftId);
  const track = { ...found.track, joins: found.track.joins.filter((join) => join.left !== leftId) };
  const most = mostJoin(track, leftId);
  if (most < 1) throw new Refused('no_cut');
  const joins = [...track.joins, { left: leftId, kind, length: Math.min(Math.max(1, length), most) }];
  const order = track.clips.map((clip) => clip.id);
  joins.sort((one, other) => order.indexOf(one.left) - order.indexOf(other.left));
  return withTrack(montage, { ...track, joins });
}

/** The bare cut again. */
export function removeJoin(montage: Montage, leftId: string): Montage {
  const { track } = findOpen(montage, leftId);
  return withTrack(montage, { ...track, joins: track.joins.filter((join) => join.left !== leftId) });
}

/**
 * How many pictures of moving material there are behind the end of a clip and before the start of the next. A join
 * longer than that still works: it shows a last or first picture standing. Photos have no end.
 */
export function handles(montage: Montage, leftId: string, lengths: Lengths): readonly [number, number] {
  const found = find(montage, leftId);
  const next = found.track.clips[found.place + 1];
  if (!next || next.start !== endOf(found.clip)) throw new Refused('no_cut');
  return [leftOver(found.clip, lengths)[1], leftOver(next, lengths)[0]];
}

/** Pictures of the timeline for which material lasts before a clip's start and past its end. */
function leftOver(clip: Clip, lengths: Lengths): readonly [number, number] {
  const length = lengthOf(clip, lengths);
  if (length === null) return [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const stretch = stretchOf(clip);
  let [before, after] = [stretch.first, length - stretch.end];
  if (clip.content.what === 'footage' && clip.content.backwards) [before, after] = [after, before];
  const pace = paceOf(speedOf(clip.content), clip.length);
  return [Math.max(0, -seen(pace, -before)), Math.max(0, seen(pace, used(pace, clip.length) + after) - clip.length)];
}

/**
 * Cutting: where a clip begins, where it ends, and two made of one. `core/montage/edits/cutting.py` draws each.
 */

import { type Clip, endOf, type Montage } from '../document';
import { key } from '../filled';
import { halfUp } from '../grid';
import { propertyAt } from '../keys';
import { beginsAt, sourceAt } from '../sources';
import { paceOf, seen, speedOf, used } from '../speed';
import { type Found, findOpen, type Lengths, nameOf, newId, put, Refused, withClip } from './finding';
import { halves, sliced, withBegin } from './slicing';

/** Pictures: what real arithmetic may be off, so that exactly reaching an end still reaches it. */
const NEAR = 1e-6;

/** The clip beginning `by` pictures later in its material, earlier where negative; as far as can be. */
export function trimStart(montage: Montage, clipId: string, by: number, lengths: Lengths): Montage {
  const found = findOpen(montage, clipId, true);
  const { clip } = found;
  let least = firstPossible(clip, lengths);
  if (found.track.role !== 'main') {
    const before = found.track.clips[found.place - 1];
    least = Math.max(least, (before ? endOf(before) : 0) - clip.start);
  }
  return withClip(montage, found, sliced(clip, Math.min(Math.max(by, least), clip.length - 1), clip.length));
}

/** The clip ending `by` pictures later, earlier where negative; as far as can be. */
export function trimEnd(montage: Montage, clipId: string, by: number, lengths: Lengths): Montage {
  const found = findOpen(montage, clipId, true);
  const { clip } = found;
  let most = endPossible(clip, lengths);
  const next = found.track.clips[found.place + 1];
  if (found.track.role !== 'main' && next) most = Math.min(most, next.start - clip.start);
  return withClip(montage, found, sliced(clip, 0, Math.max(Math.min(clip.length + by, most), 1)));
}

/** Another stretch of the material in the same place: `by` pictures of the material later. */
export function slip(montage: Montage, clipId: string, by: number, lengths: Lengths): Montage {
  const found = findOpen(montage, clipId);
  const { clip } = found;
  const content = clip.content;
  if (content.what !== 'footage' && content.what !== 'listening') throw new Refused('nothing_runs');
  let begin = beginsAt(content) + by;
  const length = lengths.get(nameOf(content.material));
  if (length !== undefined) begin = Math.min(begin, length - used(paceOf(content.speed, clip.length), clip.length));
  return withClip(montage, found, { ...clip, content: withBegin(content, Math.max(0, begin)) });
}

/** Two clips of one, cut before picture `at` of the timeline, that together show and sound as it did. */
export function split(montage: Montage, clipId: string, at: number, rightId: string): Montage {
  const found = findOpen(montage, clipId, true);
  const k = at - found.clip.start;
  if (!(k > 0 && k < found.clip.length)) throw new Refused('outside_clip');
  return instead(montage, found, halves(found.clip, k, newId(montage, rightId)), { [rightId]: clipId });
}

/** The picture at `at` held for `length` pictures, then the clip going on. */
export function freeze(
  montage: Montage,
  clipId: string,
  at: number,
  length: number,
  frozenId: string,
  rightId: string,
): Montage {
  const found = findOpen(montage, clipId, true);
  const { clip } = found;
  const k = at - clip.start;
  if (clip.content.what !== 'footage' || !(k >= 0 && k < clip.length) || length < 1) throw new Refused('outside_clip');
  const frozen = held(clip, k, length, newId(montage, frozenId));
  if (k === 0) return instead(montage, found, [frozen, { ...clip, start: clip.start + length }], {});
  const [left, right] = halves(clip, k, newId(montage, rightId));
  const later = { ...right, start: right.start + length };
  return instead(montage, found, [left, { ...frozen, start: endOf(left) }, later], { [rightId]: clipId });
}

/** One picture of `clip` standing still, everything about it as it is at `k`. */
function held(clip: Clip, k: number, length: number, id: string): Clip {
  const content = withBegin(clip.content, sourceAt(clip, k) - 0.5);
  const names = Object.keys(clip.keys).filter((name) => name !== 'volume');
  return {
    ...clip,
    id,
    length,
    content: content.what === 'footage' ? { ...content, frozen: true, backwards: false, speed: [] } : content,
    effects: clip.effects.map((effect) => ({ ...effect, start: effect.start - k })),
    sounding: { ...clip.sounding, fade_in: 0, fade_out: 0 },
    keys: Object.fromEntries(names.map((name) => [name, [key({ at: 0, value: halfUp(propertyAt(clip, name, k)) })]])),
    enter: null,
    leave: null,
    slot: null,
  };
}

/** `clips` in the place of the one found; what comes after moves on where they are longer than it was. */
function instead(
  montage: Montage,
  found: Found,
  clips: readonly Clip[],
  renamed: { readonly [heir: string]: string },
): Montage {
  const longer = Math.max(0, endOf(clips.at(-1)!) - endOf(found.clip));
  const rest = found.track.clips.slice(found.place + 1).map((clip) => ({ ...clip, start: clip.start + longer }));
  return put(montage, found.track, [...found.track.clips.slice(0, found.place), ...clips, ...rest], renamed);
}

/** The picture of the clip, negative before its start, back to which its material reaches. */
function firstPossible(clip: Clip, lengths: Lengths): number {
  const length = lengthOf(clip, lengths);
  if (length === null) return Number.NEGATIVE_INFINITY;
  const pace = paceOf(speedOf(clip.content), clip.length);
  const begins = beginsAt(clip.content);
  const backwards = clip.content.what === 'footage' && clip.content.backwards;
  const left = backwards ? length - begins - used(pace, clip.length) : begins;
  return Math.min(0, Math.ceil(seen(pace, -left) - NEAR));
}

/** The picture of the clip at which its material ends; endless where it has no end. */
function endPossible(clip: Clip, lengths: Lengths): number {
  const length = lengthOf(clip, lengths);
  if (length === null) return Number.POSITIVE_INFINITY;
  const pace = paceOf(speedOf(clip.content), clip.length);
  const begins = beginsAt(clip.content);
  const backwards = clip.content.what === 'footage' && clip.content.backwards;
  const amount = backwards ? begins + used(pace, clip.length) : length - begins;
  return Math.max(clip.length, Math.floor(seen(pace, amount) + NEAR));
}

/** Pictures of the clip's material; null where it has no end. */
export function lengthOf(clip: Clip, lengths: Lengths): number | null {
  const content = clip.content;
  if (content.what !== 'footage' && content.what !== 'listening') return null;
  if (content.what === 'footage' && content.frozen) return null;
  return lengths.get(nameOf(content.material)) ?? null;
}

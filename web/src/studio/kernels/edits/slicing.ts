/** Part of a clip as a clip of its own, showing and sounding as that part did: `core/montage/edits/slicing.py`. */

import type { Clip, Content, Effect, Key, Keys, Speed, Word } from '../document';
import { halfUp } from '../grid';
import { propertyAt } from '../keys';
import { key } from '../filled';
import { stretchOf } from '../sources';
import { paceOf, rateAt, WHOLE } from '../speed';

/** Keys of a volume that is no straight line, beside those it has. */
const SAMPLED = 48;
/** What a document may hold of one property, and of a curve of speed. */
const [MOST_KEYS, MOST_POINTS] = [128, 32];
type Point = readonly [at: number, value: number];

/** `clip` from its picture `first` to before `end`; its fades, movements and id are those of the whole. */
export function sliced(clip: Clip, first: number, end: number): Clip {
  const kept = clip.effects.map((effect, index) => ({ effect, index })).filter(({ effect }) => shows(effect, first, end));
  const keys = Object.entries(clip.keys).map(([name, every]) => [name, keysOf(every, clip.length, first, end)] as const);
  const length = end - first;
  const { fade_in, fade_out } = clip.sounding;
  return {
    ...clip,
    start: clip.start + first,
    length,
    content: contentOf(clip, first, end),
    effects: kept.map(({ effect }) => ({ ...effect, start: effect.start - first })),
    sounding: { ...clip.sounding, fade_in: Math.min(fade_in, length), fade_out: Math.min(fade_out, length) },
    keys: renumbered(keys, kept.map(({ index }) => index)),
  };
}

/**
 * `clip` cut before its picture `at` into two that together are as the one was. Fades and movements stay at the ends
 * they belong to; a cut within a fade makes keys of volume of it. A movement all the time begins anew.
 */
export function halves(clip: Clip, at: number, rightId: string): readonly [Clip, Clip] {
  const fading = at < clip.sounding.fade_in || at > clip.length - clip.sounding.fade_out;
  const whole = fading ? withFadesAsKeys(clip) : clip;
  const [left, right] = [sliced(whole, 0, at), sliced(whole, at, whole.length)];
  return [
    { ...left, sounding: { ...whole.sounding, fade_out: 0 }, leave: null },
    { ...right, id: rightId, sounding: { ...whole.sounding, fade_in: 0 }, enter: null, slot: null },
  ];
}

/** `content` beginning at `moment` of its material, to the thousandth, never before its start. */
export function withBegin(content: Content, moment: number): Content {
  if (content.what !== 'footage' && content.what !== 'listening') return content;
  const thousandths = Math.max(0, halfUp(moment * 1000));
  return { ...content, source_in: Math.floor(thousandths / 1000), source_rest: thousandths % 1000 };
}

/** The curve `speed` of a clip of `length` as a clip of its pictures `first` to `end` has it. */
export function speedBetween(speed: readonly Speed[], length: number, first: number, end: number): readonly Speed[] {
  if (speed.length < 2 || (first === 0 && end === length)) return speed;
  const pace = paceOf(speed, length);
  const points = new Map<number, number>();
  for (const point of speed) {
    const at = halfUp((point.at * length - first * WHOLE) / (end - first));
    if (at > 0 && at < WHOLE) points.set(at, point.rate);
  }
  points.set(0, halfUp(rateAt(pace, first) * 1000)).set(WHOLE, halfUp(rateAt(pace, end) * 1000));
  const found = thinned([...points].sort(([one], [other]) => one - other), MOST_POINTS).map(([at, rate]) => ({ at, rate }));
  return new Set(found.map(({ rate }) => rate)).size === 1 ? [{ at: 0, rate: found[0]!.rate }] : found;
}

function contentOf(clip: Clip, first: number, end: number): Content {
  const content = clip.content;
  if (content.what === 'captions') return { ...content, words: wordsOf(content.words, first, end) };
  if (content.what !== 'footage' && content.what !== 'listening') return content;
  if (content.what === 'footage' && content.frozen) return content;
  const speed = speedBetween(content.speed, clip.length, first, end);
  return withBegin({ ...content, speed }, stretchOf(clip, first, end).first);
}

/** The words that begin between `first` and `end`, no longer than to the end. */
function wordsOf(words: readonly Word[], first: number, end: number): readonly Word[] {
  return words
    .filter((word) => first <= word.at && word.at < end)
    .map((word) => ({ text: word.text, at: word.at - first, length: Math.min(word.length, end - word.at) }));
}

/**
 * The keys that count between `first` and `end`, the last before and the first after among them. At an end of the
 * clip that stays its end, all beyond it: a join may show what they say.
 */
function keysOf(keys: readonly Key[], length: number, first: number, end: number): readonly Key[] {
  const before = first > 0 ? Math.max(0, keys.findLastIndex((one) => one.at <= first)) : 0;
  const found = end < length ? keys.findIndex((one) => one.at >= end) : -1;
  const after = found < 0 ? keys.length - 1 : found;
  return keys.slice(before, Math.max(before, after) + 1).map((one) => ({ ...one, at: one.at - first }));
}

function shows(effect: Effect, first: number, end: number): boolean {
  return effect.start < end && (effect.length === 0 || effect.start + effect.length > first);
}

/** Keys of effects under the places that those kept have now. */
function renumbered(keys: readonly (readonly [string, readonly Key[]])[], kept: readonly number[]): Keys {
  const renamed: { [name: string]: readonly Key[] } = {};
  for (const [name, every] of keys) {
    if (!name.startsWith('effect.')) {
      renamed[name] = every;
      continue;
    }
    const [, index, last] = name.split('.');
    const place = kept.indexOf(Number(index));
    if (place >= 0) renamed[`effect.${place}.${last}`] = every;
  }
  return renamed;
}

/** `clip` with keys of volume in the place of its fades: exact where volume has no keys of its own. */
function withFadesAsKeys(clip: Clip): Clip {
  const { fade_in, fade_out } = clip.sounding;
  const length = clip.length;
  const bends = new Set([0, Math.min(fade_in, length), Math.max(0, length - fade_out), length]);
  const own = clip.keys.volume;
  if (own || fade_in + fade_out > length) {
    const step = Math.max(1, Math.floor(length / SAMPLED));
    for (let k = 0; k < length; k += step) bends.add(k);
    for (const one of own ?? []) if (one.at > 0 && one.at < length) bends.add(one.at);
  }
  const loud = (k: number): number => {
    const rising = fade_in ? Math.min(1, k / fade_in) : 1;
    const falling = fade_out ? Math.min(1, (length - k) / fade_out) : 1;
    return halfUp(propertyAt(clip, 'volume', k) * rising * falling);
  };
  const points = [...bends].sort((one, other) => one - other).map((at): Point => [at, loud(at)]);
  const volume = thinned(points, MOST_KEYS).map(([at, value]) => key({ at, value }));
  return { ...clip, keys: { ...clip.keys, volume }, sounding: { ...clip.sounding, fade_in: 0, fade_out: 0 } };
}

/** `points`, or where there are more than `most` those that bend the line through them the most. */
function thinned(points: readonly Point[], most: number): readonly Point[] {
  const kept = [...points];
  while (kept.length > most) {
    const bends = kept.slice(2).map((after, index) => bend(kept[index]!, kept[index + 1]!, after));
    kept.splice(1 + bends.indexOf(Math.min(...bends)), 1);
  }
  return kept;
}

/** Twice the area that lies between the line and the one that leaves out `here`. */
function bend(before: Point, here: Point, after: Point): number {
  const lasts = after[0] - before[0];
  const straight = before[1] + ((after[1] - before[1]) * (here[0] - before[0])) / lasts;
  return Math.abs(here[1] - straight) * lasts;
}

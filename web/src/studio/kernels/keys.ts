/** The value of a property at a picture of its clip: `core/montage/timing/keys.py`. */

import type { Adjustments, Clip, Key, Mask } from './document';
import { ease } from './easing';

const PLACE = ['x', 'y', 'scale', 'rotation', 'opacity'] as const;
const LOOK = [
  'exposure', 'contrast', 'saturation', 'warmth', 'tint', 'highlights', 'shadows', 'fade', 'hue', 'filter_strength',
] as const;
const MASK = ['x', 'y', 'width', 'height', 'rotation', 'feather'] as const;
const EFFECT = /^effect\.(0|[1-9][0-9]?)\.(amount|pace)$/;

/** Whether `name` is a property of `clip` that keys may move. */
export function keyable(name: string, clip: Clip): boolean {
  return valueOf(clip, name) !== null;
}

/** The value of `name` at picture `k` of `clip`; `name` must be a property that may have keys. */
export function propertyAt(clip: Clip, name: string, k: number): number {
  const keys = clip.keys[name];
  return keys && keys.length > 0 ? valueAt(keys, k) : valueBeside(clip, name);
}

/** The value that `name` has where no key moves it. */
export function valueBeside(clip: Clip, name: string): number {
  const value = valueOf(clip, name);
  if (value === null) throw new Error(`${name} is no property that moves`);
  return value;
}

/** The value at `k`; before the first key and after the last it stays. At least one key is needed. */
export function valueAt(keys: readonly Key[], k: number): number {
  let after = 0;
  while (after < keys.length && keys[after]!.at <= k) after += 1;
  if (after === 0) return keys[0]!.value;
  const here = keys[after - 1]!;
  const following = keys[after];
  if (!following || here.hold) return here.value;
  return here.value + (following.value - here.value) * ease(here.ease, (k - here.at) / (following.at - here.at));
}

function valueOf(clip: Clip, name: string): number | null {
  if (name === 'volume') return clip.sounding.volume;
  if (one(PLACE, name)) return clip.place[name];
  const effect = EFFECT.exec(name);
  if (effect) return clip.effects[Number(effect[1])]?.[effect[2] as 'amount' | 'pace'] ?? null;
  const [group, last, ...more] = name.split('.');
  if (last === undefined || more.length > 0) return null;
  if (group === 'look' && one(LOOK, last)) return clip.look[last satisfies keyof Adjustments];
  if (group === 'mask' && one(MASK, last)) return clip.place.mask?.[last satisfies keyof Mask] ?? null;
  return null;
}

function one<Name extends string>(names: readonly Name[], name: string): name is Name {
  return (names as readonly string[]).includes(name);
}

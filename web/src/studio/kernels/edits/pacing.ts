/** How fast a clip's material runs, and in which direction: `core/montage/edits/pacing.py`. */

import type { Clip, Key, Montage, Speed } from '../document';
import { halfUp } from '../grid';
import { beginsAt } from '../sources';
import { lengthFor, meanRate, paceOf, used } from '../speed';
import { type Found, findOpen, isHeld, type Lengths, nameOf, Refused, withClip } from './finding';

/**
 * The same stretch of the material along another curve: the clip's length follows. In a place of a template, and
 * where a neighbour on its track is in the way, the length stays within what there is and the stretch follows.
 */
export function setSpeed(montage: Montage, clipId: string, speed: readonly Speed[], lengths: Lengths): Montage {
  const found = findOpen(montage, clipId);
  const { clip } = found;
  const content = clip.content;
  if (content.what !== 'footage' && content.what !== 'listening') throw new Refused('nothing_runs');
  const stretch = used(paceOf(content.speed, clip.length), clip.length);
  let length = Math.min(lengthFor(stretch, speed), most(found));
  const held = clip.slot !== null || isHeld(found.track);
  if (held) length = clip.length;
  const material = lengths.get(nameOf(content.material));
  // Rounding up may ask for half a picture that the material no longer has.
  if (material !== undefined && !held)
    while (length > 1 && beginsAt(content) + length * meanRate(speed) > material + 0.5) length -= 1;
  return withClip(montage, found, lasting({ ...clip, content: { ...content, speed } }, length));
}

/** The same stretch from its end to its start, or forwards again. */
export function reverse(montage: Montage, clipId: string): Montage {
  const found = findOpen(montage, clipId);
  const content = found.clip.content;
  if (content.what !== 'footage') throw new Refused('nothing_runs');
  return withClip(montage, found, { ...found.clip, content: { ...content, backwards: !content.backwards } });
}

/** How long the clip may become without reaching into the next of its track. */
function most(found: Found): number {
  const next = found.track.clips[found.place + 1];
  return found.track.role === 'main' || !next ? Number.POSITIVE_INFINITY : next.start - found.clip.start;
}

/** `clip` lasting `length`, what happens within it drawn out or pushed together with it. */
function lasting(clip: Clip, length: number): Clip {
  if (length === clip.length) return clip;
  const moved = (at: number) => halfUp((at * length) / clip.length);
  const apart = (every: readonly Key[]) => {
    const keys = new Map(every.map((key) => [moved(key.at), key]));
    return [...keys].sort(([one], [other]) => one - other).map(([at, key]) => ({ ...key, at }));
  };
  const { fade_in, fade_out } = clip.sounding;
  return {
    ...clip,
    length,
    keys: Object.fromEntries(Object.entries(clip.keys).map(([name, every]) => [name, apart(every)])),
    effects: clip.effects.map((effect) => ({
      ...effect,
      start: moved(effect.start),
      length: effect.length && Math.max(1, moved(effect.length)),
    })),
    sounding: { ...clip.sounding, fade_in: Math.min(fade_in, length), fade_out: Math.min(fade_out, length) },
  };
}

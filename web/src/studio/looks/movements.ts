// How a picture comes in, goes out, or moves all the time, by the sums of core/montage/looks/movements.py.
import type { Clip, Motion } from '../kernels/document';
import catalogue from './catalogue.json';

/** What movements do to a picture's place: offsets in ten-thousandths of the canvas, degrees clockwise, factors. */
export interface Moved {
  x: number;
  y: number;
  scale: number;
  rotation: number;
  opacity: number;
}

const PASSAGES = new Map(catalogue.passages.map((passage) => [passage.name, passage]));
const LOOPS = new Map(catalogue.loops.map((loop) => [loop.name, loop]));
const AT_HOME: Moved = { x: 0, y: 0, scale: 1, rotation: 0, opacity: 1 };

/** What a clip's movements do at its picture `k`. Words that nobody knows do nothing. */
export function moved(clip: Pick<Clip, 'enter' | 'leave' | 'loop' | 'length'>, k: number): Moved {
  const r = k + 0.5;
  const parts = [passing(clip.enter, r), passing(clip.leave, clip.length - r), swinging(clip.loop, r)];
  return parts.reduce(both, AT_HOME);
}

function passing(motion: Motion | null, way: number): Moved {
  const passage = motion && PASSAGES.get(motion.name);
  const p = motion ? way / Math.max(1, motion.length) : 1;
  if (!passage || p >= 1) return AT_HOME;
  const rest = 1 - eased(passage.ease, Math.max(0, p));
  return {
    x: passage.x * rest,
    y: passage.y * rest,
    scale: Math.max(0, 1 + (passage.scale - 1) * rest),
    rotation: (passage.rotation * rest) / 100,
    opacity: Math.min(1, Math.max(0, 1 + (passage.opacity - 1) * rest)),
  };
}

function swinging(motion: Motion | null, r: number): Moved {
  const loop = motion && LOOPS.get(motion.name);
  if (!loop) return AT_HOME;
  const turns = r / Math.max(1, motion.length);
  const at = (swings: number[][]) =>
    swings.reduce((sum, [size, times, phase]) => sum + size! * Math.sin(2 * Math.PI * (times! * turns + phase!)), 0);
  const fainter = loop.opacity.reduce((sum: number, [size]: number[]) => sum + Math.abs(size!), 0);
  return {
    x: at(loop.x),
    y: at(loop.y),
    scale: 1 + at(loop.scale),
    rotation: at(loop.rotation) / 100,
    opacity: Math.max(0, 1 - fainter + at(loop.opacity)),
  };
}

/** How much of its way a movement has come at `p`, 0 to 1; `back` and `spring` go too far before. */
export function eased(ease: string, p: number): number {
  const left = 1 - p;
  if (ease === 'back') return 1 - left * left * (2.70158 * left - 1.70158);
  if (ease === 'bounce') return 1 - Math.abs(Math.cos(2.5 * Math.PI * p)) * left * left;
  if (ease === 'spring') return 1 - Math.cos(4.5 * Math.PI * p) * left * left;
  return 1 - left * left * left;
}

function both(one: Moved, other: Moved): Moved {
  return {
    x: one.x + other.x,
    y: one.y + other.y,
    scale: one.scale * other.scale,
    rotation: one.rotation + other.rotation,
    opacity: one.opacity * other.opacity,
  };
}

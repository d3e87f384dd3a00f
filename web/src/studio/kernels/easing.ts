/** How a value passes from one key to the next, by cubic Bézier curves: `core/montage/timing/easing.py`. */

import type { Curve } from './document';

const STEPS = 64;
const NEAR = 1e-15;

export const LINEAR: Curve = [0, 0, 1000, 1000];

/** How far a value has come when `x` of the time has gone: 0 to 1, beyond where the curve overshoots. */
export function ease(curve: Curve, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const [x1, y1, x2, y2] = [curve[0] / 1000, curve[1] / 1000, curve[2] / 1000, curve[3] / 1000];
  if (x1 === y1 && x2 === y2) return x;
  return cubic(y1, y2, parameter(x1, x2, x));
}

/** The t at which the curve is at `x`: Newton's steps, halving where one would leave the bracket. */
function parameter(x1: number, x2: number, x: number): number {
  let [low, high, t] = [0, 1, x];
  for (let step = 0; step < STEPS; step += 1) {
    const off = cubic(x1, x2, t) - x;
    if (Math.abs(off) <= NEAR) break;
    if (off < 0) low = t;
    else high = t;
    const steep = slope(x1, x2, t);
    const next = steep > 1e-9 ? t - off / steep : -1;
    t = low < next && next < high ? next : (low + high) / 2;
  }
  return t;
}

function cubic(a: number, b: number, t: number): number {
  return ((1 + 3 * (a - b)) * t + 3 * (b - 2 * a)) * t * t + 3 * a * t;
}

function slope(a: number, b: number, t: number): number {
  return (3 * (1 + 3 * (a - b)) * t + 6 * (b - 2 * a)) * t + 3 * a;
}

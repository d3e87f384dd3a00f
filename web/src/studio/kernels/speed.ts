/**
 * How much of its material a clip has used up after k pictures, with any curve of speed:
 * `core/montage/timing/speed.py`, line by line.
 */

import type { Content, Speed } from './document';
import { halfUp } from './grid';

/** The end of a clip, as points of speed count. */
export const WHOLE = 10_000;

/** From picture `at` on, `used` being used up, the rate begins at `rate` and grows by `gain`. */
type Piece = { readonly at: number; readonly used: number; readonly rate: number; readonly gain: number };

export type Pace = { readonly length: number; readonly pieces: readonly [Piece, ...Piece[]] };

/** The curve of a clip's material; empty where nothing runs. */
export function speedOf(content: Content): readonly Speed[] {
  return content.what === 'footage' || content.what === 'listening' ? content.speed : [];
}

/** The curve `speed` over a clip of `length` pictures; no points: as it was recorded. */
export function paceOf(speed: readonly Speed[], length: number): Pace {
  const knots = speed.map((point) => ({ at: (point.at * length) / WHOLE, rate: point.rate / 1000 }));
  const first = knots[0];
  if (!first) return { length, pieces: [{ at: 0, used: 0, rate: 1, gain: 0 }] };
  const pieces: [Piece, ...Piece[]] = [{ at: 0, used: 0, rate: first.rate, gain: 0 }];
  let used = first.at * first.rate;
  let here = first;
  for (const next of knots.slice(1)) {
    const lasts = next.at - here.at;
    pieces.push({ at: here.at, used, rate: here.rate, gain: (next.rate - here.rate) / lasts });
    used += (lasts * (here.rate + next.rate)) / 2;
    here = next;
  }
  pieces.push({ at: here.at, used, rate: here.rate, gain: 0 });
  return { length, pieces };
}

/** S(k): pictures of the grid used up of the material when `k` pictures have been seen. */
export function used(pace: Pace, k: number): number {
  const piece = lastFrom(pace, 'at', k);
  const since = k - piece.at;
  return piece.used + since * (piece.rate + (piece.gain * since) / 2);
}

/** The k at which S(k) is `amount`: S grows throughout, so there is exactly one. */
export function seen(pace: Pace, amount: number): number {
  const piece = lastFrom(pace, 'used', amount);
  const more = amount - piece.used;
  // The root that stays exact where the gain is nothing or nearly so.
  const inside = Math.max(0, piece.rate * piece.rate + 2 * piece.gain * more);
  return piece.at + (2 * more) / (piece.rate + Math.sqrt(inside));
}

/** How fast the material runs at `k`: 1 is as recorded. */
export function rateAt(pace: Pace, k: number): number {
  const piece = lastFrom(pace, 'at', k);
  return piece.rate + piece.gain * (k - piece.at);
}

/** The mean of the curve over the clip: what is used up a picture, on average. */
export function meanRate(speed: readonly Speed[]): number {
  return used(paceOf(speed, WHOLE), WHOLE) / WHOLE;
}

/** How many pictures a stretch of `amount` pictures lasts with this curve, at least 1. */
export function lengthFor(amount: number, speed: readonly Speed[]): number {
  return Math.max(1, halfUp(amount / meanRate(speed)));
}

function lastFrom(pace: Pace, by: 'at' | 'used', value: number): Piece {
  let found = pace.pieces[0];
  for (const piece of pace.pieces) if (piece[by] <= value) found = piece;
  return found;
}

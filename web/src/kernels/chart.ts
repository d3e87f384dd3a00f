/** The arithmetic of a chart: scales, paths, where a finger is. Knows neither Svelte nor the DOM. */

export type Point = readonly [x: number, y: number];

/** The smallest «round» number (few digits, and a half that is one too) that `most` fits under; at least `least`. */
export function roundTop(most: number, least = 1): number {
  const wanted = Math.max(most, least);
  const power = 10 ** Math.floor(Math.log10(wanted));
  for (const step of [1, 2, 3, 4, 6, 8, 10]) if (step * power >= wanted * 0.9999) return step * power;
  return 10 * power;
}

/** Places of values on a sheet of this size: the first at the left edge, `top` at the upper one; a gap is null. */
export function places(values: readonly (number | null)[], width: number, height: number, top: number): (Point | null)[] {
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values.map((value, i) => (value === null ? null : [values.length > 1 ? i * step : width / 2, height - (Math.min(value, top) / top) * height]));
}

/** Stretches between gaps. */
export function stretches(points: readonly (Point | null)[]): Point[][] {
  const found: Point[][] = [[]];
  for (const point of points) {
    if (point) found.at(-1)!.push(point);
    else if (found.at(-1)!.length) found.push([]);
  }
  return found.filter((one) => one.length);
}

export const line = (points: readonly Point[]): string => points.map(([x, y], i) => `${i ? 'L' : 'M'}${short(x)} ${short(y)}`).join('');

/** The same, filled down to the ground. */
export function area(points: readonly Point[], height: number): string {
  if (points.length < 2) return '';
  return `${line(points)}L${short(points.at(-1)![0])} ${height}L${short(points[0]![0])} ${height}Z`;
}

/** Which of `count` values a finger at `x` points at. */
export function nearest(x: number, count: number, width: number): number {
  if (count < 2 || width <= 0) return 0;
  return Math.max(0, Math.min(count - 1, Math.round((x / width) * (count - 1))));
}

/** A few places along `count` values to write under, the first and the last among them. */
export function marks(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: most }, (_, i) => Math.round((i * (count - 1)) / (most - 1)));
}

/** Of a curve that never rises: where the steepest fall ends, and how deep it is; null for a flat one. */
export function steepest(curve: readonly number[]): { at: number; fall: number } | null {
  let found: { at: number; fall: number } | null = null;
  for (let at = 1; at < curve.length; at++) {
    const fall = curve[at - 1]! - curve[at]!;
    if (fall > 0.005 && fall > (found?.fall ?? 0)) found = { at, fall };
  }
  return found;
}

const short = (n: number) => Math.round(n * 10) / 10;

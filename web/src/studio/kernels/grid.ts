/** The grid of pictures, and the samples that sound under them: `core/montage/timing/grid.py`. */

export const SAMPLE_RATE = 48_000;

/** The nearest whole number, halves up: -0.5 becomes 0. */
export function halfUp(value: number): number {
  return Math.floor(value + 0.5) + 0; // never -0
}

/** The sample at which `picture` begins, exactly. */
export function firstSample(picture: number, fps: number): number {
  return Math.floor((2 * SAMPLE_RATE * picture + fps) / (2 * fps));
}

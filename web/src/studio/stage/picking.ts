/** The colour of a spot of a picture, and what lies around it, to be looked at through a glass. */
import type { Size } from '../preview/geometry';

export type Pixels = { readonly size: Size; /** Four bytes each, top row first. */ readonly bytes: Uint8Array };

/** Pixels to each side that a colour is the mean of: one pixel alone may be noise. */
const AROUND = 1;

/** `x` and `y` in pixels of the picture; `#rrggbb`. */
export function colourAt({ size, bytes }: Pixels, x: number, y: number): string {
  const sums = [0, 0, 0];
  let count = 0;
  for (let row = Math.max(0, y - AROUND); row <= Math.min(size.height - 1, y + AROUND); row++) {
    for (let column = Math.max(0, x - AROUND); column <= Math.min(size.width - 1, x + AROUND); column++) {
      for (let channel = 0; channel < 3; channel++) sums[channel]! += bytes[4 * (row * size.width + column) + channel]!;
      count++;
    }
  }
  return `#${sums.map((sum) => Math.round(sum / Math.max(1, count)).toString(16).padStart(2, '0')).join('')}`;
}

/** `across` by `across` pixels around a spot; what lies outside the picture is black. */
export function around({ size, bytes }: Pixels, x: number, y: number, across: number): Uint8ClampedArray<ArrayBuffer> {
  const seen = new Uint8ClampedArray(4 * across * across);
  const half = across >> 1;
  for (let row = 0; row < across; row++) {
    for (let column = 0; column < across; column++) {
      const [atX, atY] = [x - half + column, y - half + row];
      const to = 4 * (row * across + column);
      seen[to + 3] = 255;
      if (atX < 0 || atY < 0 || atX >= size.width || atY >= size.height) continue;
      const from = 4 * (atY * size.width + atX);
      for (let channel = 0; channel < 3; channel++) seen[to + channel] = bytes[from + channel]!;
    }
  }
  return seen;
}

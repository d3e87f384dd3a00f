/** Where pictures lie, in whole pixels, as docs/algorithms/montage.md says: the same sums as the render's. */
import type { Crop, Fit } from '../kernels/document';
import { halfUp } from '../kernels/grid';
import type { Rect } from './gl';

export type Size = { width: number; height: number };

/** The nearest even number, at least 2. */
export const even = (x: number): number => Math.max(2, 2 * halfUp(x / 2));

/** What is left of the material, in its own pixels: each side cut to whole pixels, at least 2 left. */
export function cropped(size: Size, crop: Crop): Rect {
  const [x, width] = span(size.width, crop.left, crop.right);
  const [y, height] = span(size.height, crop.top, crop.bottom);
  return { x, y, width, height };
}

function span(length: number, before: number, after: number): [number, number] {
  const least = Math.min(2, length);
  const first = Math.min(halfUp((before * length) / 10_000), length - least);
  const last = Math.max(first + least, length - halfUp((after * length) / 10_000));
  return [first, last - first];
}

/** How large a material is drawn, and which part of that stays: the fitted picture has the size of `kept`. */
export type Fitted = { drawn: Size; kept: Rect };

/** The fitted picture of what was cut; all that is drawn stays, but for `cover`. */
export function fitted(cut: Size, canvas: Size, fit: Fit): Fitted {
  if (fit === 'stretch') return around(canvas, canvas);
  const [across, along] = [canvas.width / cut.width, canvas.height / cut.height];
  const by = fit === 'cover' ? Math.max(across, along) : Math.min(across, along);
  const [width, height] = [even(cut.width * by), even(cut.height * by)];
  if (fit === 'cover') return around({ width: Math.max(width, canvas.width), height: Math.max(height, canvas.height) }, canvas);
  const drawn = { width: Math.min(width, canvas.width), height: Math.min(height, canvas.height) };
  return around(drawn, drawn);
}

/** The same, `by` times as large: sides stay even, so that colours, which have half the pixels, stay with their light. */
export function resized({ drawn, kept }: Fitted, by: number): Fitted {
  if (by === 1) return { drawn, kept };
  const size = { width: even(kept.width * by), height: even(kept.height * by) };
  return around({ width: Math.max(size.width, even(drawn.width * by)), height: Math.max(size.height, even(drawn.height * by)) }, size);
}

/** A part in the middle of what is drawn, beginning at an even pixel. */
function around(drawn: Size, kept: Size): Fitted {
  const first = (whole: number, part: number) => 2 * Math.floor((whole - part) / 4);
  return { drawn, kept: { x: first(drawn.width, kept.width), y: first(drawn.height, kept.height), width: kept.width, height: kept.height } };
}

/** Where the left or upper edge of a picture comes to lie, an even pixel; `middle` in ten-thousandths of the canvas. */
export function corner(middle: number, canvas: number, side: number): number {
  return 2 * Math.floor(halfUp((middle * canvas) / 10_000 - side / 2) / 2);
}

/** How many pixels of the screen one of the canvas gets, so that it fits `room` and never grows past its own size. */
export function shrink(canvas: Size, room: Size): number {
  return Math.min(1, room.width / canvas.width, room.height / canvas.height);
}

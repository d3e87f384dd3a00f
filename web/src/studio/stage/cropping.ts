/** What is left of a picture when its sides are cut off, and how fingers and keys change that.
 *
 *     +---------------------+      a corner pulls two sides, an edge one; with a shape to be kept
 *     |   o-----o-----o     |      the other sides follow, and nothing leaves the picture
 *     |   |           |     |
 *     |   o   moves   o     |
 *     |   |           |     |
 *     |   o-----o-----o     |
 *     +---------------------+
 *
 * Rectangles are in pixels of the material; crops, as in the document, are ten-thousandths cut off each side.
 */
import type { Crop } from '../kernels/document';
import type { Size } from '../preview/geometry';
import type { Rect } from '../preview/gl';

/** Which sides a handle pulls: -1 the left or upper one, 1 the right or lower one, 0 none. */
export type Handle = { readonly x: -1 | 0 | 1; readonly y: -1 | 0 | 1 };
export const HANDLES: readonly Handle[] = [
  { x: -1, y: -1 }, { x: 0, y: -1 }, { x: 1, y: -1 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }, { x: -1, y: 1 }, { x: -1, y: 0 },
];

/** A twentieth of a side has to stay: the document has it so. */
const LEAST = 0.05;

export function rectOf(crop: Crop, { width, height }: Size): Rect {
  const [x, y] = [(crop.left / 10_000) * width, (crop.top / 10_000) * height];
  return { x, y, width: width * (1 - (crop.left + crop.right) / 10_000), height: height * (1 - (crop.top + crop.bottom) / 10_000) };
}

export function cropOf({ x, y, width, height }: Rect, size: Size): Crop {
  const share = (length: number, whole: number) => Math.min(9500, Math.max(0, Math.round((length / whole) * 10_000)));
  const [left, top] = [share(x, size.width), share(y, size.height)];
  const right = Math.min(9500 - left, share(size.width - x - width, size.width));
  return { left, top, right, bottom: Math.min(9500 - top, share(size.height - y - height, size.height)) };
}

export function moved(rect: Rect, dx: number, dy: number, size: Size): Rect {
  return { ...rect, x: within(rect.x + dx, size.width - rect.width), y: within(rect.y + dy, size.height - rect.height) };
}

/** A handle pulled by so much. `ratio`: the width over the height that is to be kept, or 0. */
export function pulled(rect: Rect, { x, y }: Handle, dx: number, dy: number, size: Size, ratio = 0): Rect {
  const wish = { width: rect.width + x * dx, height: rect.height + y * dy };
  const room = { width: roomOf(rect.x, rect.width, size.width, x), height: roomOf(rect.y, rect.height, size.height, y) };
  const least = { width: size.width * LEAST, height: size.height * LEAST };
  let width = within(wish.width, room.width, least.width);
  let height = within(wish.height, room.height, least.height);
  if (ratio) {
    const wanted = x === 0 ? height * ratio : y === 0 ? width : Math.max(width, height * ratio);
    width = Math.min(Math.max(wanted, least.width, least.height * ratio), room.width, room.height * ratio);
    height = width / ratio;
  }
  return { x: from(rect.x, rect.width, width, x), y: from(rect.y, rect.height, height, y), width, height };
}

/** The largest of this shape around the same middle, within the picture. */
export function shaped(rect: Rect, ratio: number, size: Size): Rect {
  const width = Math.min(size.width, size.height * ratio);
  const height = width / ratio;
  const x = within(rect.x + (rect.width - width) / 2, size.width - width);
  return { x, y: within(rect.y + (rect.height - height) / 2, size.height - height), width, height };
}

/** `by` times as large around its middle, of the same shape. */
export function grown(rect: Rect, by: number, size: Size): Rect {
  const most = Math.min(size.width / rect.width, size.height / rect.height);
  const least = Math.max((LEAST * size.width) / rect.width, (LEAST * size.height) / rect.height);
  const factor = within(by, most, Math.min(1, least));
  const [width, height] = [rect.width * factor, rect.height * factor];
  return moved({ x: rect.x + (rect.width - width) / 2, y: rect.y + (rect.height - height) / 2, width, height }, 0, 0, size);
}

const within = (value: number, most: number, least = 0): number => Math.max(least, Math.min(value, most));

/** How long a side may become: up to the picture's edge, on both sides where it is not pulled at either. */
function roomOf(at: number, length: number, whole: number, way: -1 | 0 | 1): number {
  if (way === 0) return 2 * Math.min(at + length / 2, whole - at - length / 2);
  return way < 0 ? at + length : whole - at;
}

/** Where a side begins that has become another length; the end that is not pulled stays, or the middle. */
function from(at: number, before: number, now: number, way: -1 | 0 | 1): number {
  return way > 0 ? at : at + (before - now) / (way < 0 ? 1 : 2);
}

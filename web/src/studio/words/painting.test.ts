/** What libass draws becomes premultiplied pixels, and what shows is asked for once. */

import { expect, test } from 'vitest';
import { painted } from './painting';
import { stateAt } from './setter';
import type { SetWords } from './setting';

const stamp = (over: object) => ({ w: 1, h: 1, dst_x: 0, dst_y: 0, stride: 1, color: 0, bitmap: 0, ...over });

test('One stamp over another, each with its opacity, in the rectangle that both need.', () => {
  const heap = Uint8Array.of(255, 128);
  const white = stamp({ color: 0xffffff00, dst_x: 3, dst_y: 2 });
  const red = stamp({ color: 0xff000000, w: 2, h: 1, stride: 2, dst_x: 3, dst_y: 2 });
  const part = painted([white, red], heap)!;
  expect([part.x, part.y, part.width, part.height]).toEqual([3, 2, 2, 1]);
  expect([...part.pixels]).toEqual([255, 0, 0, 255, 128, 0, 0, 128]);
});

test('What is seen through altogether is nothing.', () => {
  expect(painted([stamp({ color: 0xffffffff })], Uint8Array.of(255))).toBeNull();
  expect(painted([stamp({ w: 0 })], Uint8Array.of(255))).toBeNull();
});

test('While a line stays its state has one name, and beyond its clip it stays as at its ends.', () => {
  const line = (first: number, end: number) => ({ first, end, text: '', margin: 0, style: 'Words', layer: 1 }) as const;
  const words = { lines: [line(2, 5), line(5, 10)], left: { length: 10 } } as unknown as SetWords;
  expect(stateAt(words, 0)).toBeNull();
  expect(stateAt(words, 2)).toEqual(stateAt(words, 4));
  expect(stateAt(words, 7)).toEqual({ key: '1', picture: 5 });
  expect(stateAt(words, 40)).toEqual(stateAt(words, 9));
  expect(stateAt(words, -3)).toBeNull();
});

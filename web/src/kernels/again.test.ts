import { expect, test } from 'vitest';
import { pauseMs } from './again';

test('Pauses grow to half a minute, each by the dice a little shorter.', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 40].map((n) => pauseMs(n, 1))).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  expect(pauseMs(7, 0)).toBe(22_500);
});

import { expect, test } from 'vitest';
import { resampled } from './served';

test('The server’s shape of a sound is drawn on this one’s own grid, whichever is the finer.', () => {
  const pairs = Int8Array.from([-10, 20, -120, 3, 0, 0, 64, 64]);
  expect([...resampled(pairs, 50, 50)]).toEqual([40, 240, 0, 128]);
  expect([...resampled(pairs, 100, 50)]).toEqual([240, 128]);
  expect([...resampled(pairs, 25, 50)]).toEqual([40, 40, 240, 240, 0, 0, 128, 128]);
});

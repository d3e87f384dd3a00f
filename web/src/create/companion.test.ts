/** How much of a recording lies before the film that it goes with. */
import { expect, test } from 'vitest';
import { middleOf } from './companion';

test('What was measured most of the time counts; a film that stumbles late, or a clock that goes back, does not.', () => {
  expect(middleOf([81.4, 80.2, 79.9, 80.6, 930])).toBe(81);
  expect(middleOf([120])).toBe(120);
  expect(middleOf([-3, -2, -4])).toBe(0);
  expect(middleOf([])).toBe(0);
});

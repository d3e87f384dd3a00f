/** Where sounds beat, by the cases that Python runs too: `tests/montage/beats.json`. */

import { expect, test } from 'vitest';
import casesText from '../../../../tests/montage/beats.json?raw';
import { beatsOf } from './beats';
import { type Case, sound } from './sounds';

test.each(JSON.parse(casesText) as Case[])('$says', (told) => {
  const found = beatsOf(sound(told), told.rate);
  expect(found.at.length).toBe(told.at.length);
  found.at.forEach((at, n) => expect(Math.abs(at - told.at[n]!)).toBeLessThanOrEqual(0.01));
  expect(Math.abs(found.bpm - told.bpm)).toBeLessThanOrEqual(0.05);
});

import { expect, it } from 'vitest';
import { remembered } from './former';

it('keeps the files of the last builds, and of the same build once', () => {
  const before = [['b-2.js'], ['b-1.js', 'a-1.js'], ['a-0.js']];
  expect(remembered(['b-3.js'], before)).toEqual([['b-3.js'], ...before]);
  expect(remembered(['b-4.js'], [['b-3.js'], ...before])).toHaveLength(4);
  expect(remembered(['a-1.js', 'b-1.js'], before)).toEqual([['a-1.js', 'b-1.js'], ['b-2.js'], ['a-0.js']]);
});

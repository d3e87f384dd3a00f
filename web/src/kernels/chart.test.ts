import { describe, expect, it } from 'vitest';
import { area, line, marks, nearest, places, roundTop, steepest, stretches } from './chart';

describe('a chart', () => {
  it('ends at a round number', () => {
    expect([0, 1, 3, 9, 10, 11, 420, 999, 12_345].map((n) => roundTop(n))).toEqual([1, 1, 3, 10, 10, 20, 600, 1000, 20_000]);
    expect(roundTop(0.2, 0.001)).toBeCloseTo(0.2);
    expect(roundTop(0, 10)).toBe(10);
  });
  it('puts values on the sheet, and leaves gaps', () => {
    const points = places([0, null, 10], 100, 50, 10);
    expect(points).toEqual([[0, 50], null, [100, 0]]);
    expect(stretches(points)).toEqual([[[0, 50]], [[100, 0]]]);
    expect(places([5], 100, 50, 10)).toEqual([[50, 25]]);
    expect(places([99], 100, 50, 10)).toEqual([[50, 0]]);
    expect(stretches([null, null])).toEqual([]);
  });
  it('draws lines, and fills what lies below', () => {
    expect(line([[0, 1], [2.345, 3]])).toBe('M0 1L2.3 3');
    expect(area([[0, 1], [2, 3]], 9)).toBe('M0 1L2 3L2 9L0 9Z');
    expect(area([[0, 1]], 9)).toBe('');
  });
  it('finds what a finger points at', () => {
    expect([-5, 0, 49, 51, 100, 400].map((x) => nearest(x, 3, 100))).toEqual([0, 0, 1, 1, 2, 2]);
    expect(nearest(10, 1, 100)).toBe(0);
    expect(nearest(10, 5, 0)).toBe(0);
  });
  it('writes under a few', () => {
    expect(marks(3, 5)).toEqual([0, 1, 2]);
    expect(marks(28, 4)).toEqual([0, 9, 18, 27]);
  });
  it('sees where most people leave', () => {
    expect(steepest([1, 0.6, 0.55, 0.5])).toEqual({ at: 1, fall: 0.4 });
    expect(steepest([1, 1, 1])).toBeNull();
    expect(steepest([])).toBeNull();
  });
});

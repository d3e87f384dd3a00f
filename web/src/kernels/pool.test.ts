import { describe, expect, it } from 'vitest';
import { assign, wanted } from './pool';

const resting = [null, null, null];

describe('pool', () => {
  it('gives the first card and its neighbour an element', () => {
    expect(assign(resting, wanted(0, 8, 3))).toEqual([0, 1, null]);
  });
  it('moves one element per swipe; those with something buffered keep it', () => {
    let slots = assign(resting, wanted(0, 8, 3));
    slots = assign(slots, wanted(1, 8, 3));
    expect(slots).toEqual([0, 1, 2]);
    slots = assign(slots, wanted(2, 8, 3));
    expect(slots).toEqual([3, 1, 2]);
    slots = assign(slots, wanted(1, 8, 3));
    expect(slots).toEqual([0, 1, 2]);
  });
  it('never gives one card two elements, nor asks for cards that are not there', () => {
    let slots: readonly (number | null)[] = resting;
    for (const current of [0, 3, 7, 7, 2, 1, 6, 0]) {
      slots = assign(slots, wanted(current, 8, 3));
      const held = slots.filter((card) => card !== null);
      expect(new Set(held).size).toBe(held.length);
      expect(slots).toContain(current);
      expect(held.every((card) => card >= 0 && card < 8)).toBe(true);
    }
  });
  it('spends a lone element on the card on the screen', () => {
    expect(assign([null], wanted(4, 8, 1))).toEqual([4]);
  });
});

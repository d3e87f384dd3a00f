import { describe, expect, it } from 'vitest';
import { around, colourAt } from './picking';

/** Left half green, right half black, five by three pixels. */
const bytes = new Uint8Array(Array.from({ length: 15 }, (_, i) => (i % 5 < 3 ? [0, 240, 10, 255] : [0, 0, 0, 255])).flat());
const pixels = { size: { width: 5, height: 3 }, bytes };

describe('picking a colour', () => {
  it('is the mean of the spot and what touches it, at the edge of what there is', () => {
    expect(colourAt(pixels, 1, 1)).toBe('#00f00a');
    expect(colourAt(pixels, 0, 0)).toBe('#00f00a');
    expect(colourAt(pixels, 2, 1)).toBe('#00a007');
  });

  it('shows what lies around, black beyond the picture', () => {
    const seen = around(pixels, 0, 0, 3);
    expect([...seen.slice(0, 4)]).toEqual([0, 0, 0, 255]);
    expect([...seen.slice(16, 20)]).toEqual([0, 240, 10, 255]);
  });
});

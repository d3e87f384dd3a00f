import { describe, expect, it } from 'vitest';
import { cropOf, grown, HANDLES, moved, pulled, rectOf, shaped } from './cropping';

const size = { width: 400, height: 200 };
const whole = { x: 0, y: 0, width: 400, height: 200 };
const crop = { left: 2500, top: 1000, right: 2500, bottom: 0 };

describe('cropping', () => {
  it('is the same said in pixels and in shares', () => {
    expect(rectOf(crop, size)).toEqual({ x: 100, y: 20, width: 200, height: 180 });
    expect(cropOf(rectOf(crop, size), size)).toEqual(crop);
  });

  it('pulls the sides of a handle, and no others', () => {
    expect(pulled(whole, { x: -1, y: 0 }, 50, 30, size)).toEqual({ x: 50, y: 0, width: 350, height: 200 });
    expect(pulled(whole, { x: 1, y: 1 }, -100, -50, size)).toEqual({ x: 0, y: 0, width: 300, height: 150 });
  });

  it('keeps its shape when it shall, by a corner and by an edge', () => {
    const square = shaped(whole, 1, size);
    expect(square).toEqual({ x: 100, y: 0, width: 200, height: 200 });
    const smaller = pulled(square, { x: 1, y: 1 }, -60, -40, size, 1);
    expect(smaller).toEqual({ x: 100, y: 0, width: 160, height: 160 });
    const lower = pulled(square, { x: 0, y: -1 }, 0, 50, size, 1);
    expect(lower).toEqual({ x: 125, y: 50, width: 150, height: 150 });
  });

  it('never leaves the picture, nor becomes nothing, wherever one pulls', () => {
    for (const handle of HANDLES) {
      for (const far of [-9999, -120, 7, 120, 9999]) {
        for (const ratio of [0, 1, 9 / 16, 16 / 9]) {
          const start = rectOf(crop, size);
          const rect = pulled(ratio ? shaped(start, ratio, size) : start, handle, far, -far, size, ratio);
          const said = cropOf(rect, size);
          expect(said.left + said.right, JSON.stringify({ handle, far, ratio, rect })).toBeLessThanOrEqual(9500);
          expect(said.top + said.bottom).toBeLessThanOrEqual(9500);
          expect(Math.min(rect.x, rect.y, size.width - rect.x - rect.width, size.height - rect.y - rect.height)).toBeGreaterThan(-1e-6);
          if (ratio) expect(rect.width / rect.height).toBeCloseTo(ratio, 6);
        }
      }
    }
  });

  it('is moved and grown up to the edges', () => {
    const part = rectOf(crop, size);
    expect(moved(part, -500, 500, size)).toEqual({ x: 0, y: 20, width: 200, height: 180 });
    expect(grown(part, 9, size).height).toBe(200);
    expect(grown(part, 0.001, size).width).toBeCloseTo(20, 6);
  });
});

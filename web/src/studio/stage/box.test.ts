import { describe, expect, it } from 'vitest';
import { canvas as aCanvas, clip as aClip } from '../kernels/filled';
import { between, boxOf, guided, holds, upright } from './box';

const canvas = aCanvas({ width: 1080, height: 1920 });
const film = (place: object) => aClip({ id: 'a', length: 30, content: { what: 'footage', material: { origin: 'upload', id: 'x' } }, place });

describe('the box of a clip on the picture', () => {
  it('is the canvas for a film that covers it', () => {
    expect(boxOf(film({}), 0, canvas, { width: 720, height: 1280 })).toEqual({ x: 540, y: 960, width: 1080, height: 1920, angle: 0 });
  });

  it('keeps the film whole where it is contained, and follows place, size and turn', () => {
    const box = boxOf(film({ fit: 'contain', scale: 500, x: 2500, y: 7500, rotation: 4500 }), 0, canvas, { width: 1280, height: 720 })!;
    expect(box).toMatchObject({ x: 270, y: 1440, width: 540, angle: 45 });
    expect(box.height).toBeCloseTo(304, 0);
  });

  it('is nowhere before the size of the material is known', () => {
    expect(boxOf(film({}), 0, canvas, null)).toBeNull();
  });

  it('is held by a finger inside it, turned or not', () => {
    const box = { x: 100, y: 100, width: 100, height: 20, angle: 0 };
    expect(holds(box, { x: 140, y: 105 })).toBe(true);
    expect(holds({ ...box, angle: 90 }, { x: 140, y: 105 })).toBe(false);
    expect(holds({ ...box, angle: 90 }, { x: 105, y: 140 })).toBe(true);
  });
});

describe('guides', () => {
  it('draw a box to the middle and to the edges', () => {
    const box = { x: 533, y: 300, width: 200, height: 598, angle: 0 };
    expect(guided(box, canvas, 12)).toEqual({ x: 540, y: 299, across: [540], down: [0] });
    expect(guided({ ...box, x: 400, y: 500 }, canvas, 12)).toEqual({ x: 400, y: 500, across: [], down: [] });
  });

  it('straighten what is nearly upright', () => {
    expect([upright(88), upright(-2), upright(45)]).toEqual([90, 0, 45]);
  });

  it('read two fingers', () => {
    expect(between({ x: 0, y: 0 }, { x: 0, y: 10 })).toEqual({ apart: 10, angle: 90, middle: { x: 0, y: 5 } });
  });
});

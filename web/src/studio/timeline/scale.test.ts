import { describe, expect, it } from 'vitest';
import { centred, fitting, pictureAt, ticks, timecode, xOf, zoomed } from './scale';

const scale = { pixels: 4, left: 30, width: 360 };

describe('the scale of a timeline', () => {
  it('leads from a picture to a pixel and back', () => {
    for (const picture of [0, 12.5, 31, 900]) expect(pictureAt(scale, xOf(scale, picture))).toBeCloseTo(picture, 9);
  });

  it('keeps what lies under the fingers while it zooms', () => {
    const under = pictureAt(scale, 140);
    for (const factor of [0.3, 0.9, 1.7]) expect(pictureAt(zoomed(scale, factor, 140, 30), 140)).toBeCloseTo(under, 9);
  });

  it('never zooms beyond what can be read', () => {
    expect(zoomed(scale, 1e9, 0, 30).pixels * 30).toBe(600);
    expect(zoomed(scale, 1e-9, 0, 30).pixels * 30).toBeCloseTo(1.5, 9);
  });

  it('has the playhead in the middle on a phone', () => {
    expect(xOf(centred(2, 360, 77), 77)).toBeCloseTo(180, 9);
  });

  it('shows a whole film, however long', () => {
    for (const length of [1, 200, 5400]) expect(xOf(fitting(length, 360, 30), length)).toBeLessThanOrEqual(360);
  });
});

describe('the ruler', () => {
  it('writes times that never touch, from 0 on', () => {
    for (const pixels of [0.15, 1, 4, 18]) {
      const drawn = ticks({ pixels, left: -40, width: 800 }, 30);
      expect(drawn[0]!.at).toBe(0);
      const words = drawn.filter((tick) => tick.label).map((tick) => tick.at * pixels);
      for (let i = 1; i < words.length; i++) expect(words[i]! - words[i - 1]!).toBeGreaterThanOrEqual(64);
    }
  });

  it('says minutes, seconds and pictures', () => {
    expect([timecode(0, 30), timecode(2012, 30), timecode(-3, 25)]).toEqual(['0:00.00', '1:07.02', '0:00.00']);
  });
});

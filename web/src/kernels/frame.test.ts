import { describe, expect, it } from 'vitest';
import { onDesk, onPhone } from './frame';

const phone = { width: 390, height: 844 };
const tall = { width: 1080, height: 1920 };
const wide = { width: 1920, height: 1080 };

describe('frame', () => {
  it('fills a phone with a tall video', () => {
    expect(onPhone(tall, phone).fit).toBe('cover');
  });
  it('shows a wide one whole', () => {
    expect(onPhone(wide, phone).fit).toBe('contain');
  });
  it('keeps a picture inside a desk, in its own shape, in the middle', () => {
    const stage = { width: 1440, height: 900 };
    for (const video of [tall, wide, { width: 600, height: 600 }, { width: 0, height: 0 }]) {
      const f = onDesk(video, stage, { x: 200, y: 20 });
      expect(f.width).toBeLessThanOrEqual(1040);
      expect(f.height).toBeLessThanOrEqual(860);
      expect(Math.abs(f.left * 2 + f.width - 1440)).toBeLessThanOrEqual(1);
    }
    expect(onDesk(tall, stage, { x: 200, y: 20 })).toMatchObject({ height: 860, width: 484 });
  });
});

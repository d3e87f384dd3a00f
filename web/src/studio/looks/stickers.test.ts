import { expect, test } from 'vitest';
import told from '../../../../tests/montage/looks/stickers.json?raw';
import { knowsSticker, SIDE, stickerBytes } from './stickers';

test('Stickers are drawn as the render draws them.', () => {
  for (const { name, bytes } of JSON.parse(told) as { name: string; bytes: Record<string, number> }[]) {
    const drawn = stickerBytes(name)!;
    expect(drawn.length).toBe(SIDE * SIDE * 4);
    for (const [at, value] of Object.entries(bytes)) expect(Math.abs(drawn[Number(at)]! - value), `${name} ${at}`).toBeLessThanOrEqual(1);
  }
});

test('One that nobody knows is not drawn.', () => {
  expect(knowsSticker('unicorn')).toBe(false);
  expect(stickerBytes('unicorn')).toBeNull();
});

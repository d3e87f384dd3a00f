import { expect, test } from 'vitest';
import type { Montage } from '../kernels/document';
import { filled } from '../kernels/filled';
import { moved } from '../looks/movements';
import { corner, cropped, even, fitted, resized, shrink } from './geometry';
import { footageOf, layersOf, scene, type World } from './scene';

const sea = { origin: 'upload', id: 'sea' } as const;
const dog = { origin: 'upload', id: 'dog' } as const;
const SIZES: Record<string, { width: number; height: number }> = { sea: { width: 1920, height: 1080 }, dog: { width: 640, height: 640 } };
const world: World = { sizeOf: ({ id }) => SIZES[id] ?? null, stickerSize: () => ({ width: 200, height: 100 }), movement: moved, left: (clip) => clip };

function made(...clips: object[]): Montage {
  return filled({ canvas: { width: 1080, height: 1920, fps: 30 }, tracks: [{ id: 't', role: 'main', clips }] } as never);
}

test('A crop keeps whole pixels, and at least two of them', () => {
  expect(cropped({ width: 101, height: 50 }, { left: 1000, right: 0, top: 0, bottom: 2500 })).toEqual({ x: 10, y: 0, width: 91, height: 37 });
  expect(cropped({ width: 100, height: 50 }, { left: 9900, right: 9900, top: 0, bottom: 0 })).toEqual({ x: 98, y: 0, width: 2, height: 50 });
});

test('The fitted picture has even sides; what covers is cut around its middle', () => {
  const canvas = { width: 1080, height: 1920 };
  expect(fitted({ width: 1920, height: 1080 }, canvas, 'contain')).toEqual({ drawn: { width: 1080, height: 608 }, kept: { x: 0, y: 0, width: 1080, height: 608 } });
  expect(fitted({ width: 1920, height: 1080 }, canvas, 'cover')).toEqual({ drawn: { width: 3414, height: 1920 }, kept: { x: 1166, y: 0, width: 1080, height: 1920 } });
  expect(fitted({ width: 3, height: 5 }, canvas, 'stretch').drawn).toEqual(canvas);
  expect([even(1), even(3), even(607.5), even(0)]).toEqual([2, 4, 608, 2]);
});

test('Halves go up, on both sides of nothing; sides stay even at every scale', () => {
  expect([corner(5000, 200, 101), corner(0, 200, 101), corner(5000, 200, 3)]).toEqual([50, -50, 98]);
  const { drawn, kept } = resized(fitted({ width: 1920, height: 1080 }, { width: 1080, height: 1920 }, 'cover'), 0.333);
  expect([drawn, kept]).toEqual([{ width: 1136, height: 640 }, { x: 388, y: 0, width: 360, height: 640 }]);
});

test('A clip that turns or grows lies at real places, one that only moves on whole pixels', () => {
  const place = { fit: 'contain', scale: 333, x: 3333 };
  const content = { what: 'footage', material: dog };
  const [still] = layersOf(scene(made({ id: 'a', length: 9, content, place }), 0, world));
  expect([still?.upright, still?.box]).toEqual([true, { x: 180, y: 780, width: 360, height: 360 }]);
  const [turned] = layersOf(scene(made({ id: 'a', length: 9, content, place: { ...place, rotation: 4500 } }), 0, world));
  expect(turned?.upright).toBe(false);
  expect(turned?.box.x).toBeCloseTo(359.964 - 179.82, 6);
  const keys = { scale: [{ at: 0, value: 100 }, { at: 8, value: 900 }] };
  const [growing] = layersOf(scene(made({ id: 'a', length: 9, content, place, keys }), 4, world));
  expect([growing?.box.width, growing?.kept.width]).toEqual([540, 972]);
});

test('What is far larger than the canvas is enlarged as it is laid on it, and nothing of no size shows', () => {
  const at = (place: object, content: object = { what: 'fill' }) => layersOf(scene(made({ id: 'a', length: 9, content, place }), 0, world))[0]!;
  expect([at({ scale: 2000 }).upright, at({ scale: 2001 }).upright]).toEqual([true, false]);
  expect([at({ scale: 20_000 }).kept.height, at({ scale: 20_000 }).box.height]).toEqual([3840, 38_400]);
  expect([at({ scale: 1 }).opacity, at({ scale: 0 }).opacity, at({ scale: 0 }, { what: 'adjust' }).opacity]).toEqual([1, 0, 1]);
});

test('The screen never shows more pixels than the canvas has', () => {
  expect(shrink({ width: 1080, height: 1920 }, { width: 4000, height: 4000 })).toBe(1);
  expect(shrink({ width: 1080, height: 1920 }, { width: 540, height: 4000 })).toBe(0.5);
});

test('A clip shows the middle of each picture of its stretch, at its speed', () => {
  const montage = made({ id: 'a', length: 30, content: { what: 'footage', material: sea, source_in: 60, speed: [{ at: 0, rate: 2000 }] } });
  expect(footageOf(scene(montage, 0, world))[0]?.at).toBeCloseTo((60 + 1) / 30, 9);
  expect(footageOf(scene(montage, 10, world))[0]?.at).toBeCloseTo((60 + 21) / 30, 9);
  expect(layersOf(scene(montage, 30, world))).toEqual([]);
});

test('While a join runs both clips are there, each with its own moment', () => {
  const montage = filled({
    canvas: { width: 1080, height: 1920, fps: 30 },
    tracks: [{
      id: 't', role: 'main', joins: [{ left: 'a', kind: 'fade', length: 10 }],
      clips: [{ id: 'a', length: 30, content: { what: 'footage', material: sea } }, { id: 'b', start: 30, length: 30, content: { what: 'footage', material: dog, source_in: 90 } }],
    }],
  } as never);
  const [part] = scene(montage, 27, world).parts;
  expect(part?.join).toMatchObject({ kind: 'fade', progress: 0.25 });
  expect(footageOf(scene(montage, 27, world)).map(({ at }) => at * 30)).toEqual([27.5, 87.5]);
});

test('Keys move what they name; a material that nobody knows yet leaves its place empty', () => {
  const keys = { x: [{ at: 0, value: 0 }, { at: 10, value: 10_000 }], 'effect.0.amount': [{ at: 0, value: 0 }, { at: 10, value: 1000 }] };
  const montage = made(
    { id: 'a', length: 20, content: { what: 'footage', material: dog }, place: { fit: 'contain', scale: 500 }, effects: [{ name: 'glitch@1', start: 5, length: 3 }], keys },
    { id: 'b', start: 20, length: 20, content: { what: 'footage', material: { origin: 'upload', id: 'gone' } } },
  );
  const [layer] = layersOf(scene(montage, 6, world));
  expect(layer?.box).toEqual({ x: 378, y: 690, width: 540, height: 540 });
  expect(layer?.effects).toEqual([{ name: 'glitch@1', amount: 600, pace: 500, k: 1 }]);
  expect(layersOf(scene(montage, 8, world))[0]?.effects).toEqual([]);
  expect(scene(montage, 25, world).parts).toEqual([{ layer: null, lowest: true, join: null }]);
});

import { expect, test } from 'vitest';
import told from '../../../../tests/montage/looks/planes.json?raw';
import catalogue from './catalogue.json';
import { effectPasses, knowsEffect } from './passes';
import { columns, focus, plane, rows, type Plane, type Sheet } from './planes';
import { SHADERS } from './shaders';
import { corners } from './warping';

interface Case {
  of: string;
  kind: string;
  sheet: Omit<Sheet, 'moment'>;
  moment: number;
  split: number;
  size: number[];
  bytes: Record<string, number>;
}
const cases = JSON.parse(told) as Case[];

function drawn({ of, kind, sheet, moment, split }: Case): Plane {
  const whole = { ...sheet, moment };
  if (of === 'plane') return plane(kind, whole);
  if (of === 'focus') return focus(whole, kind === 'circle');
  return of === 'rows' ? rows(kind, whole, split) : columns(kind, whole);
}

test.each(cases.map((each) => [`${each.of} ${each.kind} ${each.sheet.width}`, each] as const))('The drawing %s is the render’s.', (_, each) => {
  const made = drawn(each);
  expect([made.width, made.height]).toEqual(each.size);
  const bytes = made.bytes();
  for (const [at, value] of Object.entries(each.bytes)) expect(Math.abs(bytes[Number(at)]! - value)).toBeLessThanOrEqual(1);
});

test('Every effect has passes, all with shaders that exist; one that is unknown has none.', () => {
  for (const { name } of catalogue.effects) {
    const passes = effectPasses({ name, amount: 800, pace: 500, k: 7 }, 30, { width: 160, height: 284 });
    expect(passes.length, name).toBeGreaterThan(0);
    for (const pass of passes) expect(SHADERS[pass.shader], name).toContain('void main');
    if (passes.some((pass) => 'share' in pass.values)) expect(passes.some((pass) => pass.keep), name).toBe(true);
  }
  expect(effectPasses({ name: 'glitch@99', amount: 1, pace: 1, k: 0 }, 30, { width: 2, height: 2 })).toEqual([]);
  expect(knowsEffect('glitch@1') && !knowsEffect('glitch')).toBe(true);
});

test('What has the same key is the same drawing, and another moment has another key where something moves.', () => {
  const sheet = { width: 90, height: 160, fps: 30, pace: 1, depth: 0.5, colour: [1, 1, 1] };
  for (const kind of ['leak', 'scratches', 'flash']) {
    expect(plane(kind, { ...sheet, moment: 1 }).key).not.toBe(plane(kind, { ...sheet, moment: 20 }).key);
  }
  expect(plane('vignette', { ...sheet, moment: 1 }).key).toBe(plane('vignette', { ...sheet, moment: 20 }).key);
  expect(rows('tear', { ...sheet, moment: 1 }, 0).key).not.toBe(rows('tear', { ...sheet, moment: 20 }, 0).key);
});

test('A picture that is not warped stays where it is.', () => {
  expect(corners('pulse', 0, 0.4, 160, 284)).toEqual({ origin: [0, 0], right: [1, -0], under: [0, 1] });
});

import { expect, test } from 'vitest';
import told from '../../../../tests/montage/looks/steps.json?raw';
import { key } from '../kernels/filled';
import { valueAt } from '../kernels/keys';
import { grainOf, taken } from './coarsening';

interface Case {
  said: string;
  length: number;
  effect: { start: number; length: number };
  keys: [number, number][];
  step: number;
  lasting: number;
  taken: Record<string, number>;
}

test.each((JSON.parse(told) as Case[]).map((each) => [each.said, each] as const))('Steps as the render takes them: %s.', (_, each) => {
  const keys = each.keys.map(([at, value]) => key({ at, value }));
  const amount = (k: number) => valueAt(keys, k);
  const grain = grainOf(each.effect, each.length, amount);
  expect(grain).toEqual({ step: each.step, lasting: each.lasting });
  for (const [k, value] of Object.entries(each.taken)) expect(taken(each.effect, grain, Number(k), amount), k).toBe(value);
});

import { expect, test } from 'vitest';
import told from '../../../../tests/montage/looks/colours.json?raw';
import catalogue from './catalogue.json';
import { changesNothing, lookTable, SIDE, type Adjustments } from './colour';

interface Case {
  look: Adjustments;
  cells: Record<string, number[]>;
}
const cases = JSON.parse(told) as Case[];
const inverted = lookTable({}).map((value, at) => (at % 4 < 3 ? 255 - value : value));

test.each(cases.map((each) => [JSON.stringify(each.look), each] as const))('The table of %s is the render’s.', (_, { look, cells }) => {
  const table = lookTable(look, look.table ? inverted : undefined);
  for (const [at, colour] of Object.entries(cells)) {
    for (const i of [0, 1, 2]) expect(Math.abs(table[Number(at) * 4 + i]! - colour[i]!)).toBeLessThanOrEqual(1);
  }
});

test('Nothing asked for is no table, and one that changes nothing.', () => {
  expect(changesNothing({ filter: 'noir', filter_strength: 0 })).toBe(true);
  expect(changesNothing({ hue: 1 })).toBe(false);
  const table = lookTable({});
  for (let step = 0; step < SIDE; step += 1) expect(table[step * 4]).toBe(Math.floor((step * 255) / 32 + 0.5));
});

test('Every filter is named in both languages.', () => {
  expect(catalogue.filters.length).toBeGreaterThanOrEqual(12);
  for (const { title } of catalogue.filters) expect(title.en && title.fr).toBeTruthy();
});

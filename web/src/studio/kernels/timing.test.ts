/** The arithmetic of time, by the cases that Python runs too: `tests/montage/timing.json` and `figures.json`. */

import { expect, test } from 'vitest';
import figuresText from '../../../../tests/montage/figures.json?raw';
import casesText from '../../../../tests/montage/timing.json?raw';
import type { Curve, Key } from './document';
import { ease } from './easing';
import { clip, filled, key } from './filled';
import { firstSample, halfUp } from './grid';
import { mostJoin, reach } from './joins';
import { keyable, propertyAt, valueAt, valueBeside } from './keys';
import { intervals, showing } from './showing';
import { sourceAt, stretchOf } from './sources';
import { lengthFor, paceOf, seen, used } from './speed';

const cases = JSON.parse(casesText);
const figures = JSON.parse(figuresText);

function near(value: number, expected: number): void {
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
}

const points = (every: [number, number][]) => every.map(([at, rate]) => ({ at, rate }));

test('Rounding is half up, and samples follow it.', () => {
  for (const [value, whole] of cases.half_up) expect(halfUp(value)).toBe(whole);
  for (const { fps, samples } of cases.first_sample)
    for (const [picture, sample] of samples) expect(firstSample(picture, fps)).toBe(sample);
});

test('A curve of speed uses up its material, and the way back is exact.', () => {
  for (const { length, points: given, used: expected } of [...cases.speed, ...figures.speed]) {
    const pace = paceOf(points(given), length);
    for (const [k, amount] of expected) {
      near(used(pace, k), amount);
      near(seen(pace, amount), k);
    }
  }
});

test('A stretch lasts as long as its curve lets it.', () => {
  for (const one of cases.length_for) expect(lengthFor(one.used, points(one.points))).toBe(one.length);
  for (const one of figures.speed) expect(lengthFor(one.stretch, points(one.points))).toBe(one.lasts);
});

test('Curves ease as they do in Python.', () => {
  for (const { curve, values } of [...cases.ease, ...figures.ease])
    for (const [x, y] of values) near(ease(curve as Curve, x), y);
});

test('Keys move a value.', () => {
  for (const { keys, values } of [...cases.keys, ...figures.keys])
    for (const [k, value] of values) near(valueAt(keys.map((one: Partial<Key>) => key(one)), k), value);
});

test('A property without keys has the value beside them, and only ours may move.', () => {
  const one = clip({
    id: 'a', length: 10, content: { what: 'fill' }, look: { warmth: 300 }, sounding: { volume: 700 },
    place: { mask: { shape: 'star', feather: 80 } }, effects: [{ name: 'glitch@1', amount: 900 }],
    keys: { x: [{ at: 0, value: 0 }, { at: 10, value: 1000 }] },
  });
  expect(propertyAt(one, 'x', 5)).toBe(500);
  expect(['y', 'volume', 'look.warmth', 'mask.feather', 'effect.0.amount'].map((name) => valueBeside(one, name)))
    .toEqual([5000, 700, 300, 80, 900]);
  expect(['effect.1.amount', 'look.filter', 'id', 'look.x', 'mask.x.y', '__proto__'].filter((name) => keyable(name, one)))
    .toEqual([]);
});

test('A clip shows its material.', () => {
  for (const { clip: given, moments, stretch } of cases.sources) {
    const one = clip(given);
    for (const [k, moment] of moments) near(sourceAt(one, k), moment);
    const { first, end } = stretchOf(one);
    near(first, stretch[0]);
    near(end, stretch[1]);
  }
});

test('What shows at a picture, and where it changes.', () => {
  const told = cases.showing;
  const montage = filled(told.montage);
  for (const [picture, expected] of told.pictures)
    expect(
      showing(montage, picture).map(
        (one) => `${one.clip.id}@${one.k}${one.to ? ` > ${one.to.clip.id}@${one.to.k} ${one.to.progress}` : ''}`,
      ),
    ).toEqual(expected);
  expect(
    intervals(montage).map(({ first, end, parts }) =>
      [`${first}..${end}`, ...parts.map(({ clip: one, join }) => one.id + (join ? `>${join.right.id}` : ''))].join(' '),
    ),
  ).toEqual(told.intervals);
  for (const track of montage.tracks)
    for (const one of track.clips) {
      const { first, end } = reach(track, one);
      expect([first, end]).toEqual(told.reach[one.id]);
      expect(mostJoin(track, one.id)).toBe(told.most_join[one.id]);
    }
});

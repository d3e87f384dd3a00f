/** Several clips at once: what moves, what stays, and what is refused. */
import { expect, test } from 'vitest';
import { drawn } from '../drawn';
import { duplicateAll, Refused, removeAll, reorderAll, shiftAll } from './index';

const film = drawn(['main: a[0..30) b[30..40) c[40..60) d[60..70)', 'text: t[5..15) u[20..30) v[50..60)']);
const order = (montage: typeof film, track = 0) => montage.tracks[track]!.clips.map(({ id, start }) => `${id}@${start}`).join(' ');

test('Gone together, and the main track closes up.', () => {
  expect(order(removeAll(film, ['b', 'd', 't']))).toBe('a@0 c@30');
  expect(order(removeAll(film, ['b', 't']), 1)).toBe('u@20 v@50');
});

test('Copies lie behind the last of them, in the same order.', () => {
  const copies = new Map([['a', 'a2'], ['c', 'c2'], ['t', 't2']]);
  expect(order(duplicateAll(film, copies))).toBe('a@0 b@30 c@40 a2@60 c2@90 d@110');
  expect(order(duplicateAll(film, copies), 1)).toBe('t@5 u@20 t2@30 v@50');
});

test('They move as far as there is room, and keep their distances.', () => {
  expect(order(shiftAll(film, new Set(['t', 'u']), 4), 1)).toBe('t@9 u@24 v@50');
  expect(order(shiftAll(film, new Set(['t', 'u']), 90), 1)).toBe('t@25 u@40 v@50');
  expect(order(shiftAll(film, new Set(['t', 'u']), -90), 1)).toBe('t@0 u@15 v@50');
  expect(order(shiftAll(film, new Set(['v']), 500), 1)).toBe('t@5 u@20 v@550');
  expect(shiftAll(film, new Set(['u']), 0)).toBe(film);
});

test('Those of the main track go side by side.', () => {
  expect(order(reorderAll(film, new Set(['b', 'd']), 0))).toBe('b@0 d@10 a@20 c@50');
  expect(order(reorderAll(film, new Set(['a', 'b']), 9))).toBe('c@0 d@20 a@30 b@60');
  expect(reorderAll(film, new Set(['t']), 0)).toBe(film);
});

test('One on a locked track holds all.', () => {
  const locked = { ...film, tracks: film.tracks.map((track) => ({ ...track, locked: track.role === 'text' })) };
  const all = new Set(['a', 't']);
  for (const act of [() => shiftAll(locked, all, 5), () => removeAll(locked, [...all]), () => duplicateAll(locked, new Map([['a', 'x'], ['t', 'y']]))])
    expect(act).toThrow(Refused);
});

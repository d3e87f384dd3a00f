import { expect, test } from 'vitest';
import { drawn } from './kernels/drawn';
import type { Montage } from './kernels/document';
import { setJoin } from './kernels/edits';
import { copiedFrom, pasted } from './pasting';

const film = drawn(['main: a[0..30) b[30..40) c[40..60)', 'text: t[5..15) u[32..38)']);
const lies = (montage: Montage, track: number) => montage.tracks[track]!.clips.map(({ start, length }) => `${start}+${length}`).join(' ');

test('Clips of the main track go in side by side at the nearest cut, and words stay where they were above them.', () => {
  const { montage, ids } = pasted(film, copiedFrom(film, new Set(['a', 'b', 't', 'u'])), 42);
  expect(lies(montage, 0)).toBe('0+30 30+10 40+30 70+10 80+20');
  expect(lies(montage, 1)).toBe('5+10 32+6 45+10 72+6');
  expect(new Set(ids).size).toBe(4);
  expect(ids).not.toContain('a');
});

test('What lay above a clip that makes room goes along with it.', () => {
  const { montage } = pasted(film, copiedFrom(film, new Set(['c'])), 0);
  expect(lies(montage, 0)).toBe('0+20 20+30 50+10 60+20');
  expect(lies(montage, 1)).toBe('25+10 52+6');
});

test('Words alone keep their distances, from the line on, on a track that has room.', () => {
  const { montage } = pasted(film, copiedFrom(film, new Set(['t', 'u'])), 7);
  expect(montage.tracks.length).toBe(3);
  const all = montage.tracks.slice(1).flatMap((track) => track.clips.map((clip) => clip.start)).sort((one, other) => one - other);
  expect(all).toEqual([5, 7, 32, 34]);
});

test('A transition between two that were copied comes along; one to a clip that stays does not.', () => {
  const joined = setJoin(setJoin(film, 'a', 'fade', 6), 'b', 'fade', 6);
  const copied = copiedFrom(joined, new Set(['a', 'b']));
  expect(copied.joins.map((join) => join.left)).toEqual(['a']);
  const { montage, ids } = pasted(joined, copied, 60);
  expect(montage.tracks[0]!.joins.map((join) => join.left)).toEqual(['a', 'b', ids[0]]);
});

test('In another film they lie as they did.', () => {
  const other = drawn(['main: x[0..50)']);
  const { montage } = pasted(other, copiedFrom(film, new Set(['b', 'u'])), 50);
  expect(lies(montage, 0)).toBe('0+50 50+10');
  expect(lies(montage, 1)).toBe('52+6');
});

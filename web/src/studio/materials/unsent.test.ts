import { expect, test } from 'vitest';
import { drawn } from '../kernels/drawn';
import { begun, did, mapped, undone } from '../kernels/history';
import { cutFrom, renamer, unsentName, unsentOf } from './unsent';

const here = unsentName('7', 'a-file');
const there = { origin: 'upload', id: '17' } as const;
const first = drawn(['main: a[0..30) b[30..60)', 'overlay: c[0..30)']);
const [main, overlay] = first.tracks;
const brought = { ...first, tracks: [{ ...main!, clips: [main!.clips[0]!, { ...main!.clips[1]!, content: { ...main!.clips[1]!.content, material: here } } as never] }, overlay!] };

test('A file that was announced has the server’s name wherever it is used, in what can be undone too.', () => {
  const history = mapped(did(did(begun(first), brought, 'add'), first, 'delete'), renamer(here, there));
  expect(unsentOf(brought)).toEqual([here]);
  const back = undone(history).present;
  expect(unsentOf(back)).toEqual([]);
  expect(cutFrom(back.tracks[0]!.clips[1]!)).toEqual(there);
});

test('What it is not in stays the very same.', () => {
  const rename = renamer(here, there);
  expect(rename(first)).toBe(first);
  expect(rename(brought).tracks[1]).toBe(overlay);
  expect(rename(brought)).toBe(rename(brought));
});

test('One file brought to two projects has a name in each.', () => {
  expect(unsentName('7', 'a-file')).not.toEqual(unsentName('8', 'a-file'));
  expect(unsentName('7', 'a-file')).toEqual(here);
});

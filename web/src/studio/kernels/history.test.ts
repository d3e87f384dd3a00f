import { expect, test } from 'vitest';
import { drawn } from './drawn';
import { remove, split, trimEnd } from './edits';
import { begun, did, nextSteps, redone, settled, undone } from './history';

const first = drawn(['main: a[0..30) b[30..60)', 'overlay: c[0..30)']);
const lengths = new Map<string, number>();

test('What was done is undone and done again, each step under its name.', () => {
  let history = did(begun(first), split(first, 'a', 10, 'a2'), 'split');
  history = did(history, remove(history.present, 'b'), 'delete');
  const last = history.present;
  expect(nextSteps(history)).toEqual({ undo: 'delete', redo: '' });
  history = undone(undone(undone(history)));
  expect(history.present).toBe(first);
  expect(nextSteps(history)).toEqual({ undo: '', redo: 'split' });
  history = redone(redone(redone(history)));
  expect(history.present).toBe(last);
});

test('A drag is one step, and the next drag another.', () => {
  let history = begun(first);
  for (const by of [-1, -2, -5]) history = did(history, trimEnd(first, 'a', by, lengths), 'trim', 'drag 1');
  history = settled(history);
  expect(history.past).toHaveLength(1);
  const between = history.present;
  history = did(history, trimEnd(between, 'b', -3, lengths), 'trim', 'drag 1');
  expect(undone(history).present).toBe(between);
  expect(undone(undone(history)).present).toBe(first);
});

test('Doing something else forgets what was undone; doing nothing forgets nothing.', () => {
  const history = undone(did(begun(first), remove(first, 'a'), 'delete'));
  expect(did(history, history.present, 'nothing')).toBe(history);
  expect(did(history, structuredClone(history.present), 'the same words again')).toBe(history);
  expect(did(history, remove(first, 'b'), 'delete').future).toEqual([]);
});

test('Steps share what did not change, and their number has an end.', () => {
  let history = begun(first);
  for (let by = 0; by < 1100; by += 1) history = did(history, trimEnd(first, 'a', (by % 29) - 29, lengths), 'trim');
  expect(history.past).toHaveLength(1000);
  const overlays = new Set(history.past.map((step) => step.montage.tracks[1]));
  expect(overlays.size).toBe(1);
});

import { expect, test } from 'vitest';
import { isOut, patience, stepOf, type ServerState } from './journey';

test('Every state of the server is a step, and only shown ones are out.', () => {
  const states: ServerState[] = ['rendering', 'uploading', 'received', 'probed', 'playable', 'screened', 'published', 'optimised', 'held', 'failed', 'removed'];
  expect(states.map(stepOf)).toEqual(['preparing', 'sending', 'checking', 'preparing', 'ready', 'ready', 'improving', 'done', 'stopped', 'stopped', 'stopped']);
  expect(states.filter(isOut)).toEqual(['published', 'optimised']);
});

test('Patience grows and has an end.', () => {
  expect(patience(0, 'checking')).toBeLessThan(1000);
  expect(patience(1000, 'checking')).toBe(2500);
});

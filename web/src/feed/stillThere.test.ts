import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchOver } from './stillThere';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { visibilityState: 'visible' });
});
afterEach(() => vi.unstubAllGlobals());

test('whoever watches on is told once that the video is gone', async () => {
  const answers = [true, false, false];
  const [stands, ongone] = [vi.fn(async () => answers.shift() ?? false), vi.fn()];
  watchOver(stands, ongone);
  await vi.advanceTimersByTimeAsync(600_000);
  expect([stands.mock.calls.length, ongone.mock.calls.length]).toEqual([2, 1]);
});

test('it is asked ever more seldom, never out of view, and no more once the video was left', async () => {
  const stands = vi.fn(async () => true);
  const stop = watchOver(stands, () => {});
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(stands.mock.calls.length).toBeLessThan(50);
  vi.stubGlobal('document', { visibilityState: 'hidden' });
  const asked = stands.mock.calls.length;
  await vi.advanceTimersByTimeAsync(600_000);
  expect(stands.mock.calls.length).toBe(asked);
  stop();
  vi.stubGlobal('document', { visibilityState: 'visible' });
  await vi.advanceTimersByTimeAsync(600_000);
  expect(stands.mock.calls.length).toBe(asked);
});

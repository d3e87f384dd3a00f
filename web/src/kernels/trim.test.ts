import { expect, test } from 'vitest';
import { asked, given, isWhole, moments, SHORTEST_MS, whole, withEnd, withStart } from './trim';

test('Handles never cross nor leave the video.', () => {
  const all = whole(8000);
  expect(withStart(all, 99_999)).toEqual({ startMs: 8000 - SHORTEST_MS, endMs: 8000 });
  expect(withStart(all, -5).startMs).toBe(0);
  expect(withEnd({ startMs: 3000, endMs: 8000 }, 0, 8000).endMs).toBe(3000 + SHORTEST_MS);
  expect(withEnd(all, 9000, 8000).endMs).toBe(8000);
});

test('A video shorter than the shortest cut stays whole.', () => {
  const tiny = whole(300);
  expect(withStart(tiny, 200)).toEqual({ startMs: 0, endMs: 300 });
  expect(withEnd(tiny, 100, 300)).toEqual({ startMs: 0, endMs: 300 });
});

test('An uncut end is asked for as «to the end».', () => {
  expect(asked(whole(8000.4), 8000.4)).toEqual({ trim_start_ms: 0, trim_end_ms: 0 });
  expect(asked({ startMs: 100, endMs: 4000 }, 8000)).toEqual({ trim_start_ms: 100, trim_end_ms: 4000 });
  expect(isWhole(whole(8000), 8000)).toBe(true);
});

test('What was asked for is the same cut again, unless it does not fit.', () => {
  for (const cut of [{ startMs: 100, endMs: 4000 }, { startMs: 900, endMs: 8000 }]) {
    const { trim_start_ms, trim_end_ms } = asked(cut, 8000);
    expect(given(trim_start_ms, trim_end_ms, 8000)).toEqual(cut);
  }
  expect(given(0, 0, 8000)).toBeNull();
  expect(given(7900, 0, 8000)).toBeNull();
  expect(given(9000, 12_000, 8000)).toBeNull();
  expect(given(-1, 4000, 8000)).toBeNull();
  expect(given(2000, 9000, 8000)).toEqual({ startMs: 2000, endMs: 8000 });
});

test('Moments lie inside, evenly.', () => {
  expect(moments(1000, 5000, 4)).toEqual([1500, 2500, 3500, 4500]);
});

import { expect, test } from 'vitest';
import { Resampler } from './mono';

const tone = (hz: number, rate: number, seconds: number) => Float32Array.from({ length: rate * seconds }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rate));

function inPieces(sound: Float32Array, from: number, to: number): Float32Array {
  const slower = new Resampler(from, to);
  const parts: number[] = [];
  for (let at = 0; at < sound.length; at += 1017) parts.push(...slower.add(sound.subarray(at, at + 1017)));
  return Float32Array.from([...parts, ...slower.add(new Float32Array(0), true)]);
}

const middle = (sound: Float32Array) => sound.subarray(200, sound.length - 200);

test.each([[48_000, 22_050], [44_100, 22_050], [16_000, 22_050]])('From %d to %d a tone stays what it was, in pieces of any length.', (from, to) => {
  const made = inPieces(tone(440, from, 1), from, to);
  const right = tone(440, to, 1);
  expect(Math.abs(made.length - to)).toBeLessThanOrEqual(1);
  expect(Math.max(...middle(made).map((one, i) => Math.abs(one - middle(right)[i]!)))).toBeLessThan(0.01);
});

test('What the slower rate can not hold is gone instead of sounding as something else.', () => {
  expect(Math.max(...middle(inPieces(tone(15_000, 48_000, 1), 48_000, 22_050)).map(Math.abs))).toBeLessThan(0.01);
});

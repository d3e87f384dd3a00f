import { expect, test } from 'vitest';
import { gainFor, Meter, SILENT } from './meter';
import { brought } from './mixer';

const RATE = 48_000;

/** What a meter says of tones of these amplitudes in dB, so many seconds each. */
function heard(...parts: [decibels: number, seconds: number][]): number {
  const meter = new Meter();
  for (const [decibels, seconds] of parts) {
    const side = () => Float32Array.from({ length: seconds * RATE }, (_, i) => 10 ** (decibels / 20) * Math.sin((2 * Math.PI * 1000 * i) / RATE));
    meter.add([side(), side()]);
  }
  return meter.lufs;
}

test('A tone on both sides is as loud as EBU 3341 has it, and quiet passages around it count for nothing', () => {
  expect(heard([-23, 2])).toBeCloseTo(-23, 1);
  expect(heard([-33, 2])).toBeCloseTo(-33, 1);
  expect(Math.abs(heard([-36, 2], [-23, 14], [-36, 2]) + 23)).toBeLessThan(0.1);
  expect(heard([-120, 2])).toBe(SILENT);
  expect(new Meter().lufs).toBe(SILENT);
});

test('What is added stays within bounds, and silence and what is left alone get nothing', () => {
  expect(gainFor(-20, -14)).toBe(6);
  expect(gainFor(-50, -14)).toBe(15);
  expect(gainFor(-3, -14)).toBe(-11);
  expect(gainFor(SILENT, -14)).toBe(0);
  expect(gainFor(-20, 0)).toBe(0);
});

test('A new loudness comes without a step', () => {
  const sound = [new Float32Array(2 * RATE).fill(0.1), new Float32Array(2 * RATE).fill(0.1)] as const;
  const reached = brought(sound, 1, 2);
  expect(reached).toBeGreaterThan(1.95);
  const steps = sound[0].map((value, i) => Math.abs(value - sound[0][Math.max(0, i - 1)]!));
  expect(steps.reduce((most, one) => Math.max(most, one))).toBeLessThan(1e-4);
});

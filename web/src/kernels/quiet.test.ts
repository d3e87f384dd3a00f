import { describe, expect, it } from 'vitest';
import { minuteIn, quietUntil } from './quiet';

const at = (hour: number, minute = 0) => hour * 60 + minute;

describe('quiet', () => {
  it('says when it rings again, over midnight and over hours that touch', () => {
    const night = { from: at(22), until: at(8) };
    expect([at(23), at(3), at(8), at(12)].map((minute) => quietUntil(minute, [night]))).toEqual([at(8), at(8), null, null]);
    expect(quietUntil(at(3), [night, { from: at(7), until: at(9) }])).toBe(at(9));
    expect(quietUntil(at(3), [{ from: 0, until: 0 }])).toBeNull();
    expect(quietUntil(at(3), [night, { from: at(8), until: at(22) }])).toBeNull();
  });
  it('reads a clock elsewhere', () => {
    const noon = new Date('2026-03-03T12:30:00Z');
    expect(['Europe/Paris', 'America/New_York', ''].map((zone) => minuteIn(zone, noon))).toEqual([at(13, 30), at(7, 30), at(12, 30)]);
  });
});

import { describe, expect, it } from 'vitest';
import { DOUBLE_MS, Gestures, HOLD_MS, WheelSteps } from './gesture';

const at = (ms: number, x = 100, y = 100) => ({ x, y, at: ms });

function tap(g: Gestures, ms: number, x = 100, y = 100) {
  g.down(at(ms, x, y));
  return g.up(at(ms + 60, x, y));
}

describe('Gestures', () => {
  it('a tap is a tap once no second one followed', () => {
    const g = new Gestures();
    expect(tap(g, 0)).toBeNull();
    expect(g.wait(100)).toBeNull();
    expect(g.wait(60 + DOUBLE_MS + 1)?.kind).toBe('tap');
    expect(g.wait(5000)).toBeNull();
  });
  it('two quick taps are a double tap and no tap', () => {
    const g = new Gestures();
    tap(g, 0);
    expect(tap(g, 150, 110, 104)).toMatchObject({ kind: 'double', x: 110 });
    expect(g.wait(5000)).toBeNull();
  });
  it('every further tap of a burst is another heart', () => {
    const g = new Gestures();
    tap(g, 0);
    expect(tap(g, 150)?.kind).toBe('double');
    expect(tap(g, 300)?.kind).toBe('double');
    expect(g.wait(5000)).toBeNull();
  });
  it('two taps far apart, in place or in time, are not a double tap', () => {
    const g = new Gestures();
    tap(g, 0);
    expect(tap(g, 150, 300, 500)).toBeNull();
    expect(tap(g, 2000, 300, 500)).toBeNull();
  });
  it('a finger that travels is scrolling', () => {
    const g = new Gestures();
    g.down(at(0));
    g.move(at(50, 100, 60));
    expect(g.up(at(80, 100, 10))).toBeNull();
    expect(g.wait(5000)).toBeNull();
  });
  it('a finger that stays is a hold, once', () => {
    const g = new Gestures();
    g.down(at(0));
    expect(g.nextAt).toBe(HOLD_MS);
    expect(g.wait(HOLD_MS)?.kind).toBe('hold');
    expect(g.up(at(HOLD_MS + 100))).toBeNull();
    expect(g.wait(5000)).toBeNull();
  });
});

describe('WheelSteps', () => {
  it('one notch of a wheel is one step', () => {
    const w = new WheelSteps();
    expect(w.turn(100, 0)).toBe(1);
    expect(w.turn(100, 1000)).toBe(1);
    expect(w.turn(-100, 2000)).toBe(-1);
  });
  it('a flick on a trackpad with its long tail is one step', () => {
    const w = new WheelSteps();
    let steps = 0;
    for (let i = 0; i < 50; i++) steps += w.turn(80 * 0.93 ** i, i * 16);
    expect(steps).toBe(1);
  });
  it('a trembling finger is none', () => {
    const w = new WheelSteps();
    expect([3, -2, 4, 3].map((d, i) => w.turn(d, i * 16))).toEqual([0, 0, 0, 0]);
  });
});

import { describe, expect, it } from 'vitest';
import { choose, Throughput, type Conditions } from './rendition';

const r = (short: number, kbps: number, codecs = 'avc1.640028') => ({ url: `${short}${codecs}`, codecs, width: short, height: (short * 16) / 9, kbps });
const ladder = [r(480, 800), r(720, 2000), r(1080, 4500)];
const here: Conditions = { kbps: 20_000, shortSide: 1080, savesData: false, plays: () => true };

describe('choose', () => {
  it('takes the sharpest that a fast network and the screen can use', () => {
    expect(choose(ladder, here)?.width).toBe(720); // 720 of 1080 is enough to the eye
    expect(choose(ladder, { ...here, shortSide: 1440 })?.width).toBe(1080);
  });
  it('wastes nothing on a small screen', () => {
    expect(choose(ladder, { ...here, shortSide: 360 })?.width).toBe(480);
  });
  it('steps down with the network, and still plays on the slowest', () => {
    expect(choose(ladder, { ...here, kbps: 2000 })?.width).toBe(480);
    expect(choose(ladder, { ...here, kbps: 50 })?.width).toBe(480);
    expect(choose(ladder, { ...here, kbps: null })?.width).toBe(720);
  });
  it('saves data when asked to', () => {
    expect(choose(ladder, { ...here, savesData: true })?.width).toBe(480);
  });
  it('leaves codecs alone that the device plays with effort, unless there is nothing else', () => {
    const mixed = [r(720, 1200, 'av01.0.05M.08'), r(720, 2000)];
    const plain = { ...here, plays: (codecs: string) => codecs.startsWith('avc1') };
    expect(choose(mixed, plain)?.kbps).toBe(2000);
    expect(choose(mixed.slice(0, 1), plain)?.kbps).toBe(1200);
  });
  it('says so when there is nothing to play', () => {
    expect(choose([], here)).toBeNull();
  });
});

describe('Throughput', () => {
  it('knows nothing at first and ignores what came from a cache', () => {
    const t = new Throughput();
    t.add(500_000, 1);
    t.add(800, 300);
    expect(t.kbps).toBeNull();
  });
  it('finds the speed, and falls faster than it rises', () => {
    const t = new Throughput();
    for (let i = 0; i < 10; i++) t.add(1_000_000, 1000);
    expect(t.kbps).toBeCloseTo(8000, 0);
    t.add(100_000, 1000);
    const fallen = t.kbps ?? 0;
    expect(fallen).toBeLessThan(6200);
    t.add(1_000_000, 1000);
    expect(t.kbps ?? 0).toBeLessThan(7400);
  });
});

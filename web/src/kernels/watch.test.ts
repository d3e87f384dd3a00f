import { describe, expect, it } from 'vitest';
import { WatchMeter } from './watch';

/** Plays from..to in steps of a quarter second, the wall clock in step. */
function play(meter: WatchMeter, from: number, to: number, wall: number): number {
  for (let at = from; at <= to; at += 250, wall += 250) meter.tick(at, wall);
  return wall;
}

describe('WatchMeter', () => {
  it('counts what played', () => {
    const meter = new WatchMeter(10_000);
    play(meter, 0, 4000, 0);
    expect(meter.watchedMs).toBe(4000);
    expect(meter.finished).toBe(false);
  });
  it('counts nothing while paused, however long', () => {
    const meter = new WatchMeter(10_000);
    play(meter, 0, 2000, 0);
    meter.tick(2000, 60_000);
    play(meter, 2000, 3000, 60_000);
    expect(meter.watchedMs).toBe(3000);
  });
  it('counts every loop', () => {
    const meter = new WatchMeter(5000);
    const wall = play(meter, 0, 5000, 0);
    play(meter, 0, 2000, wall);
    expect(meter.watchedMs).toBe(7000);
    expect(meter.finished).toBe(true);
  });
  it('does not count what a seek jumped over, forward or back', () => {
    const meter = new WatchMeter(20_000);
    let wall = play(meter, 0, 3000, 0);
    meter.seeked();
    wall = play(meter, 15_000, 17_000, wall);
    meter.seeked();
    play(meter, 1000, 2000, wall);
    expect(meter.watchedMs).toBe(6000);
  });
  it('does not believe a jump that nobody declared', () => {
    const meter = new WatchMeter(60_000);
    meter.tick(0, 0);
    meter.tick(50_000, 250);
    expect(meter.watchedMs).toBe(0);
  });
  it('goes on counting when a hidden tab ticks once a second', () => {
    const meter = new WatchMeter(60_000);
    for (let at = 0; at <= 5000; at += 1000) meter.tick(at, at);
    expect(meter.watchedMs).toBe(5000);
  });
  it('reports the whole visit, again only when it grew', () => {
    const meter = new WatchMeter(10_000);
    const wall = play(meter, 0, 2000, 0);
    expect(meter.report()).toBe(2000);
    expect(meter.report()).toBeNull();
    play(meter, 2000, 3000, wall);
    expect(meter.report()).toBe(3000);
  });
  it('reports a visit too short to see anything: a swipe is a signal as well', () => {
    expect(new WatchMeter(10_000).report()).toBe(0);
  });
});

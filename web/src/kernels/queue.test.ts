import { describe, expect, it } from 'vitest';
import { EventQueue } from './queue';

const event = (n: number) => ({ event_id: `e${n}`, kind: 'watch' });
const many = (n: number) => Array.from({ length: n }, (_, i) => event(i));

describe('EventQueue', () => {
  it('hands out batches in order, and nothing twice', () => {
    const q = new EventQueue(many(120));
    const sizes = [q.next(), q.next(), q.next(), q.next()].map((b) => b.length);
    expect(sizes).toEqual([50, 50, 20, 0]);
  });
  it('keeps what was not confirmed', () => {
    const q = new EventQueue(many(3));
    const batch = q.next();
    q.add(event(9));
    expect(q.unconfirmed.map((e) => e.event_id)).toEqual(['e0', 'e1', 'e2', 'e9']);
    q.settle(batch, 'taken');
    expect(q.unconfirmed.map((e) => e.event_id)).toEqual(['e9']);
  });
  it('an unheard batch waits again, before what came later', () => {
    const q = new EventQueue(many(2));
    const batch = q.next();
    q.add(event(5));
    q.settle(batch, 'unheard');
    expect(q.next().map((e) => e.event_id)).toEqual(['e0', 'e1', 'e5']);
  });
  it('a refused batch is not told for ever', () => {
    const q = new EventQueue(many(2));
    q.settle(q.next(), 'refused');
    expect(q.unconfirmed).toEqual([]);
  });
  it('an event added twice is told once, even while it travels', () => {
    const q = new EventQueue(many(2));
    q.next();
    q.add(...many(2));
    expect(q.size).toBe(0);
  });
  it('waits longer after each failure, at most a minute, and not at all after success', () => {
    const q = new EventQueue(many(1));
    expect(q.backoff(1)).toBe(0);
    for (let i = 0; i < 10; i++) q.settle(q.next(), 'unheard');
    expect(q.backoff(1)).toBe(60_000);
    expect(q.backoff(0)).toBe(30_000);
    q.settle(q.next(), 'taken');
    expect(q.backoff(1)).toBe(0);
  });
  it('batches stay small enough to outlive their page', () => {
    const q = new EventQueue(Array.from({ length: 20 }, (_, i) => ({ event_id: `${i}`, text: 'x'.repeat(9000) })));
    expect(JSON.stringify(q.next()).length).toBeLessThan(31_000);
  });
  it('forgets the oldest rather than growing for ever', () => {
    const q = new EventQueue(many(2500));
    expect(q.size).toBe(2000);
    expect(q.next()[0]?.event_id).toBe('e500');
  });
});

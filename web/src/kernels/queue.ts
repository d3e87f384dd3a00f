/** Events waiting to be told to the server: batched, kept until the server took them, told once.
 *
 * Every event carries its own id, so telling it again after a doubtful failure is harmless; here we only see
 * to it that nothing is forgotten and nothing is in two batches at the same time.
 */

export type Told = { event_id: string };
export type Settled = 'taken' | 'refused' | 'unheard';

export class EventQueue<E extends Told> {
  private waiting: E[] = [];
  private travelling = new Map<string, E>();
  private failures = 0;

  constructor(saved: readonly E[] = []) {
    this.add(...saved);
  }

  add(...events: readonly E[]): void {
    const known = new Set([...this.waiting.map((e) => e.event_id), ...this.travelling.keys()]);
    for (const event of events) {
      if (known.has(event.event_id)) continue;
      known.add(event.event_id);
      this.waiting.push(event);
    }
    if (this.waiting.length > MOST) this.waiting.splice(0, this.waiting.length - MOST);
  }

  /** The next batch, oldest first, small enough for a request that outlives its page; empty when none waits. */
  next(): E[] {
    const batch: E[] = [];
    let bytes = 20;
    for (const event of this.waiting) {
      bytes += JSON.stringify(event).length + 1;
      if (batch.length === BATCH || (bytes > BATCH_BYTES && batch.length > 0)) break;
      batch.push(event);
    }
    this.waiting.splice(0, batch.length);
    for (const event of batch) this.travelling.set(event.event_id, event);
    return batch;
  }

  /** What became of a batch: unheard ones wait again, in their old place. */
  settle(batch: readonly E[], how: Settled): void {
    for (const event of batch) this.travelling.delete(event.event_id);
    if (how === 'unheard') {
      this.failures += 1;
      this.waiting.unshift(...batch);
    } else {
      this.failures = 0;
    }
  }

  /** Milliseconds to wait before trying again after failures: doubling, at most a minute, never in step. */
  backoff(dice: number): number {
    if (this.failures === 0) return 0;
    return Math.min(60_000, 1000 * 2 ** (this.failures - 1)) * (0.5 + dice / 2);
  }

  /** Everything that the server has not confirmed: what to keep for the next visit. */
  get unconfirmed(): E[] {
    return [...this.travelling.values(), ...this.waiting];
  }

  get size(): number {
    return this.waiting.length;
  }
}

const BATCH = 50;
/** Browsers give all keepalive requests together 64 KiB. */
const BATCH_BYTES = 30_000;
/** A week offline is not worth more memory than this. */
const MOST = 2000;

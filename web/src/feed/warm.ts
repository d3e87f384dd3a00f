/** Heads of coming videos, fetched into the browser's own cache under the same address the player uses.
 *
 * One at a time, so that the video on the screen keeps the network; given up as soon as a swipe makes another
 * head more urgent. The speed of these downloads is what renditions are chosen by.
 */
import type { Throughput } from '../kernels/rendition';

type Wish = { url: string; bytes: number };

export class Warmer {
  private warm = new Set<string>();
  private going: { url: string; stop: AbortController; done: Promise<void> } | null = null;
  private wishes: Wish[] = [];

  constructor(private readonly speed: Throughput) {}

  /** These heads from now on, most urgent first; a download that is not among them any more stops. */
  want(wishes: readonly Wish[]): void {
    this.wishes = wishes.filter((wish) => !this.warm.has(wish.url));
    if (this.going && !wishes.some((wish) => wish.url === this.going?.url)) this.going.stop.abort();
    this.start();
  }

  /** The player is about to open `url` itself: lets a download of its head finish first, or stops it. */
  async release(url: string, urgent: boolean): Promise<void> {
    this.wishes = this.wishes.filter((wish) => wish.url !== url);
    if (this.going?.url !== url) return;
    const { stop, done } = this.going;
    if (urgent) stop.abort();
    await done;
  }

  private start(): void {
    const wish = this.wishes.shift();
    if (this.going || !wish) {
      if (wish) this.wishes.unshift(wish);
      return;
    }
    const stop = new AbortController();
    const done = this.fetch(wish, stop.signal).finally(() => {
      this.going = null;
      this.start();
    });
    this.going = { url: wish.url, stop, done };
  }

  private async fetch({ url, bytes }: Wish, signal: AbortSignal): Promise<void> {
    const began = performance.now();
    try {
      const answer = await fetch(url, {
        headers: { Range: `bytes=0-${bytes - 1}` },
        credentials: 'omit',
        priority: 'low',
        signal,
      });
      const got = (await answer.arrayBuffer()).byteLength;
      this.warm.add(url); // or known not to come: the player will say so when it gets there
      if (answer.ok) this.speed.add(got, performance.now() - began);
    } catch {
      // Given up, or no network: the player will ask for it itself.
    }
  }
}

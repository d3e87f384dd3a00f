/** The pictures of one film as they are asked for: onward without decoding anything twice, elsewhere from the
 * nearest key picture. One wish at a time counts, the newest.
 *
 * It holds two decoded pictures (the one that shows and the one after it, which says how long the first stays)
 * and the few that the decoder has ready; all are closed here and nowhere else.
 */
import type { VideoSample } from 'mediabunny';
import type { Film } from './material';
import { inMemory, planesOf, type Planes } from './planes';

/** Seconds: containers round times to milliseconds, so a picture that begins this much too late has begun. */
const NEAR = 0.001;
/** Further ahead than this it may be quicker to begin anew at a key picture. */
const LEAP = 0.6;

export class Reader {
  private frames: AsyncGenerator<VideoSample, void, unknown> | null = null;
  private here: VideoSample | null = null;
  private next: VideoSample | null = null;
  private ended = false;
  private wish = 0;
  private busy: Promise<void> | null = null;
  private closed = false;
  private leapt = -1;
  private copied: { of: VideoSample; planes: Promise<Planes | null> } | null = null;
  private room: Uint8Array | null = null;
  /** Where the film turned out to be broken, nothing more is tried. */
  failed = false;

  constructor(private readonly film: Film) {}

  /** The picture reached so far, not to be closed by whoever asks; null before the first. */
  get picture(): VideoSample | null {
    return this.here;
  }

  /** Light and colour of the picture reached so far. `always`: also where only the browser is quick to convert it. */
  planes(always: boolean): Promise<Planes | null> {
    const { here } = this;
    if (!here || !(always || inMemory(here))) return Promise.resolve(null);
    if (this.copied?.of !== here) {
      const room = this.room;
      this.room = null;
      const planes = planesOf(here, room).then((made) => ((this.room = made?.bytes ?? null), made), () => null); // closed meanwhile: a newer wish
      this.copied = { of: here, planes };
    }
    return this.copied.planes;
  }

  /** Goes to the moment `at`, seconds of the material; resolves when `picture` is what shows then. */
  to(at: number): Promise<void> {
    this.wish = Math.max(this.film.first, this.film.origin + at);
    if (this.settled()) return Promise.resolve();
    this.busy ??= this.run().finally(() => (this.busy = null));
    return this.busy;
  }

  /** Whether the newest wish has been reached, or never will be. */
  settled(): boolean {
    if (this.closed || this.failed) return true;
    if (!this.here) return false;
    return this.here.timestamp <= this.wish + NEAR && (this.next ? this.next.timestamp > this.wish + NEAR : this.ended);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.drop();
  }

  private async run(): Promise<void> {
    let begunFor = NaN;
    try {
      while (!this.settled()) {
        const wish = this.wish;
        if (this.frames && !(await this.elsewhere(wish))) await this.step();
        else if (begunFor !== wish) await this.begin((begunFor = wish));
        else this.failed = true; // it promises an earlier picture than it has
      }
    } catch {
      this.failed = !this.closed;
    }
  }

  /** Whether the wish lies before what is held, or beyond a key picture further on. */
  private async elsewhere(wish: number): Promise<boolean> {
    if (!this.here) return this.ended;
    if (wish < this.here.timestamp - NEAR) return true;
    const reached = (this.next ?? this.here).timestamp;
    if (wish < reached + LEAP || this.leapt === wish) return false;
    this.leapt = wish;
    const key = await this.film.packets.getKeyPacket(wish, { metadataOnly: true });
    return key !== null && key.timestamp > reached;
  }

  private async begin(at: number): Promise<void> {
    await this.drop();
    this.ended = false;
    if (!this.closed) this.frames = this.film.frames.samples(at + NEAR);
  }

  private async step(): Promise<void> {
    const frames = this.frames;
    const { value } = await frames!.next();
    if (this.frames !== frames) return value?.close(); // somebody closed everything meanwhile
    if (!this.here) this.here = value ?? null;
    else {
      if (this.next) this.here.close();
      this.here = this.next ?? this.here;
      this.next = value ?? null;
    }
    this.ended = !value;
  }

  private async drop(): Promise<void> {
    const frames = this.frames;
    this.frames = null;
    this.here?.close();
    this.next?.close();
    this.here = this.next = null;
    await frames?.return();
  }
}

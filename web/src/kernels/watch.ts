/** How long somebody watched, by the media clock: what played counts, once per time it played.
 *
 *     0 ---- 3.0 | 8.0 --- 10.0 ~loop~ 0 -- 2.0        3.0 + 2.0 + 2.0 = 7.0 s
 *              seek
 *
 * Pauses and stalls cost nothing because the media clock stands still; a jump that nobody declared (a media
 * key, a hidden tab's throttled timer) counts at most as much as the wall clock moved.
 */
export class WatchMeter {
  private mediaMs: number | null = null;
  private wallMs = 0;
  private sum = 0;
  private told = -1;

  constructor(public durationMs: number) {}

  /** The media stands at `mediaMs` while the wall clock says `wallMs`. Call as often as you like. */
  tick(mediaMs: number, wallMs: number): void {
    const before = this.mediaMs;
    const room = wallMs - this.wallMs + SLACK_MS;
    this.mediaMs = mediaMs;
    this.wallMs = wallMs;
    if (before === null) return;
    const moved = mediaMs >= before ? mediaMs - before : this.looped(before, mediaMs);
    if (moved !== null && moved <= room) this.sum += moved;
  }

  /** The person moved the media to another place: nothing between was watched. */
  seeked(): void {
    this.mediaMs = null;
  }

  /** Whole milliseconds watched on this visit, loops included. */
  get watchedMs(): number {
    return Math.round(this.sum);
  }

  /** Whether the whole of it was watched at least once (the last tenth may be missing). */
  get finished(): boolean {
    return this.durationMs > 0 && this.sum >= this.durationMs * 0.9;
  }

  /** The whole watch so far, when it is worth telling again; null when it was told as it is.
   *
   * Every report of one visit holds all of it, and the listener keeps the longest: a page that dies after a
   * report loses little, and one that lives on counts nothing twice.
   */
  report(): number | null {
    if (this.watchedMs === this.told) return null;
    this.told = this.watchedMs;
    return this.told;
  }

  private looped(before: number, now: number): number | null {
    const rest = this.durationMs - before;
    return rest <= EDGE_MS && now <= EDGE_MS ? Math.max(0, rest) + now : null;
  }
}

/** Timers are late and clocks disagree by about this much. */
const SLACK_MS = 400;
/** A loop is seen as a step from this close to the end to this close to the start. */
const EDGE_MS = 1500;

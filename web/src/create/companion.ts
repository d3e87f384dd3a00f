/** Somebody's film that plays while one's own is recorded, so that both can be shown in time.
 *
 *     recorded   |-- lead --|===== is shown =====
 *     theirs                |===== plays ========
 *
 * A film never begins at the very moment it is told to: how much was recorded before it did is measured, and cut
 * away later.
 */

/** What plays: where it lies, from where on, and how long. */
export type Theirs = { readonly url: string; readonly fromS: number; readonly lengthMs: number };

/** How loud their film is at first: heard, and hardly recorded again. */
const LOW = 0.3;

export class Companion {
  private readonly leads: number[] = [];
  private begunMs = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly theirs: Theirs,
  ) {
    video.volume = LOW;
    this.rewind();
  }

  /** Their film is over. */
  get ended(): boolean {
    return this.video.ended || this.video.currentTime >= this.theirs.fromS + this.theirs.lengthMs / 1000;
  }

  /** Milliseconds that were recorded before their film moved. */
  get leadMs(): number {
    return middleOf(this.leads);
  }

  /** While a finger is on the button: browsers let only then begin what is heard. */
  unlock(): void {
    void this.video.play().then(() => this.rewind(), () => (this.video.muted = true));
  }

  /** From its beginning, at the moment at which recording began. */
  start(): void {
    this.leads.length = 0;
    this.begunMs = performance.now();
    void this.video.play().catch(() => {
      this.video.muted = true;
      void this.video.play().catch(() => {}); // then one's own is recorded without it
    });
  }

  /** Asked now and then while both run. */
  sample(): void {
    const gone = (this.video.currentTime - this.theirs.fromS) * 1000;
    if (!this.video.paused && gone > 0) this.leads.push(performance.now() - this.begunMs - gone);
  }

  stop(): void {
    this.rewind();
  }

  private rewind(): void {
    this.video.pause();
    this.video.currentTime = this.theirs.fromS;
  }
}

/** The one in the middle, as whole milliseconds and never less than none: a film that stumbles moves it little. */
export function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.max(0, Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0));
}

/** The time by which everything plays: that of the sound card, so that the picture keeps to what is heard.
 *
 * Without sound (no permission yet, no device, no such interface) it is the browser's own clock, and a montage
 * plays silently. It may change from one to the other at any moment without a jump.
 */

export class Clock {
  private context: AudioContext | null = null;
  /** What this clock showed when it was last set, and what the one beneath it showed then. */
  private base = { shown: 0, under: 0, sounding: false };
  private running = false;
  /** Sound can be heard from now on, or no longer. */
  onchange: () => void = () => {};

  /** The context by which sound is heard, once there is one; null where there is none to be had. */
  get sound(): AudioContext | null {
    return this.context;
  }

  /** Seconds, as somebody in front of the screen sees and hears them now. */
  now(): number {
    if (!this.running) return this.base.shown;
    if (this.base.sounding !== this.heard()) this.rebase();
    return Math.max(0, this.base.shown + this.under() - this.base.under);
  }

  /** When, on the sound card's own clock, this clock shows `seconds`; only while there is sound. */
  soundTime(seconds: number): number {
    if (this.base.sounding !== this.heard()) this.rebase();
    return seconds - this.base.shown + this.base.under + this.latency();
  }

  /** Whether sounds that are scheduled now will be heard. */
  heard(): boolean {
    return this.context?.state === 'running';
  }

  /** Wakes the sound card; asks for it at most a moment, since a browser may never allow it. */
  async wake(): Promise<void> {
    if (!this.context && typeof AudioContext !== 'undefined') {
      try {
        this.context = new AudioContext({ sampleRate: 48_000, latencyHint: 'interactive' });
        this.context.onstatechange = () => this.onchange();
      } catch {
        return; // no sound card: silent
      }
    }
    const context = this.context;
    if (!context || context.state === 'running') return;
    await Promise.race([context.resume().catch(() => {}), new Promise((go) => setTimeout(go, 150))]);
  }

  set(seconds: number): void {
    this.base = { shown: seconds, under: this.under(), sounding: this.heard() };
  }

  start(): void {
    this.running = true;
    this.set(this.base.shown);
  }

  stop(): void {
    this.set(this.now());
    this.running = false;
  }

  async dispose(): Promise<void> {
    this.running = false;
    await this.context?.close().catch(() => {});
    this.context = null;
  }

  private rebase(): void {
    // Whichever clock ran until now says how far we came; the other goes on from there.
    const was = this.base.sounding ? (this.context?.currentTime ?? 0) - this.latency() : performance.now() / 1000;
    this.set(Math.max(this.base.shown, this.base.shown + was - this.base.under));
  }

  private under(): number {
    return this.heard() ? (this.context?.currentTime ?? 0) - this.latency() : performance.now() / 1000;
  }

  private latency(): number {
    return this.context?.outputLatency || this.context?.baseLatency || 0;
  }
}

/** Lets a montage be heard, stretch by stretch ahead of what plays, on the sound card's own clock. */
import { SAMPLE_RATE } from '../kernels/grid';
import type { Clock } from './clock';
import type { Mixer } from './mixer';

/** Samples mixed at once, and seconds kept ready: an edit is heard after at most what is ready. */
const STRETCH = 9600;
const READY = 0.6;
const SOON = 0.04;

export class Speaker {
  private master: GainNode | null = null;
  private readonly sounding = new Map<AudioBufferSourceNode, number>();
  private next = 0;
  /** When, on the sound card's clock, the montage began, or would have. */
  private zero = 0;
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private level = 1;

  constructor(private readonly clock: Clock, private readonly mixer: Mixer) {}

  /** 0 to 1. */
  set volume(level: number) {
    this.level = level;
    const context = this.clock.sound;
    if (context && this.master) this.master.gain.setTargetAtTime(level, context.currentTime, 0.01);
  }

  /** Begins to sound at `seconds` of the montage, which the clock shows now. */
  start(seconds: number): void {
    this.stop();
    const context = this.clock.sound;
    if (!context || !this.clock.heard()) return;
    if (!this.master) {
      this.master = context.createGain();
      this.master.connect(context.destination);
    }
    this.master.gain.value = this.level;
    this.zero = Math.round((this.clock.soundTime(seconds) - seconds) * SAMPLE_RATE) / SAMPLE_RATE;
    this.next = Math.floor(seconds * SAMPLE_RATE);
    void this.fill(++this.turn);
  }

  stop(): void {
    this.turn++;
    clearTimeout(this.timer);
    for (const node of this.sounding.keys()) node.stop();
    this.sounding.clear();
  }

  /** The montage has changed: what has not begun to sound is mixed anew. */
  renew(): void {
    const context = this.clock.sound;
    if (!context || !this.sounding.size) return;
    const now = Math.ceil((context.currentTime + SOON - this.zero) * SAMPLE_RATE);
    for (const [node, first] of this.sounding) {
      if (first < now) continue;
      node.stop();
      this.sounding.delete(node);
      this.next = Math.min(this.next, first);
    }
    clearTimeout(this.timer);
    void this.fill(++this.turn);
  }

  private async fill(turn: number): Promise<void> {
    const context = this.clock.sound;
    while (context && this.master && turn === this.turn) {
      const ahead = this.zero + this.next / SAMPLE_RATE - context.currentTime;
      if (ahead > READY) break;
      if (ahead < 0) this.next += Math.ceil((SOON - ahead) * SAMPLE_RATE); // mixing was too slow: leave out what is past
      const first = this.next;
      const [left, right] = await this.mixer.mix(first, STRETCH);
      if (turn !== this.turn) return;
      this.schedule(context, this.master, first, left, right);
      this.next = first + STRETCH;
    }
    if (turn === this.turn) this.timer = setTimeout(() => void this.fill(turn), 80);
  }

  private schedule(context: AudioContext, master: GainNode, first: number, left: Float32Array, right: Float32Array): void {
    const when = this.zero + first / SAMPLE_RATE;
    const late = Math.max(0, context.currentTime - when);
    if (late * SAMPLE_RATE >= left.length) return;
    const buffer = context.createBuffer(2, left.length, SAMPLE_RATE);
    buffer.copyToChannel(left as Float32Array<ArrayBuffer>, 0);
    buffer.copyToChannel(right as Float32Array<ArrayBuffer>, 1);
    const node = context.createBufferSource();
    node.buffer = buffer;
    node.connect(master);
    node.onended = () => (node.disconnect(), this.sounding.delete(node));
    node.start(Math.max(when, context.currentTime), late);
    this.sounding.set(node, first);
  }
}

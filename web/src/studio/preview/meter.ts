/** How loud a sound is as a whole, as EBU R 128 has it, and what has to be added to it: the sums of `core/montage/ladder.py`. */
import { SAMPLE_RATE } from '../kernels/grid';
import type { Stereo } from './stretch';

/** What a head does to sound, and what ears do not hear: two filters of the second order, for 48 kHz. */
const FILTERS = [
  { b: [1.53512485958697, -2.69169618940638, 1.19839281085285], a: [-1.69065929318241, 0.73248077421585] },
  { b: [1, -2, 1], a: [-1.99004745483398, 0.99007225036621] },
] as const;
const TENTH = SAMPLE_RATE / 10;
/** Of silence; also what nothing louder was heard than. */
export const SILENT = -70;
const MOST_LOUDER = 15;
const MOST_SOFTER = -40;

/** Listens to samples one after the other. */
export class Meter {
  private readonly memory = new Float64Array(8);
  /** The power of every tenth of a second. */
  private readonly tenths: number[] = [];
  private sum = 0;
  private count = 0;

  add([left, right]: Stereo): void {
    for (let i = 0; i < left.length; i++) {
      this.sum += this.weighed(left[i]!, 0) ** 2 + this.weighed(right[i]!, 4) ** 2;
      if (++this.count < TENTH) continue;
      this.tenths.push(this.sum / TENTH);
      this.sum = this.count = 0;
    }
  }

  /** In LUFS: the mean of stretches of 0.4 s that are not silent, nor 10 below the mean of those. */
  get lufs(): number {
    const stretches = this.tenths.slice(3).map((last, i) => (this.tenths[i]! + this.tenths[i + 1]! + this.tenths[i + 2]! + last) / 4);
    const heard = stretches.filter((power) => inLufs(power) > SILENT);
    const floor = inLufs(mean(heard)) - 10;
    return inLufs(mean(heard.filter((power) => inLufs(power) > floor)));
  }

  private weighed(sample: number, at: 0 | 4): number {
    const { memory } = this;
    let now = sample;
    for (const [index, { b, a }] of FILTERS.entries()) {
      const place = at + 2 * index;
      const out = b[0] * now + memory[place]!;
      memory[place] = b[1] * now - a[0] * out + memory[place + 1]!;
      memory[place + 1] = b[2] * now - a[1] * out;
      now = out;
    }
    return now;
  }
}

/** Decibels that bring a mix to `target`; nothing where it is to be left alone, and silence stays silence. */
export function gainFor(lufs: number, target: number): number {
  if (!target || lufs <= SILENT + 1) return 0;
  return Math.max(MOST_SOFTER, Math.min(MOST_LOUDER, target - lufs));
}

const inLufs = (power: number): number => (power > 0 ? Math.max(SILENT, 10 * Math.log10(power) - 0.691) : SILENT);
const mean = (all: readonly number[]): number => (all.length ? all.reduce((sum, one) => sum + one, 0) / all.length : 0);

/** One channel of sound at another rate, a piece after the other, without what that rate can't hold. */

/** Zeros of the sinc on each side; what lies above half the rate is some 60 dB down. */
const ZEROS = 12;
/** Places between two samples at which the sinc is known. */
const PHASES = 256;

export class Resampler {
  private readonly step: number;
  private readonly half: number;
  private readonly table: Float32Array;
  private waiting = new Float32Array(0);
  /** Where `waiting` begins, and how many samples were made. */
  private first = 0;
  private made = 0;

  constructor(from: number, to: number) {
    this.step = from / to;
    const narrow = Math.min(1, to / from);
    this.half = Math.ceil(ZEROS / narrow);
    const width = 2 * this.half;
    this.table = new Float32Array((PHASES + 1) * width);
    for (let phase = 0; phase <= PHASES; phase++) {
      const row = this.table.subarray(phase * width, (phase + 1) * width);
      for (let n = 0; n < width; n++) row[n] = narrow * sinc((n - this.half + 1 - phase / PHASES) * narrow, ZEROS);
    }
  }

  /** What can be made once these came too; `last`: nothing comes any more. */
  add(samples: Float32Array, last = false): Float32Array {
    const all = new Float32Array(this.waiting.length + samples.length + (last ? this.half : 0));
    all.set(this.waiting);
    all.set(samples, this.waiting.length);
    const end = this.first + all.length - this.half;
    const count = Math.max(0, Math.ceil((end - (last ? 0 : 1)) / this.step) - this.made);
    const out = new Float32Array(count);
    const width = 2 * this.half;
    for (let i = 0; i < count; i++) {
      const place = (this.made + i) * this.step;
      const low = Math.floor(place);
      const row = Math.round((place - low) * PHASES) * width;
      let sum = 0;
      for (let n = 0, at = low - this.half + 1 - this.first; n < width; n++, at++) sum += (all[at] ?? 0) * this.table[row + n]!;
      out[i] = sum;
    }
    this.made += count;
    const keep = Math.max(this.first, Math.floor(this.made * this.step) - this.half);
    this.waiting = all.slice(keep - this.first);
    this.first = keep;
    return out;
  }
}

/** A sinc under a cosine window that ends at its `zeros`. */
function sinc(x: number, zeros: number): number {
  if (Math.abs(x) >= zeros) return 0;
  const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / zeros);
  return x === 0 ? 1 : (window * Math.sin(Math.PI * x)) / (Math.PI * x);
}

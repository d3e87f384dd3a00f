/** Sound at another speed with its pitch kept: grains of the material, laid over one another where they agree best.
 *
 *   material  ..[ grain ]....[ grain ]....      taken where the curve of speed is, give or take what agrees
 *   out       [ grain ]                         with what has sounded so far
 *                 [ grain ]
 *
 * Every grain begins within `SLACK` of where the curve of speed wants it, so nothing drifts, whatever the curve. Pure
 * but for the place of the last grain; the render's own stretching is finer and keeps the same times.
 */

const GRAIN = 2048;
const HOP = GRAIN / 2;
const SLACK = 480;
/** Likeness is looked for at every so many samples, then around the best. */
const COARSE = 4;

const WINDOW = Float32Array.from({ length: GRAIN }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / GRAIN));

export type Stereo = readonly [Float32Array, Float32Array];
/** Samples of the material from `first` on; outside what there is: silence. */
export type Take = (first: number, count: number) => Promise<Stereo>;

export class Stretcher {
  /** The hop of output that was made last, where its grain began, and the half of that still to be laid over. */
  private at = NaN;
  private begun = 0;
  private hop: Stereo = [new Float32Array(HOP), new Float32Array(HOP)];
  private rest: Stereo = this.hop;

  /** `position`: where in the material the curve is at a sample of the output. */
  constructor(private readonly position: (sample: number) => number, private readonly take: Take) {}

  /** `count` samples of the output from `first` on; quickest when called for one stretch after the other. */
  async render(first: number, count: number): Promise<Stereo> {
    const out: Stereo = [new Float32Array(count), new Float32Array(count)];
    for (let index = Math.floor(first / HOP); index * HOP < first + count; index++) {
      const hop = await this.hopAt(index);
      const at = index * HOP - first;
      const [from, end] = [Math.max(0, -at), Math.min(HOP, count - at)];
      for (const side of [0, 1] as const) out[side].set(hop[side].subarray(from, end), at + from);
    }
    return out;
  }

  private async hopAt(index: number): Promise<Stereo> {
    if (index === this.at) return this.hop;
    if (index !== this.at + 1) {
      this.begun = Math.round(this.position((index - 1) * HOP));
      this.rest = second(await this.take(this.begun, GRAIN));
    }
    this.begun = await this.best(this.position(index * HOP));
    const grain = await this.take(this.begun, GRAIN);
    const over = (before: Float32Array, now: Float32Array) => before.map((value, i) => value * WINDOW[HOP + i]! + now[i]! * WINDOW[i]!);
    this.hop = [over(this.rest[0], grain[0]), over(this.rest[1], grain[1])];
    this.rest = second(grain);
    this.at = index;
    return this.hop;
  }

  /** The place around `wanted` that goes on best from the grain before. */
  private async best(wanted: number): Promise<number> {
    const first = Math.round(wanted) - SLACK;
    const natural = mono(await this.take(this.begun + HOP, HOP));
    const around = mono(await this.take(first, HOP + 2 * SLACK));
    const near = search(natural, around, SLACK, SLACK, COARSE);
    return first + search(natural, around, near, COARSE, 1);
  }
}

function second([left, right]: Stereo): Stereo {
  return [left.slice(HOP), right.slice(HOP)];
}

function mono([left, right]: Stereo): Float32Array {
  return left.map((value, i) => value + right[i]!);
}

/** The offset within `reach` of `middle` at which `around` is most like `natural`; the middle where all are alike. */
function search(natural: Float32Array, around: Float32Array, middle: number, reach: number, step: number): number {
  const from = Math.max(0, middle - reach);
  const end = Math.min(around.length - natural.length, middle + reach);
  let [found, most] = [middle, likeness(natural, around, middle, step) + 1e-6];
  for (let off = from; off <= end; off += step) {
    const score = likeness(natural, around, off, step);
    if (score > most) [found, most] = [off, score];
  }
  return found;
}

function likeness(natural: Float32Array, around: Float32Array, off: number, step: number): number {
  let [alike, power] = [0, 1e-9];
  for (let i = 0; i < natural.length; i += step) {
    const value = around[off + i]!;
    alike += natural[i]! * value;
    power += value * value;
  }
  return alike / Math.sqrt(power);
}

/** The sound of one material as samples of 48 kHz, both channels, decoded onward in blocks of a second. */
import type { AudioSample, AudioSampleSink, InputAudioTrack } from 'mediabunny';
import { SAMPLE_RATE } from '../kernels/grid';
import type { Stereo } from './stretch';

/** Blocks of a second that are kept; about 375 kB each. */
const MOST_BLOCKS = 12;
/** Seconds decoded before what is wanted: a decoder needs a moment until it is right. */
const BEFORE = 0.1;

export class Ear {
  private readonly blocks = new Map<number, Stereo>();
  private sink: AudioSampleSink | null = null;
  private stream: AsyncGenerator<AudioSample, void, unknown> | null = null;
  private carried: Loose | null = null;
  private reached = NaN;
  private busy: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(private readonly track: InputAudioTrack, private readonly origin: number) {}

  /** Samples from `first` on; outside what there is they are silent. */
  async take(first: number, count: number): Promise<Stereo> {
    const out: Stereo = [new Float32Array(count), new Float32Array(count)];
    const end = first + count;
    for (let index = Math.max(0, Math.floor(first / SAMPLE_RATE)); index * SAMPLE_RATE < end; index++) {
      const block = this.blocks.get(index) ?? (await this.next(index));
      const at = index * SAMPLE_RATE - first;
      const [from, until] = [Math.max(0, -at), Math.min(SAMPLE_RATE, count - at)];
      for (const side of [0, 1] as const) out[side].set(block[side].subarray(from, until), at + from);
    }
    return out;
  }

  close(): void {
    this.closed = true;
    this.blocks.clear();
    void this.stream?.return();
    this.stream = null;
  }

  /** One at a time: two decoding at once would take each other's place in the stream. */
  private next(index: number): Promise<Stereo> {
    const made = this.busy.then(async () => this.blocks.get(index) ?? this.keep(index, await this.decode(index).catch(() => silence())));
    this.busy = made;
    return made;
  }

  private keep(index: number, block: Stereo): Stereo {
    this.blocks.set(index, block);
    for (const old of this.blocks.keys()) {
      if (this.blocks.size <= MOST_BLOCKS) break;
      this.blocks.delete(old);
    }
    return block;
  }

  private async decode(index: number): Promise<Stereo> {
    if (this.closed) return silence();
    if (index !== this.reached) await this.begin(index);
    const from = this.origin + index;
    const loose = this.carried ?? new Loose();
    let rate = loose.rate;
    // Two samples more than the second has, for the curve through four of them.
    while (this.stream && !(rate && loose.end >= (from + 1) * rate + 2)) {
      const { value } = await this.stream.next();
      if (!value) {
        this.stream = null;
        break;
      }
      loose.add(value);
      rate = loose.rate;
      value.close();
    }
    const block = rate ? resampled(loose, from * rate, rate / SAMPLE_RATE) : silence();
    if (rate) loose.forget((from + 1) * rate - 2);
    this.carried = loose;
    this.reached = index + 1;
    return block;
  }

  private async begin(index: number): Promise<void> {
    await this.stream?.return();
    const { AudioSampleSink } = await import('mediabunny');
    this.sink ??= new AudioSampleSink(this.track);
    this.carried = null;
    this.stream = this.sink.samples(Math.max(0, this.origin + index - BEFORE));
  }
}

/** Samples as they were decoded, by their place on the file's own clock. */
class Loose {
  rate = 0;
  first = 0;
  private left: number[] | Float32Array = new Float32Array(0);
  private right: Float32Array = new Float32Array(0);

  get end(): number {
    return this.first + this.left.length;
  }

  add(sample: AudioSample): void {
    if (!this.rate) {
      this.rate = sample.sampleRate;
      this.first = Math.round(sample.timestamp * this.rate);
    }
    // A hole in the file is silence; what overlaps by rounding follows on.
    const hole = Math.round(sample.timestamp * this.rate) - this.end;
    const gap = hole > this.rate / 50 ? Math.min(hole, 60 * this.rate) : 0;
    const [left, right] = channels(sample);
    this.left = joined(this.left as Float32Array, gap, left);
    this.right = joined(this.right, gap, right);
  }

  forget(before: number): void {
    const gone = Math.min(this.left.length, Math.max(0, Math.floor(before) - this.first));
    this.left = this.left.slice(gone);
    this.right = this.right.slice(gone);
    this.first += gone;
  }

  at(side: 0 | 1, place: number): number {
    return (side ? this.right : this.left)[place - this.first] ?? 0;
  }
}

function joined(before: Float32Array, gap: number, after: Float32Array): Float32Array {
  const all = new Float32Array(before.length + gap + after.length);
  all.set(before);
  all.set(after, before.length + gap);
  return all;
}

/** Left and right; one channel is both, of more than two the front ones carry what matters. */
function channels(sample: AudioSample): Stereo {
  const plane = (planeIndex: number) => {
    const made = new Float32Array(sample.numberOfFrames);
    sample.copyTo(made, { planeIndex, format: 'f32-planar' });
    return made;
  };
  const left = plane(0);
  if (sample.numberOfChannels === 1) return [left, left];
  const right = plane(1);
  if (sample.numberOfChannels < 6) return [left, right];
  const [middle, back, behind] = [plane(2), plane(4), plane(5)]; // 5.1 mixed down as the render does it
  const whole = 1 + 2 * Math.SQRT1_2;
  const mix = (side: Float32Array, rear: Float32Array) => side.map((value, i) => (value + (middle[i]! + rear[i]!) * Math.SQRT1_2) / whole);
  return [mix(left, back), mix(right, behind)];
}

/** A second at 48 kHz from `from` on, by a cubic curve through four samples; `step` samples of the file a sample. */
function resampled(loose: Loose, from: number, step: number): Stereo {
  const made = silence();
  for (const side of [0, 1] as const) {
    for (let i = 0; i < SAMPLE_RATE; i++) {
      const place = from + i * step;
      const low = Math.floor(place + 1e-6);
      const part = Math.max(0, place - low);
      const b = loose.at(side, low);
      if (part < 1e-4) {
        made[side][i] = b;
        continue;
      }
      const [a, c, d] = [loose.at(side, low - 1), loose.at(side, low + 1), loose.at(side, low + 2)];
      const slope = c - a;
      made[side][i] = b + 0.5 * part * (slope + part * (2 * a - 5 * b + 4 * c - d + part * (3 * (b - c) + d - a)));
    }
  }
  return made;
}

const silence = (): Stereo => [new Float32Array(SAMPLE_RATE), new Float32Array(SAMPLE_RATE)];

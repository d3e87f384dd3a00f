/** Mixes a montage's sound in stretches: every voice at its speed and loudness, added, and kept from clipping. */
import type { Material, Montage } from '../kernels/document';
import { SAMPLE_RATE } from '../kernels/grid';
import { speedOf } from '../kernels/speed';
import { gains, positionOf, voices, type Voice } from './heard';
import type { Ear } from './ear';
import { Stretcher, type Stereo } from './stretch';

/** The ear of a material; null where it has no sound, or none that the browser can decode. */
export type Ears = (material: Material) => Promise<Ear | null>;

/** As ffmpeg's gate has them: the amplitude of a voice squared, a quarter of 60 and of 500 ms, and no click. */
const SPEAKS = 0.01 ** 2;
const GIVES_WAY = 4000 / (60 * SAMPLE_RATE);
const COMES_BACK = 4000 / (500 * SAMPLE_RATE);
const SOFTLY = 1 / (0.005 * SAMPLE_RATE);
const SLOWLY = 1 / (0.4 * SAMPLE_RATE);
/** −1.5 dBTP, with room for what lies between samples. */
const CEILING = 0.82;

export class Mixer {
  private all: Voice[] = [];
  private readonly stretchers = new Map<string, { of: unknown; stretcher: Stretcher }>();
  private held = 1;
  /** What the whole is multiplied by, which comes slowly while something sounds. */
  gain = 1;
  private level = 1;
  private reached = NaN;
  private speaking: Speaking = { level: 0, open: 0 };
  private busy: Promise<unknown> = Promise.resolve();

  constructor(private montage: Montage, private readonly ears: Ears) {
    this.take(montage);
  }

  take(montage: Montage): void {
    this.montage = montage;
    this.all = voices(montage);
    const ids = new Set(this.all.map(({ clip }) => clip.id));
    for (const id of this.stretchers.keys()) if (!ids.has(id)) this.stretchers.delete(id);
  }

  /** `count` samples of the whole, from `first` on. One stretch after the other: each goes on from the one before. */
  mix(first: number, count: number): Promise<Stereo> {
    const made = this.busy.then(() => this.mixed(first, count));
    this.busy = made.catch(() => {});
    return made;
  }

  /** The same before it is brought to its loudness. */
  unlimited(first: number, count: number): Promise<Stereo> {
    const made = this.busy.then(() => this.added(first, count));
    this.busy = made.catch(() => {});
    return made;
  }

  private async mixed(first: number, count: number): Promise<Stereo> {
    const out = await this.added(first, count);
    if (first !== this.reached) this.level = this.gain; // nothing sounded before: no jump to be heard
    this.reached = first + count;
    this.level = brought(out, this.level, this.gain);
    this.held = limit(out, this.held);
    return out;
  }

  private async added(first: number, count: number): Promise<Stereo> {
    const { duck } = this.montage.mix;
    const [out, music, spoken] = [silence(count), silence(count), silence(count)];
    await Promise.all(this.all.map(async (voice) => {
      const into = duck && voice.track.use === 'music' ? music : duck && voice.track.use === 'voice' ? spoken : out;
      const [from, end] = [Math.max(first, voice.from), Math.min(first + count, voice.until)];
      if (from >= end) return;
      const heard = await this.voice(voice, from, end - from);
      if (!heard) return;
      const gain = gains(voice, from, end - from, this.montage.canvas.fps);
      for (const side of [0, 1] as const) {
        for (let i = 0; i < gain.length; i++) into[side][from - first + i]! += heard[side][i]! * gain[i]!;
      }
    }));
    if (duck) {
      this.speaking = giveWay(music, spoken, 1 - 10 ** (-duck / 20), this.speaking);
      for (const side of [0, 1] as const) for (let i = 0; i < count; i++) out[side][i]! += music[side][i]! + spoken[side][i]!;
    }
    return out;
  }

  private async voice(voice: Voice, from: number, count: number): Promise<Stereo | null> {
    const { content, id } = voice.clip;
    const ear = await this.ears(content.material).catch(() => null);
    if (!ear) return null;
    const { fps } = this.montage.canvas;
    const backwards = content.what === 'footage' && content.backwards;
    const steady = speedOf(content).every((point) => point.rate === 1000);
    const position = (sample: number) => positionOf(voice, sample, fps);
    if (steady && !backwards) return ear.take(Math.round(position(from)), count);
    if (!content.keep_pitch || steady) return moved(ear, position, from, count);
    // Backwards the material is heard from its far end, as if it had been turned round before.
    const take = backwards
      ? async (first: number, many: number) => turned(await ear.take(-first - many + 1, many))
      : (first: number, many: number) => ear.take(first, many);
    let known = this.stretchers.get(id);
    if (known?.of !== voice.clip) {
      known = { of: voice.clip, stretcher: new Stretcher(backwards ? (sample) => -position(sample) : position, take) };
      this.stretchers.set(id, known);
    }
    return known.stretcher.render(from, count);
  }
}

/** The pitch moves along with the speed: samples from wherever the curve is, on the line between two. */
async function moved(ear: Ear, position: (sample: number) => number, from: number, count: number): Promise<Stereo> {
  const places = Float64Array.from({ length: count }, (_, i) => position(from + i));
  const low = Math.floor(Math.min(places[0]!, places[count - 1]!));
  const high = Math.ceil(Math.max(places[0]!, places[count - 1]!)) + 2;
  const heard = await ear.take(low, high - low);
  const side = (samples: Float32Array) => Float32Array.from(places, (place) => {
    const at = Math.floor(place) - low;
    const here = samples[at] ?? 0;
    return here + ((samples[at + 1] ?? here) - here) * (place - low - at);
  });
  return [side(heard[0]), side(heard[1])];
}

const turned = ([left, right]: Stereo): Stereo => [left.reverse(), right.reverse()];

const silence = (count: number): Stereo => [new Float32Array(count), new Float32Array(count)];

/** Multiplies by what was so far, and more and more by what is wanted: all of it after a second or two. Answers how far. */
export function brought(out: Stereo, level: number, wanted: number): number {
  let now = level;
  for (let i = 0; i < out[0].length; i++) {
    now += (wanted - now) * SLOWLY;
    for (const side of [0, 1] as const) out[side][i]! *= now;
  }
  return now;
}

/** How loud the voice has been, squared, and how far music gives way to it, 0 to 1. */
export type Speaking = { level: number; open: number };

/** Takes `share` of the music away while a voice is louder than 40 dB below full: the render's gate, with its times. */
export function giveWay(music: Stereo, spoken: Stereo, share: number, before: Speaking): Speaking {
  let { level, open } = before;
  for (let i = 0; i < music[0].length; i++) {
    const heard = ((Math.abs(spoken[0][i]!) + Math.abs(spoken[1][i]!)) / 2) ** 2;
    level += (heard - level) * (heard > level ? GIVES_WAY : COMES_BACK);
    open += ((level > SPEAKS ? 1 : 0) - open) * SOFTLY;
    for (const side of [0, 1] as const) music[side][i]! *= 1 - share * open;
  }
  return { level, open };
}

/** Turns down what would clip, at once, and lets go within a fifth of a second; answers how far it is turned down. */
export function limit(out: Stereo, held: number): number {
  const BLOCK = 64;
  const [left, right] = out;
  for (let at = 0; at < left.length; at += BLOCK) {
    const end = Math.min(left.length, at + BLOCK);
    let peak = 0;
    for (let i = at; i < Math.min(left.length, end + BLOCK); i++) peak = Math.max(peak, Math.abs(left[i]!), Math.abs(right[i]!));
    const wanted = Math.min(1, CEILING / Math.max(CEILING, peak));
    const next = Math.min(wanted, held + (1 - held) * 0.0067 + 1e-4);
    for (let i = at; i < end; i++) {
      const gain = wanted < held ? Math.min(held, next) : held + ((next - held) * (i - at)) / BLOCK;
      left[i]! *= gain;
      right[i]! *= gain;
    }
    held = next;
  }
  return held;
}

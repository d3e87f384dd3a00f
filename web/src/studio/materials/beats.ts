/** Where music beats: what `core/montage/beats.py` does, step for step, for what the server has not listened to. How it
 * goes about it is told there; `tests/montage/beats.json` keeps the two together.
 */
import { Spectrum } from './spectrum';

/** The rate at which the server listens, and whoever wants the same beats. */
export const LISTENING_RATE = 22_050;

const [WINDOW_S, STEP_S] = [0.046, 0.01];
const BANDS = 32;
const [LOWEST_HZ, HIGHEST_HZ] = [40, 8000];
const [SLOWEST_BPM, FASTEST_BPM, USUAL_BPM] = [55, 210, 120];
const OCTAVES = 0.9;
const TIGHT = 100;
const LEAST_SURE = 0.2;
const LEAST_NEW = 0.025;

/** `at` in seconds. */
export type Beats = { readonly bpm: number; readonly at: readonly number[] };
const NONE: Beats = { bpm: 0, at: [] };

/** The beats of one channel of sound at `rate` samples a second; none where it has none. */
export function beatsOf(samples: Int16Array, rate: number): Beats {
  const window = Math.max(64, Math.round(WINDOW_S * rate));
  const step = Math.max(1, halfEven(STEP_S * rate));
  const onsets = onsetsOf(samples, rate, window, step);
  if (onsets.length < 4 / STEP_S || spreadOf(onsets) < 1e-4) return NONE;
  const { period, sure } = periodOf(onsets, step / rate);
  if (sure < LEAST_SURE) return NONE;
  // A window tells of its middle.
  const at = rowOf(onsets, period).map((index) => Math.round(((index * step + window / 2) / rate) * 1000) / 1000);
  if (at.length < 4) return NONE;
  const steps = at.slice(1).map((one, i) => one - at[i]!);
  const usual = median(steps);
  const even = steps.filter((one) => Math.abs(one - usual) < 0.2 * usual);
  return { bpm: Math.round((60 / meanOf(even)) * 100) / 100, at };
}

/** How much became louder at each step, over all bands, its slow changes taken away. */
function onsetsOf(samples: Int16Array, rate: number, window: number, step: number): Float32Array {
  const count = samples.length >= window ? 1 + Math.floor((samples.length - window) / step) : 0;
  if (count < 2) return new Float32Array(0);
  const spectrum = new Spectrum(window);
  const hann = hanning(window).map((one) => one / 32768);
  const bands = bandsOf(window, rate);
  const [one, other] = [new Float32Array(window), new Float32Array(window)];
  const [ones, others] = [new Float32Array(spectrum.bins), new Float32Array(spectrum.bins)];
  const fresh = new Float32Array(count);
  let [before, now] = [new Float32Array(BANDS), new Float32Array(BANDS)];
  const note = (frame: number, bins: Float32Array): void => {
    let sum = 0;
    for (let n = 0; n < BANDS; n++) {
      const { first, weights } = bands[n]!;
      let loud = 0;
      for (let k = 0; k < weights.length; k++) loud += bins[first + k]! * weights[k]!;
      now[n] = Math.log1p(1000 * loud);
      if (frame) sum += Math.max(0, now[n]! - before[n]!);
    }
    fresh[frame] = sum / BANDS;
    [before, now] = [now, before];
  };
  for (let frame = 0; frame < count; frame += 2) {
    for (let i = 0, from = frame * step; i < window; i++) {
      one[i] = samples[from + i]! * hann[i]!;
      other[i] = (samples[from + step + i] ?? 0) * hann[i]!;
    }
    spectrum.loud(one, other, ones, others);
    note(frame, ones);
    if (frame + 1 < count) note(frame + 1, others);
  }
  const half = Math.round(0.5 / STEP_S) >> 1;
  const above = fresh.map((value, i) => Math.max(0, value - sumOf(fresh, i - half, i + half + 1) / (2 * half + 1)));
  const spread = spreadOf(above);
  return spread > LEAST_NEW ? above.map((value) => value / spread) : new Float32Array(count);
}

/** Triangles over the bins of a spectrum, evenly spaced in octaves. */
function bandsOf(window: number, rate: number): { first: number; weights: number[] }[] {
  const highest = Math.min(HIGHEST_HZ, rate / 2);
  const edges = Array.from({ length: BANDS + 2 }, (_, n) => LOWEST_HZ * (highest / LOWEST_HZ) ** (n / (BANDS + 1)));
  return Array.from({ length: BANDS }, (_, n) => {
    const [low, top, high] = [edges[n]!, edges[n + 1]!, edges[n + 2]!];
    const first = Math.ceil((low * window) / rate);
    const weights: number[] = [];
    for (let bin = first; bin <= window >> 1 && (bin * rate) / window < high; bin++) {
      const hz = (bin * rate) / window;
      weights.push(Math.max(0, Math.min((hz - low) / (top - low), (high - hz) / (high - top))));
    }
    const sum = Math.max(1e-9, weights.reduce((all, each) => all + each, 0));
    return { first, weights: weights.map((each) => each / sum) };
  });
}

/** Steps from beat to beat, and how sure that is. */
function periodOf(onsets: Float32Array, stepS: number): { period: number; sure: number } {
  const hann = hanning(7);
  const whole = hann.reduce((sum, one) => sum + one, 0);
  const smooth = convolved(onsets, hann.map((one) => one / whole));
  const mean = meanOf(smooth);
  for (let i = 0; i < smooth.length; i++) smooth[i]! -= mean;
  const least = Math.round(60 / FASTEST_BPM / stepS);
  const most = Math.min(Math.round(60 / SLOWEST_BPM / stepS), smooth.length - 1);
  const alike = new Float64Array(2 * most + 1);
  for (let lag = 0; lag < alike.length; lag++) for (let i = lag; i < smooth.length; i++) alike[lag]! += smooth[i]! * smooth[i - lag]!;
  const itself = Math.max(1e-9, alike[0]!);
  for (let lag = 0; lag < alike.length; lag++) alike[lag]! /= itself;
  let [best, chosen] = [-Infinity, least];
  for (let lag = least; lag < most; lag++) {
    const usual = Math.exp(-0.5 * (Math.log2(60 / (lag * stepS) / USUAL_BPM) / OCTAVES) ** 2);
    const score = (alike[lag]! + 0.5 * alike[2 * lag]!) * usual;
    if (score > best) [best, chosen] = [score, lag];
  }
  return { period: peakOf(alike, chosen), sure: Math.max(0, Math.min(1, alike[chosen]!)) };
}

/** The top of a parabola through `at` and its neighbours: finer than one step. */
function peakOf(curve: Float64Array, at: number): number {
  const [before, here, after] = [curve[at - 1]!, curve[at]!, curve[at + 1]!];
  const bend = before - 2 * here + after;
  return at + (bend < 0 ? (0.5 * (before - after)) / bend : 0);
}

/** The moments, about `period` steps apart, that meet the most onsets. */
function rowOf(onsets: Float32Array, period: number): number[] {
  const reach = Math.round(period);
  const local = convolved(onsets, Float64Array.from({ length: 2 * reach + 1 }, (_, n) => Math.exp(-0.5 * (((n - reach) * 32) / period) ** 2)));
  const [first, last] = [Math.max(1, Math.round(period / 2)), Math.max(2, Math.round(2 * period))];
  const cost = Float64Array.from({ length: last + 1 }, (_, back) => -TIGHT * Math.log(back / period) ** 2);
  const best = local.slice();
  const before = new Int32Array(local.length).fill(-1);
  for (let at = first; at < local.length; at++) {
    let [most, chosen] = [-Infinity, -1];
    for (let back = Math.min(last, at); back >= first; back--) {
      const score = best[at - back]! + cost[back]!;
      if (score > most) [most, chosen] = [score, at - back];
    }
    if (most <= 0) continue;
    best[at]! += most;
    before[at] = chosen;
  }
  let at = Math.max(0, local.length - last);
  for (let i = at; i < local.length; i++) if (best[i]! > best[at]!) at = i;
  const row: number[] = [];
  for (; at >= 0; at = before[at]!) row.unshift(at);
  return begun(row, local);
}

/** Without beats before the music begins and after it ends, which only the tempo put there. */
function begun(row: number[], local: Float64Array): number[] {
  const floor = 0.1 * Math.sqrt(meanOf(row.map((at) => local[at]! ** 2)));
  const heard = (at: number) => local[at]! > floor;
  const first = row.findIndex(heard);
  return first < 0 ? [] : row.slice(first, row.findLastIndex(heard) + 1);
}

// --- sums ---

/** By an odd number of weights, as long as the curve is. */
function convolved(curve: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  const half = weights.length >> 1;
  return Float64Array.from({ length: curve.length }, (_, i) => {
    let sum = 0;
    for (let n = Math.max(-half, i - curve.length + 1); n <= Math.min(half, i); n++) sum += curve[i - n]! * weights[half + n]!;
    return sum;
  });
}

const hanning = (count: number): Float64Array => Float64Array.from({ length: count }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / (count - 1)));

function sumOf(curve: ArrayLike<number>, from: number, until: number): number {
  let sum = 0;
  for (let i = Math.max(0, from); i < Math.min(curve.length, until); i++) sum += curve[i]!;
  return sum;
}

const meanOf = (curve: ArrayLike<number>): number => sumOf(curve, 0, curve.length) / curve.length;

function spreadOf(curve: Float32Array): number {
  const mean = meanOf(curve);
  return Math.sqrt(meanOf(curve.map((one) => (one - mean) ** 2)));
}

function median(all: readonly number[]): number {
  const sorted = [...all].sort((one, other) => one - other);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** A half goes to the even neighbour, as in Python. */
const halfEven = (value: number): number => (value % 1 === 0.5 ? 2 * Math.round(value / 2) : Math.round(value));

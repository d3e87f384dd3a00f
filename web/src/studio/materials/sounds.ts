/** Sounds made by formula, the same as in `tests/montage/sounds.py`; for tests. */

type Part = { what: string; level: number; hz: number; bpm: number; first: number; decay: number; until?: number; late?: number };
export type Case = { says: string; rate: number; seconds: number; parts: Part[]; bpm: number; at: number[] };

export function sound({ seconds, rate, parts }: Case): Int16Array {
  const whole = new Float64Array(Math.round(seconds * rate));
  for (const part of parts) PARTS[part.what]!(whole, rate, part);
  return Int16Array.from(whole, (value) => Math.trunc(Math.max(-1, Math.min(1, value)) * 32000));
}

/** A number of -1 to 1 for a place. */
function chance(place: number, seed: number): number {
  let x = (Math.imul(place, 0x9e3779b1) + seed) >>> 0;
  for (const [shift, factor] of [[15, 0x85ebca77], [13, 0xc2b2ae3d]] as const) x = Math.imul(x ^ (x >>> shift), factor) >>> 0;
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 31 - 1;
}

const PARTS: Record<string, (whole: Float64Array, rate: number, part: Part) => void> = {
  strokes(whole, rate, { bpm, first, hz, decay, level, until = whole.length / rate, late = 0 }) {
    const count = Math.max(0, Math.trunc(((until - first) * bpm) / 60));
    for (let n = 0; n < count; n++) {
      const begin = Math.trunc((first + (n * 60) / bpm + late * chance(n, 11)) * rate + 0.5);
      for (let i = 0; i < Math.trunc(0.12 * rate) && begin + i < whole.length; i++) {
        const t = i / rate;
        whole[begin + i]! += level * Math.sin(2 * Math.PI * hz * t) * Math.exp(-t * decay);
      }
    }
  },
  noise(whole, _, { level }) {
    for (let i = 0; i < whole.length; i++) whole[i]! += level * chance(i, 5);
  },
  tone(whole, rate, { hz, level }) {
    for (let i = 0; i < whole.length; i++) whole[i]! += level * Math.sin((2 * Math.PI * hz * i) / rate);
  },
  speech(whole, rate, { level }) {
    for (let at = 0.1, n = 0; at * rate < whole.length; n++) {
      const [long, high, hisses, then] = [0, 1, 2, 3].map((side) => (chance(4 * n + side, 21) + 1) / 2) as [number, number, number, number];
      const begin = Math.trunc(at * rate + 0.5);
      const length = Math.trunc((0.08 + 0.2 * long) * rate);
      for (let i = 0; i < Math.min(length, whole.length - begin); i++) {
        const t = i / rate;
        const heard = hisses > 0.6 ? chance(begin + i, 9) : Math.sin(2 * Math.PI * (90 + 130 * high) * t);
        whole[begin + i]! += level * heard * Math.sin((Math.PI * t * rate) / length);
      }
      at += 0.1 + 0.7 * then ** 2 + (n % 7 === 6 ? 0.5 : 0);
    }
  },
};

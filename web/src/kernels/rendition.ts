/** Which encoding of a video to play: decided once per video, from the network and the size of the screen. */

export type Choice = { url: string; codecs: string; width: number; height: number; kbps: number };
export type Conditions = {
  /** Estimated network speed, null while nothing was measured. */
  kbps: number | null;
  /** Pixels of the device across the short side of the picture. */
  shortSide: number;
  savesData: boolean;
  /** Whether the device plays these codecs without effort. */
  plays: (codecs: string) => boolean;
};

/** The best that fits the screen and the network; the lightest when nothing fits; null when there is none. */
export function choose<T extends Choice>(renditions: readonly T[], now: Conditions): T | null {
  const able = renditions.filter((r) => now.plays(r.codecs));
  const light = [...(able.length ? able : renditions)].sort((a, b) => a.kbps - b.kbps);
  const lightest = light[0] ?? null;
  if (now.savesData || !lightest) return lightest;
  const budget = (now.kbps ?? UNKNOWN_KBPS) * SHARE;
  const affordable = light.filter((r) => r.kbps <= budget);
  const sharp = affordable.find((r) => Math.min(r.width, r.height) >= now.shortSide * ENOUGH);
  return sharp ?? affordable.at(-1) ?? lightest;
}

/** A slow phone network: wrong for few, and the first measurement corrects it. */
const UNKNOWN_KBPS = 3500;
/** Of the measured speed, what one video may take: the next one needs its head too. */
const SHARE = 0.6;
/** Short of the screen's own pixels by this much, nobody sees a difference on moving pictures. */
const ENOUGH = 0.6;

/** Network speed from finished downloads: an average that forgets, cautious by taking the lower of two.
 *
 * The quick one follows a tunnel, the slow one ignores a single lucky burst.
 */
export class Throughput {
  private quick = new Forgetting(2);
  private slow = new Forgetting(8);

  /** `bytes` arrived in `ms`. Tiny or cached answers say nothing about the network and are left out. */
  add(bytes: number, ms: number): void {
    if (bytes < 16_000 || ms < 4) return;
    const kbps = (bytes * 8) / ms;
    this.quick.add(kbps, ms / 1000);
    this.slow.add(kbps, ms / 1000);
  }

  get kbps(): number | null {
    const both = [this.quick.value, this.slow.value].filter((v) => v !== null);
    return both.length ? Math.min(...both) : null;
  }
}

class Forgetting {
  private sum = 0;
  private weight = 0;

  constructor(private readonly halfLife: number) {}

  add(value: number, seconds: number): void {
    const keep = 0.5 ** (Math.max(seconds, 0.05) / this.halfLife);
    this.sum = this.sum * keep + value * (1 - keep);
    this.weight = this.weight * keep + (1 - keep);
  }

  get value(): number | null {
    return this.weight > 0 ? this.sum / this.weight : null;
  }
}

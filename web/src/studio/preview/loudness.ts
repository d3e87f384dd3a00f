/** Has a montage's sound listened to in a worker, so that the preview plays it as loud as the render will be.
 *
 * Known loudnesses are kept by the digest of what is heard; changes of pictures listen to nothing anew.
 */
import type { Montage } from '../kernels/document';
import { voices } from './heard';
import type { Place } from './material';
import { keyOf, type Resolve } from './shelf';

export type Order = { id: number; montage: Montage; places: ReadonlyMap<string, Place> };
export type Answer = { id: number; lufs: number | null };

/** Milliseconds of rest after an edit, and after playing began, which comes first. */
const REST = 1200;
const MOST_KNOWN = 32;
const known = new Map<string, number>();

export class Loudness {
  private worker: Worker | null = null;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;
  private key = '';

  /** `found`: LUFS of the mix, or null while nobody knows. */
  constructor(private readonly resolve: Resolve, private readonly found: (lufs: number | null) => void) {}

  /** Finds out how loud `montage` is, unless that is known. */
  take(montage: Montage): void {
    clearTimeout(this.waiting);
    const turn = ++this.turn;
    if (typeof Worker === 'undefined') return;
    this.waiting = setTimeout(() => void this.begin(montage, turn), REST);
  }

  dispose(): void {
    this.turn++;
    clearTimeout(this.waiting);
    this.worker?.terminate();
  }

  private async begin(montage: Montage, turn: number): Promise<void> {
    const materials = new Map(voices(montage).map(({ clip: { content: { material } } }) => [keyOf(material), material]));
    const places = new Map<string, Place>();
    for (const [key, material] of materials) {
      const place = await Promise.resolve(this.resolve(material)).catch(() => null);
      if (place !== null) places.set(key, typeof place === 'string' ? new URL(place, location.href).href : place);
    }
    const key = await digestOf(montage, [...places.keys()]);
    if (turn !== this.turn || key === this.key) return;
    this.key = key;
    this.worker?.terminate(); // what it listened to is no more
    this.worker = null;
    const lufs = known.get(key);
    this.found(lufs ?? null);
    if (lufs !== undefined) return;
    this.worker = new Worker(new URL('./loudness.worker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<Answer>) => this.hear(key, data);
    this.worker.postMessage({ id: turn, montage, places } satisfies Order);
  }

  private hear(key: string, { lufs }: Answer): void {
    this.worker?.terminate();
    this.worker = null;
    if (lufs === null || key !== this.key) return;
    known.set(key, lufs);
    for (const old of known.keys()) {
      if (known.size <= MOST_KNOWN) break;
      known.delete(old);
    }
    this.found(lufs);
  }
}

/** Of all that changes how loud the mix is; `there`: materials that can be heard now. */
async function digestOf(montage: Montage, there: readonly string[]): Promise<string> {
  const heard = voices(montage).map(({ clip, track, from, until, before, after }) => [
    clip.content, clip.start, clip.length, clip.sounding, clip.keys.volume ?? [], track.volume, track.use, from, until, before?.length, after?.length,
  ]);
  const text = JSON.stringify([montage.canvas.fps, montage.mix.duck, [...there].sort(), heard]);
  const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

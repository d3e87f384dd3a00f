/** Words in the preview: set once for a clip, painted by libass for each of their states, ready before they show. */
import type { Canvas, Clip } from '../kernels/document';
import type { Painted } from '../words/painting';
import { Setter } from '../words/setter';
import type { SetWords } from '../words/setting';
import type { Size } from './geometry';

export class Lettering {
  private starting: Promise<void> | null = null;
  private setter: Setter | null = null;
  private closed = false;
  private words = new WeakMap<Clip, SetWords>();
  private canvas: Canvas | null = null;
  private readonly parts = new Map<string, Painted | null>();
  /** No words can be shown, for now at least. */
  failed = false;

  /** The letters could not be brought, or not be painted: there is no network, or the browser lacks what it takes. */
  constructor(private readonly troubled: () => void) {}

  /** Brings the letters when a montage has words; until then there is nothing of it. */
  async ready(clips: Iterable<Clip>): Promise<void> {
    if (this.setter || this.closed || ![...clips].some(holdsWords)) return;
    this.starting ??= Setter.started().then(
      (setter) => {
        if (this.closed) setter.close();
        else this.setter = setter;
        this.failed = false;
      },
      () => {
        this.failed = true;
        this.starting = null; // the next picture asks again
        this.troubled();
      },
    );
    return this.starting;
  }

  /** What is left to do to a clip's picture once its words are set; null until the letters are there. */
  left(clip: Clip, canvas: Canvas): Clip | null {
    return this.set(clip, canvas)?.left ?? null;
  }

  /** Paints the words of a clip at its picture `k`, in a picture of `size`; `part` has them then. */
  async paint(clip: Clip, canvas: Canvas, k: number, size: Size): Promise<void> {
    const painted = await this.prepare(clip, canvas, k, size);
    if (!this.closed) this.parts.set(clip.id, painted);
  }

  /** The same, only to have it ready. */
  async prepare(clip: Clip, canvas: Canvas, k: number, size: Size): Promise<Painted | null> {
    const words = this.set(clip, canvas);
    if (!words || !this.setter) return null;
    try {
      return await this.setter.paint(words, canvas, k, [size.width, size.height]);
    } catch {
      if (!this.closed) this.failed = true;
      return null;
    }
  }

  /** The newest that was painted of a clip. */
  part(id: string): Painted | null {
    return this.parts.get(id) ?? null;
  }

  /** Forgets what was painted of all other clips. */
  keep(ids: ReadonlySet<string>): void {
    for (const id of this.parts.keys()) if (!ids.has(id)) this.parts.delete(id);
  }

  dispose(): void {
    this.closed = true;
    this.setter?.close();
    this.setter = null;
    this.parts.clear();
  }

  private set(clip: Clip, canvas: Canvas): SetWords | null {
    if (!this.setter) return null;
    if (canvas !== this.canvas) {
      this.words = new WeakMap();
      this.canvas = canvas;
    }
    let words = this.words.get(clip);
    if (!words) this.words.set(clip, (words = this.setter.set(clip, canvas)));
    return words;
  }
}

export function holdsWords({ content }: Clip): boolean {
  return content.what === 'text' || content.what === 'captions';
}

/**
 * Draws words: text and captions clips set by `setting.ts`, painted by libass in a worker.
 *
 *     const setter = await Setter.started();
 *     const words = setter.set(clip, canvas);           // quick, pure; keep it while the clip stays
 *     const part = await setter.paint(words, canvas, k, [540, 960]);
 *
 * A part is premultiplied RGBA for a rectangle of the picture. What is asked for again comes from memory; while a
 * line stays as it is, so does its part, the same object.
 */

import type { Canvas, Clip } from '../kernels/document';
import { Lettering, type Catalogue, type Drawings, type Face } from './lettering';
import type { Answer, Order } from './painter.worker';
import type { Painted } from './painting';
import { scriptAlone, setWords, type SetWords } from './setting';

const FOLDER = '/static/fonts/';
const MOST_BYTES = 48 << 20;

let lettering: Promise<Lettering> | null = null;

/** The fonts and emoji we have, fetched once. */
export function theLettering(): Promise<Lettering> {
  lettering ??= Promise.all(
    ['catalogue.json', 'emoji.json'].map(async (name) => {
      const answer = await fetch(FOLDER + name);
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return answer.json() as Promise<unknown>;
    }),
  ).then(([catalogue, drawings]) => new Lettering(catalogue as Catalogue, drawings as Drawings));
  lettering.catch(() => (lettering = null)); // the next one asks again
  return lettering;
}

export class Setter {
  readonly #worker = new Worker(new URL('./painter.worker.ts', import.meta.url), { type: 'module', name: 'words' });
  readonly #waiting = new Map<number, { done: (part: Painted | null) => void; failed: (error: Error) => void }>();
  readonly #sizes = new Map<string, number>();
  readonly #scripts = new WeakMap<SetWords, string>();
  readonly #kept = new Map<string, Promise<Painted | null>>();
  readonly #bytes = new Map<string, number>();
  #orders = 0;
  readonly #names = new WeakMap<SetWords, number>();
  #named = 0;

  private constructor(readonly lettering: Lettering) {
    const fonts = [...lettering.fonts.values(), ...lettering.helping];
    const faces = fonts.flatMap((font) => [font.regular, font.bold]).concat(lettering.emojiFace);
    for (const face of faces.filter((one): one is Face => Boolean(one))) this.#sizes.set(face.file, face.size);
    this.#worker.onmessage = ({ data }: MessageEvent<Answer>) => this.#heard(data);
    this.#worker.onerror = (event) => this.#broken(event.message || 'the painter of words could not start');
  }

  static async started(): Promise<Setter> {
    return new Setter(await theLettering());
  }

  /** A text or captions clip, set. */
  set(clip: Clip, canvas: Canvas): SetWords {
    return setWords(clip, canvas, this.lettering);
  }

  /** The words as they stand at picture `k` of their clip, in a picture of `size` pixels; null: nothing is seen. */
  paint(words: SetWords, canvas: Canvas, k: number, size: readonly [number, number]): Promise<Painted | null> {
    const state = stateAt(words, k);
    if (!state) return Promise.resolve(null);
    const key = `${this.#nameOf(words)} ${state.key} ${size.join('x')}`;
    const before = this.#kept.get(key);
    if (before) {
      this.#kept.delete(key);
      this.#kept.set(key, before); // the last one asked for is the last to be forgotten
      return before;
    }
    const made = this.#order(this.#scriptOf(words, canvas), words.files, canvas, state.picture, size);
    this.#kept.set(key, made);
    made.then(
      (part) => this.#weigh(key, part?.pixels.byteLength ?? 0),
      () => this.#kept.delete(key),
    );
    return made;
  }

  close(): void {
    this.#worker.terminate();
    this.#broken('closed');
    this.#kept.clear();
  }

  #order(
    script: string,
    files: readonly string[],
    canvas: Canvas,
    picture: number,
    size: readonly [number, number],
  ): Promise<Painted | null> {
    const id = ++this.#orders;
    const order: Order = {
      id,
      script,
      fonts: files.map((name) => [name, `${FOLDER}${name}?v=${this.#sizes.get(name)}`]),
      shape: [canvas.width, canvas.height],
      size,
      seconds: picture / canvas.fps,
    };
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#worker.postMessage(order);
    });
  }

  #heard({ id, painted, failed }: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (failed) waiting?.failed(new Error(failed));
    else waiting?.done(painted);
  }

  #broken(why: string): void {
    for (const { failed } of this.#waiting.values()) failed(new Error(why));
    this.#waiting.clear();
  }

  #nameOf(words: SetWords): number {
    let name = this.#names.get(words);
    if (name === undefined) this.#names.set(words, (name = ++this.#named));
    return name;
  }

  #scriptOf(words: SetWords, canvas: Canvas): string {
    let script = this.#scripts.get(words);
    if (script === undefined) this.#scripts.set(words, (script = scriptAlone(words, canvas)));
    return script;
  }

  /** Note how heavy a part is, and forget those that were asked for longest ago. */
  #weigh(key: string, bytes: number): void {
    this.#bytes.set(key, bytes);
    let all = 0;
    for (const each of this.#bytes.values()) all += each;
    for (const old of this.#kept.keys()) {
      if (all <= MOST_BYTES || old === key) break;
      all -= this.#bytes.get(old) ?? 0;
      this.#kept.delete(old);
      this.#bytes.delete(old);
    }
  }
}

/**
 * Which lines show at picture `k`, as a name, and the first picture at which just these show; null: none. Before its
 * clip and after it, where a join reaches, words stand as they do at its first and its last picture.
 */
export function stateAt(words: SetWords, k: number): { readonly key: string; readonly picture: number } | null {
  const at = Math.max(0, Math.min(words.left.length - 1, k));
  const shown = words.lines.flatMap((line, number) => (line.first <= at && at < line.end ? [number] : []));
  if (!shown.length) return null;
  return { key: shown.join(), picture: Math.max(...shown.map((number) => words.lines[number]!.first)) };
}

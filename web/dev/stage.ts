/** The preview on a page of its own, driven from outside: by benches that compare it and by journeys. Never built. */
import { filled } from '../src/studio/kernels/filled';
import { Preview, type Trouble } from '../src/studio/preview/preview';

type Bytes = { width: number; height: number; data: string };

const files = new Map<string, Blob>();
const troubles: Trouble[] = [];
const seen: [picture: number, atMs: number][] = [];
let preview: Preview | null = null;

const stage = {
  troubles,
  /** Every picture that was shown, and when. */
  seen,
  /** Whenever it changed: whether what shows was made by the server. */
  rendered: [] as boolean[],
  /** Decibels by which the sound is brought to its loudness. */
  gain: null as number | null,
  get preview(): Preview {
    if (!preview) throw new Error('nothing is open');
    return preview;
  },
  /** A file of this device, from now on known by `id`; `input` is where it was chosen. */
  bring(id: string, input: HTMLInputElement): void {
    const file = input.files?.[0];
    if (!file) throw new Error(`no file for ${id}`);
    files.set(id, file);
  },
  /** `still` and `chunk`: files that stand for what the server would answer, whatever picture it is asked for. */
  open(montage: Parameters<typeof filled>[0], room?: { width: number; height: number }, still?: string, chunk?: string): void {
    preview?.dispose();
    stage.gain = null;
    seen.length = troubles.length = stage.rendered.length = 0;
    const canvas = document.createElement('canvas'); // one that lost its context could not be drawn on again
    document.querySelector('canvas')?.replaceWith(canvas);
    const served = (id: string) => () => Promise.resolve(files.get(id) ?? null);
    preview = new Preview(canvas, filled(montage), {
      resolve: ({ id }) => files.get(id) ?? null,
      ...(room ? { room } : {}), ...(still ? { still: served(still) } : {}), ...(chunk ? { chunk: served(chunk) } : {}),
    });
    preview.onrendered = (rendered) => stage.rendered.push(rendered);
    preview.ontrouble = (trouble) => troubles.push(trouble);
    preview.onloudness = (gain) => (stage.gain = gain);
    preview.onpicture = (picture) => seen.push([picture, performance.now()]);
  },
  change(montage: Parameters<typeof filled>[0]): void {
    stage.preview.montage = filled(montage);
  },
  /** Exactly picture `n`, as RGBA in base64. */
  async pixels(n: number): Promise<Bytes> {
    await stage.preview.show(n);
    const shown = stage.preview.pixels();
    if (!shown) throw new Error('no WebGL2');
    let text = '';
    for (let at = 0; at < shown.bytes.length; at += 8192) text += String.fromCharCode(...shown.bytes.subarray(at, at + 8192));
    return { ...shown.size, data: btoa(text) };
  },
  /** Plays until it stops by itself. */
  async played(): Promise<void> {
    const ended = new Promise<void>((resolve) => (stage.preview.onplaying = (playing) => playing || resolve()));
    await stage.preview.play();
    await ended;
  },
};

Object.assign(window, { stage });

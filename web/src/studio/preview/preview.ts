/** What plays in the editor: a montage from its materials, without a server, picture by picture as the render has it.
 *
 *   const preview = new Preview(canvas, montage, { resolve });
 *   preview.onpicture = (n) => ...;
 *   await preview.show(0); await preview.play();
 *
 * It knows no Svelte: the editor hands it a canvas and a montage and is told what shows. Where the browser can't
 * (no WebGL2, a codec it lacks, an effect it has no shader for), pictures of the server stand in: `still` on pause, `chunk`
 * to play; `onrendered` says so.
 */
import type { Material, Montage } from '../kernels/document';
import { lengthOf } from '../kernels/document';
import { SAMPLE_RATE } from '../kernels/grid';
import { Clock } from './clock';
import { Compositor, scaled, type Quality } from './compositor';
import { clipsAround, Gathering } from './gathering';
import { shrink, type Size } from './geometry';
import { Lettering } from './lettering';
import { Loudness } from './loudness';
import { gainFor } from './meter';
import { Mixer } from './mixer';
import type { Planes } from './planes';
import { drawStill, playChunks, type Draw, type Fetched } from './rendered';
import type { Scene } from './scene';
import { Shelf, type Resolve } from './shelf';
import { Speaker } from './speaker';

/** Why what shows is not, or not all of, what will be rendered. */
export type Trouble = { what: 'webgl' } | { what: 'words' } | { what: 'material'; material: Material };

export type Options = {
  resolve: Resolve;
  /** The room on the screen in its pixels; the montage is drawn at most as large as it is. */
  room?: Size;
  /** The server's exact picture of what is shown now, and two seconds of film from there. */
  still?: Fetched;
  chunk?: Fetched;
};

/** Milliseconds that a picture waits for its decoders while playing; then the newest that is there is shown. */
const PATIENCE = 12;
/** Milliseconds that playing waits for its first picture and sound. */
const MOST_WAIT = 1500;
/** Seconds of the server's that are played before it is asked again where they end. */
const MOST_RENDERED = 30;

export class Preview {
  onpicture: (picture: number) => void = () => {};
  onplaying: (playing: boolean) => void = () => {};
  ontrouble: (trouble: Trouble) => void = () => {};
  /** What shows was made by the server, or is the browser's own again. */
  onrendered: (rendered: boolean) => void = () => {};

  /** Decibels by which the sound is brought to its loudness here, as in the render; null until that is known. */
  onloudness: (gain: number | null) => void = () => {};

  private readonly clock = new Clock();
  private readonly gathering: Gathering;
  private readonly mixer: Mixer;
  private readonly speaker: Speaker;
  private readonly loudness: Loudness;
  private compositor: Compositor | null = null;
  private now = 0;
  private wanted = 0;
  private shows: Promise<void> | null = null;
  private running = false;
  /** Counts each «play» and «pause»: what one of them waited for is nothing to the next. */
  private turn = 0;
  private ticking = 0;
  private played = false;
  private lufs: number | null = null;
  private gone = false;
  private room: Size;
  private level = 1;
  private rendered = false;
  /** What plays was made by the server. */
  private rendering = false;
  /** The server had nothing to show; until somebody presses play again we go on without it. */
  private alone = false;
  /** Stops what the server was asked for. */
  private asking = new AbortController();

  constructor(private readonly canvas: HTMLCanvasElement, private current: Montage, private readonly options: Options) {
    this.room = options.room ?? { width: Infinity, height: Infinity };
    const shelf = new Shelf(options.resolve, (material) => this.ontrouble({ what: 'material', material }));
    this.gathering = new Gathering(shelf, new Lettering(() => this.ontrouble({ what: 'words' })));
    this.mixer = new Mixer(current, (material) => shelf.ear(material));
    this.speaker = new Speaker(this.clock, this.mixer);
    this.loudness = new Loudness(options.resolve, (lufs) => this.heard(lufs));
    this.clock.onchange = () => {
      if (this.running) this.speaker.start(this.clock.now());
    };
    canvas.addEventListener('webglcontextlost', this.lost);
    canvas.addEventListener('webglcontextrestored', this.restored);
    this.begin();
  }

  /** The picture that shows. */
  get picture(): number {
    return this.now;
  }

  get playing(): boolean {
    return this.running;
  }

  get montage(): Montage {
    return this.current;
  }

  /** Shown from the next picture on, also while playing. */
  set montage(montage: Montage) {
    this.current = montage;
    this.mixer.take(montage);
    if (this.played) this.loudness.take(montage);
    this.heard(this.lufs);
    this.speaker.renew();
    if (!this.running) void this.show(this.wanted);
  }

  /** How loud it plays here, 0 to 1; the montage does not change. */
  set volume(level: number) {
    this.speaker.volume = this.level = level;
  }

  /** Shows exactly this picture; resolves once it shows, or once a newer wish has taken its place. While a montage plays,
   * it plays on from there. */
  async show(picture: number): Promise<void> {
    this.wanted = Math.max(0, Math.min(picture, Math.max(0, lengthOf(this.current) - 1)));
    this.asking.abort();
    if (this.running) return this.jump(this.wanted);
    this.shows ??= this.settle().finally(() => (this.shows = null));
    return this.shows;
  }

  /** Plays on from this picture, which is not drawn exactly before: nobody looks at it for long. */
  playOn(picture: number): Promise<void> {
    void this.show(picture);
    return this.play();
  }

  /** Plays on from the picture that shows; from the start when that is the last. */
  async play(): Promise<void> {
    if (this.running || this.gone || lengthOf(this.current) === 0) return;
    this.running = true;
    const turn = ++this.turn;
    this.alone = !this.options.chunk;
    if (!this.played) this.loudness.take(this.current);
    this.played = true;
    this.onplaying(true);
    await this.clock.wake();
    await this.shows;
    if (turn !== this.turn) return;
    await this.playFrom(this.wanted >= lengthOf(this.current) - 1 ? 0 : this.wanted);
  }

  private async playFrom(from: number): Promise<void> {
    this.wanted = from;
    const { turn } = this;
    const seconds = from / this.current.canvas.fps;
    const ready = Promise.all([this.gathering.all(this.current, from, this.by), this.mixer.mix(Math.floor(seconds * SAMPLE_RATE), 1)]);
    await Promise.race([ready, new Promise((go) => setTimeout(go, MOST_WAIT))]);
    if (turn !== this.turn) return;
    if (this.wanted !== from) return this.playFrom(this.wanted); // somebody looked elsewhere meanwhile
    if (!this.alone && !this.able(from)) return void this.playRendered(from);
    this.rendering = false;
    this.tell(false);
    this.clock.set(seconds);
    this.clock.start();
    this.speaker.start(seconds);
    this.ticking = requestAnimationFrame(this.tick);
  }

  pause(): void {
    if (!this.running) return;
    this.running = false;
    this.turn++;
    cancelAnimationFrame(this.ticking);
    this.asking.abort();
    this.speaker.stop();
    this.clock.stop();
    this.rendering = false;
    this.onplaying(false);
    void this.show(this.wanted);
  }

  /** The room on the screen has changed. */
  resize(room: Size): void {
    this.room = room;
    if (!this.running) void this.show(this.wanted);
  }

  /** A material lies somewhere else now, or has come at last. */
  refresh(material: Material): void {
    if (this.played) this.loudness.take(this.current);
    this.gathering.shelf.forget(material);
    if (!this.running) void this.show(this.wanted);
  }

  /** The pixels that show, four bytes each, top row first. */
  pixels(): { size: Size; bytes: Uint8Array } | null {
    return this.compositor?.pixels() ?? null;
  }

  dispose(): void {
    this.gone = true;
    this.running = false;
    this.turn++;
    this.asking.abort();
    cancelAnimationFrame(this.ticking);
    this.speaker.stop();
    this.loudness.dispose();
    this.canvas.removeEventListener('webglcontextlost', this.lost);
    this.canvas.removeEventListener('webglcontextrestored', this.restored);
    this.gathering.dispose();
    this.compositor?.dispose();
    void this.clock.dispose();
  }

  private heard(lufs: number | null): void {
    this.lufs = lufs;
    const gain = lufs === null ? null : gainFor(lufs, this.current.mix.loudness);
    this.mixer.gain = 10 ** ((gain ?? 0) / 20);
    this.onloudness(gain);
  }

  /** Pixels of the screen a pixel of the canvas. */
  private get by(): number {
    return shrink(this.current.canvas, this.room);
  }

  private begin(): void {
    try {
      this.compositor = new Compositor(this.canvas);
    } catch {
      this.compositor = null;
      queueMicrotask(() => this.ontrouble({ what: 'webgl' }));
    }
  }

  private readonly lost = (event: Event): void => {
    event.preventDefault(); // else it never comes back
    this.compositor = null;
  };

  private readonly restored = (): void => {
    this.begin();
    this.settledFor = null;
    if (!this.running) void this.show(this.wanted);
  };

  private settledFor: { montage: Montage; picture: number; by: number } | null = null;

  /** Goes on until the newest wish shows. */
  private async settle(): Promise<void> {
    this.settledFor = null;
    while (!this.gone && !this.running && !this.asWished()) {
      const wish = { montage: this.current, picture: this.wanted, by: this.by };
      this.settledFor = wish;
      this.gathering.keep(clipsAround(wish.montage, wish.picture)); // else each wish on the way leaves its decoders behind
      const made = await this.gathering.all(wish.montage, wish.picture, wish.by);
      const planes = await this.gathering.planes(made, 'exact');
      if (this.gone || this.running || !this.asWished()) continue;
      this.draw(made, 'exact', planes);
      this.gathering.keep(new Set(made.parts.flatMap((part) => [part.layer?.clip.id ?? '', part.join?.to?.clip.id ?? ''])));
      await this.replace(wish.picture);
    }
  }

  private asWished(): boolean {
    const wish = this.settledFor;
    return wish !== null && wish.montage === this.current && wish.picture === this.wanted && wish.by === this.by;
  }

  /** Lets the server's exact picture stand in where ours is not all there. */
  private async replace(picture: number): Promise<void> {
    const { still } = this.options;
    const able = this.able(picture);
    if (able || !still) return this.tell(false);
    this.asking = new AbortController();
    this.tell(await drawStill(still, picture, this.foreign, this.asking.signal));
  }

  /** Whether the browser can show picture `n` by itself. */
  private able(n: number): boolean {
    return this.compositor !== null && this.gathering.complete(this.current, n);
  }

  /** Plays what the server made of the stretch that only it can show, and goes on by itself behind it. */
  private async playRendered(from: number): Promise<void> {
    const { chunk } = this.options;
    this.rendering = true;
    cancelAnimationFrame(this.ticking);
    this.speaker.stop();
    this.clock.stop();
    this.asking.abort();
    const { signal } = (this.asking = new AbortController());
    this.tell(true);
    const shown = (picture: number) => {
      this.now = this.wanted = picture;
      this.onpicture(picture);
    };
    const { canvas: { fps } } = this.current;
    const length = lengthOf(this.current);
    // Without a graphics card nothing shows here anyway.
    const end = this.compositor ? await this.gathering.until(this.current, from, Math.min(length, from + MOST_RENDERED * fps)) : length;
    if (signal.aborted) return;
    this.alone = !chunk || !(await playChunks(chunk, from, end, fps, this.level, this.foreign, shown, signal));
    if (signal.aborted) return;
    const next = this.alone ? Math.max(from, this.now) : end;
    if (next >= length) this.pause();
    else await this.playFrom(next);
  }

  private readonly foreign: Draw = (picture, width, height) => {
    const size = scaled(this.current.canvas, this.by);
    if (this.compositor) return this.compositor.foreign(picture, width, height, size);
    this.canvas.width = size.width;
    this.canvas.height = size.height;
    this.canvas.getContext('2d')?.drawImage(picture, 0, 0, size.width, size.height);
  };

  private tell(rendered: boolean): void {
    if (rendered !== this.rendered) this.onrendered((this.rendered = rendered));
  }

  private async jump(picture: number): Promise<void> {
    if (this.rendering) return void this.playRendered(picture);
    const seconds = picture / this.current.canvas.fps;
    this.clock.set(seconds);
    this.speaker.start(seconds);
    await this.gathering.all(this.current, picture, this.by);
  }

  private readonly tick = async (): Promise<void> => {
    const { turn } = this;
    const length = lengthOf(this.current);
    const n = Math.floor(this.clock.now() * this.current.canvas.fps + 1e-6);
    if (n >= length) {
      this.now = this.wanted = length - 1;
      return this.pause();
    }
    if (!this.alone && this.gathering.beyond(this.current, n)) return void this.playRendered(n);
    if (n !== this.now) await this.advance(n);
    if (turn === this.turn && !this.rendering) this.ticking = requestAnimationFrame(this.tick);
  };

  private async advance(n: number): Promise<void> {
    const made = this.gathering.scene(this.current, n);
    const ready = this.gathering.ready(made, this.current, this.by);
    await Promise.race([ready, new Promise((go) => setTimeout(go, PATIENCE))]);
    const planes = await this.gathering.planes(made, 'quick');
    if (!this.running || this.gone) return;
    this.draw(made, 'quick', planes);
    this.wanted = n;
    this.gathering.ahead(this.current, made, this.by);
  }

  private draw(made: Scene, quality: Quality, planes: ReadonlyMap<string, Planes>): void {
    const { compositor } = this;
    this.now = made.picture;
    if (compositor && !compositor.lost) {
      this.gathering.stock(compositor, made, planes);
      compositor.compose(made, this.by, quality);
    }
    this.onpicture(made.picture);
  }
}

/** Draws a scene with WebGL2, step by step as docs/algorithms/montage.md has them.
 *
 *   material --cut, size--> picture --look, effects, mask--> --turned, put in its place--> canvas --> screen
 *
 * Everything is drawn at `by` pixels a pixel of the canvas; at 1 it is the render's picture, pixel by pixel.
 */
import type { Background } from '../kernels/document';
import { halfUp } from '../kernels/grid';
import { transition } from '../looks/transitions';
import { fitted, type Size } from './geometry';
import { clear, draw, HEAD, Pool, Program, texture, upload, type Depth, type GL, type Rect, type Target, type Texture } from './gl';
import { Looking } from './looking';
import type { Layer, Part, Scene } from './scene';
import { COLOURS, COPY, FILL, FREED, HALVED, JOINED, LAY, QUICK, QUICK_APART, SHOW, SMOOTH, SPREAD, UPRIGHT } from './shaders';
import { Stock, type Stocked } from './stock';

export type Quality = 'quick' | 'exact';
type Planes = NonNullable<Stocked['planes']>;
type How = { canvas: Size; by: number; quality: Quality; fps: number; background: Background };

export class Compositor {
  readonly gl: GL;
  readonly stock: Stock;
  readonly looking: Looking;
  private readonly pool: Pool;
  private readonly programs = new Map<string, Program>();
  private shown: Target | null = null;

  /** Throws where there is no WebGL2. */
  constructor(private readonly canvas: HTMLCanvasElement | OffscreenCanvas) {
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, premultipliedAlpha: false, powerPreference: 'high-performance' });
    if (!gl) throw new Error('no WebGL2');
    this.gl = gl as GL;
    this.stock = new Stock(this.gl);
    this.pool = new Pool(this.gl);
    this.looking = new Looking(this.gl, this.pool);
  }

  get lost(): boolean {
    return this.gl.isContextLost();
  }

  /** Draws the scene onto the screen. `by`: pixels of the screen a pixel of the canvas, at most 1. */
  compose(scene: Scene, by: number, quality: Quality): void {
    const size = scaled(scene.canvas, by);
    if (this.canvas.width !== size.width || this.canvas.height !== size.height) {
      this.canvas.width = size.width;
      this.canvas.height = size.height;
    }
    const how: How = { canvas: scene.canvas, by, quality, fps: scene.fps, background: scene.background };
    const below = this.pool.take(size.width, size.height);
    this.ground(below, how);
    for (const part of scene.parts) this.pool.within(() => this.part(part, below, how));
    this.shown = below;
    if (quality === 'exact' && by === 1) this.run(HALVED, (this.shown = this.pool.take(size.width, size.height)), { source: below });
    this.run(SHOW, null, { source: this.shown }, { size });
    this.pool.settle();
  }

  /** Shows a picture that was made elsewhere, over the whole canvas of `size` pixels. */
  foreign(picture: TexImageSource, width: number, height: number, size: Size): void {
    this.canvas.width = size.width;
    this.canvas.height = size.height;
    const source = texture(this.gl, 0, 0);
    upload(this.gl, source, picture, width, height);
    this.shown = this.pool.take(size.width, size.height);
    this.run(COPY, this.shown, { source });
    this.run(SHOW, null, { source: this.shown }, { size });
    this.gl.deleteTexture(source.handle);
    this.pool.settle();
  }

  /** The pixels of what was composed last, four bytes each, top row first. */
  pixels(): { size: Size; bytes: Uint8Array } {
    const { gl, shown } = this;
    const size = { width: shown?.width ?? 0, height: shown?.height ?? 0 };
    const bytes = new Uint8Array(4 * size.width * size.height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, shown?.frame ?? null);
    gl.readPixels(0, 0, size.width, size.height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
    return { size, bytes };
  }

  dispose(): void {
    this.stock.keep(new Set());
    this.looking.dispose();
    this.pool.clear();
    for (const { handle } of this.programs.values()) this.gl.deleteProgram(handle);
    this.programs.clear();
  }

  /** What is seen where no clip is. */
  private ground(onto: Target, how: How): void {
    const one = colourOf(how.background.colour);
    this.run(FILL, onto, { one, other: one, size: [1, 1], way: [1, 0] });
  }

  private part(part: Part, below: Target, how: How): void {
    if (!part.join) {
      if (part.layer) this.onGround(part.layer, part.lowest, below, how, true);
      return;
    }
    const [one, other] = [part.layer, part.join.to].map((layer) => this.alone(layer, part.lowest, below, how));
    const mixed = this.pool.take(below.width, below.height);
    this.run(HEAD + transition(part.join.kind), mixed, { one: one!, other: other!, progress: part.join.progress });
    const blend = part.lowest ? 'normal' : (part.layer?.blend ?? 'normal');
    if (blend === 'normal') this.run(COPY, below, { source: mixed }, { mixing: !part.lowest });
    else this.run(COPY, below, { source: this.looking.blended(mixed, blend, below) });
  }

  /** A layer alone on the canvas, for a join: over the background on the lowest track, else over nothing. */
  private alone(layer: Layer | null, lowest: boolean, { width, height }: Target, how: How): Target {
    const onto = this.pool.take(width, height);
    if (lowest) this.ground(onto, how);
    else clear(this.gl, onto);
    if (layer) this.pool.within(() => this.onGround(layer, lowest, onto, how, lowest));
    return onto;
  }

  /** A layer, and on the lowest track what is behind it where that is its own picture, spread and blurred. */
  private onGround(layer: Layer, lowest: boolean, onto: Target, how: How, mixing: boolean): void {
    const { source, drawn, kept } = layer;
    if (lowest && how.background.kind === 'blur' && source.what !== 'below' && !covers(layer, how.canvas)) {
      const small = { width: EIGHTH(how.canvas.width), height: EIGHTH(how.canvas.height) };
      const size = fitted(kept, small, 'cover');
      const [across, along] = [size.drawn.width / kept.width, size.drawn.height / kept.height];
      const whole = { width: drawn.width * across, height: drawn.height * along };
      const from = { x: kept.x * across + size.kept.x, y: kept.y * along + size.kept.y, ...small };
      const picture = this.picture({ ...layer, drawn: whole, kept: from }, { ...how, by: 1 });
      if (picture) this.run(SPREAD, onto, this.looking.spread(layer.look, picture));
    }
    this.layer(layer, onto, how, mixing);
  }

  private layer(layer: Layer, below: Target, how: How, mixing: boolean): void {
    if (layer.opacity === 0) return;
    const plain = layer.source.what === 'below' ? this.copied(below) : this.picture(layer, how);
    if (!plain) return;
    const seen = this.looking.seen(plain, layer, how.fps);
    if (layer.blend === 'normal' || !mixing) return this.lay(layer, seen, below, how, mixing);
    const alone = this.pool.take(below.width, below.height);
    clear(this.gl, alone);
    this.lay(layer, seen, alone, how, false);
    this.run(COPY, below, { source: this.looking.blended(alone, layer.blend, below) });
  }

  /** The material at the size at which it is drawn: steps 1 to 3. */
  private picture(layer: Layer, how: How): Texture | null {
    const { source } = layer;
    const size = scaled(layer.kept, how.by);
    if (source.what === 'fill') {
      const into = this.pool.take(size.width, size.height);
      const turn = (source.angle / 18_000) * Math.PI;
      const [one, other] = [colourOf(source.colour), colourOf(source.to || source.colour)];
      this.run(FILL, into, { one, other, size: [size.width, size.height], way: [Math.cos(turn), Math.sin(turn)] });
      return into;
    }
    if (source.what === 'sticker') {
      const texture = this.looking.sticker(source.name);
      return texture && this.quick(layer, { texture, size: texture, turns: 0, premultiplied: false, corner: { x: 0, y: 0 }, planes: null }, size);
    }
    const stocked = this.stock.get(layer.clip.id);
    if (!stocked) return null;
    if (source.what === 'words') return this.words(stocked, size);
    return how.quality === 'exact' ? this.smooth(layer, stocked, size, how.by) : this.quick(layer, stocked, size);
  }

  /** Words, which were painted for a picture of `size` and lie somewhere in it; it is else clear. */
  private words({ texture: source, corner }: Stocked, size: Size): Target {
    const into = this.pool.take(size.width, size.height);
    clear(this.gl, into);
    this.run(FREED, into, { source }, { rect: { ...corner, width: source.width, height: source.height } });
    return into;
  }

  private quick(layer: Layer, from: Stocked, size: Size): Target {
    const into = this.pool.take(size.width, size.height);
    const { drawn, kept } = layer;
    const { planes } = from;
    const apart = planes && { source: planes.light, one: planes.colours[0], other: planes.colours[1], together: planes.format === 'NV12', weights: planes.weights, full: planes.full };
    this.run(planes ? QUICK_APART : QUICK, into, { ...taken(layer, from), ...apart, drawn: [drawn.width, drawn.height], kept: numbers(kept) });
    return into;
  }

  private smooth(layer: Layer, from: Stocked, size: Size, by: number): Target {
    const { drawn, kept, cut } = layer;
    const to = { width: drawn.width * by, height: drawn.height * by };
    const part = { x: kept.x * by, y: kept.y * by, ...size };
    if (from.planes) return this.joined(layer, from, from.planes, to, part);
    const upright = this.pool.take(cut.width, cut.height);
    this.run(UPRIGHT, upright, taken(layer, from));
    return this.resampled(upright, to, part, 'real4');
  }

  /** Light and colour each resampled at their own size, as the render's scaling does it, and then put together. */
  private joined(layer: Layer, from: Stocked, planes: Planes, to: Size, part: Rect): Target {
    const { cut } = layer;
    const light = this.pool.take(cut.width, cut.height);
    this.run(UPRIGHT, light, { ...taken(layer, from), source: planes.light });
    const half = { x: cut.x >> 1, y: cut.y >> 1, width: (cut.width + 1) >> 1, height: (cut.height + 1) >> 1 };
    const colours = this.pool.take(half.width, half.height);
    const size = [(from.size.width + 1) >> 1, (from.size.height + 1) >> 1];
    const [one, other] = planes.colours;
    this.run(COLOURS, colours, { one, other, together: planes.format === 'NV12', size, cut: numbers(half), turns: from.turns });
    const halved = { x: part.x / 2, y: part.y / 2, width: Math.ceil(part.width / 2), height: Math.ceil(part.height / 2) };
    const into = this.pool.take(part.width, part.height);
    this.run(JOINED, into, {
      light: this.resampled(light, to, part, 'real1'),
      colours: this.resampled(colours, { width: to.width / 2, height: to.height / 2 }, halved, 'real2'),
      weights: planes.weights, full: planes.full,
    });
    return into;
  }

  /** `source` drawn at the size `to`, of which the part `kept` is made; rounded only at the end. */
  private resampled(source: Target, to: Size, kept: Rect, depth: Depth): Target {
    let made = source;
    if (to.width !== source.width || kept.width !== source.width) {
      const across = this.pool.take(kept.width, source.height, depth);
      this.run(SMOOTH, across, { source, along: [1, 0], from: source.width, to: to.width, skip: kept.x });
      made = across;
    }
    if (to.height !== source.height || kept.height !== source.height) {
      const down = this.pool.take(kept.width, kept.height);
      this.run(SMOOTH, down, { source: made, along: [0, 1], from: source.height, to: to.height, skip: kept.y });
      made = down;
    }
    return made;
  }

  /** Steps 7 and 8: flipped, turned, put in its place. */
  private lay(layer: Layer, picture: Texture, onto: Target, how: How, mixing: boolean): void {
    const { by } = how;
    const box = { x: layer.box.x * by, y: layer.box.y * by, width: layer.box.width * by, height: layer.box.height * by };
    const turn = (layer.rotation / 180) * Math.PI;
    this.run(LAY, onto, {
      source: picture, box: [box.width, box.height], middle: [box.x + box.width / 2, box.y + box.height / 2],
      turn: [Math.cos(turn), Math.sin(turn)], flip: [Number(layer.flip.x), Number(layer.flip.y)],
      opacity: layer.opacity, soft: !layer.upright,
    }, layer.upright ? { mixing, rect: outer(box) } : { mixing });
  }

  private copied(source: Target): Target {
    const into = this.pool.take(source.width, source.height);
    this.run(COPY, into, { source });
    return into;
  }

  private run(fragment: string, into: Target | null, values: Parameters<typeof draw>[3], how: Parameters<typeof draw>[4] = {}): void {
    let program = this.programs.get(fragment);
    if (!program) this.programs.set(fragment, (program = new Program(this.gl, fragment)));
    draw(this.gl, program, into, values, how);
  }
}

function taken(layer: Layer, from: Stocked): Parameters<typeof draw>[3] {
  return {
    source: from.texture, size: [from.size.width, from.size.height], cut: numbers(layer.cut),
    turns: from.turns, premultiplied: from.premultiplied,
  };
}

export function scaled(size: Size, by: number): Size {
  return { width: Math.max(1, halfUp(size.width * by)), height: Math.max(1, halfUp(size.height * by)) };
}

/** The sides of a blurred background while it is worked out. */
const EIGHTH = (side: number): number => Math.max(2, 2 * Math.floor(side / 16));

/** Whether nothing can be seen around the layer, nor through it. */
function covers({ upright, box, opacity, mask, chroma }: Layer, canvas: Size): boolean {
  const whole = box.x <= 0 && box.y <= 0 && box.x + box.width >= canvas.width && box.y + box.height >= canvas.height;
  return upright && whole && opacity === 1 && !mask && !chroma;
}

/** Whole pixels around a box. */
function outer(box: Rect): Rect {
  const [x, y] = [Math.floor(box.x), Math.floor(box.y)];
  return { x, y, width: Math.ceil(box.x + box.width) - x, height: Math.ceil(box.y + box.height) - y };
}

const numbers = (rect: Rect): [number, number, number, number] => [rect.x, rect.y, rect.width, rect.height];

/** `#rrggbb` as four numbers of 0 to 1. */
export function colourOf(hex: string): [number, number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16) || 0;
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255, 1];
}

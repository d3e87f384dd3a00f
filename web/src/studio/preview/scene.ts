/** What one picture of a montage is made of: every layer with its numbers worked out, bottom to top.
 *
 * Pure: it is told how large materials are and answers where each comes to lie, in whole pixels of the canvas.
 * The compositor draws what stands here and decides nothing; the render's compiler does the same sums.
 */
import type { Adjustments, Background, Blend, ChromaKey, Clip, Mask, Material, Montage } from '../kernels/document';
import { propertyAt } from '../kernels/keys';
import { showing } from '../kernels/showing';
import { sourceAt } from '../kernels/sources';
import { grainOf, taken, type Grain } from '../looks/coarsening';
import { withEmojiWritten } from '../words/emoji';
import { corner, cropped, fitted, resized, type Fitted, type Size } from './geometry';
import type { Rect } from './gl';

export type Source =
  | { what: 'footage'; material: Material; at: number }
  | { what: 'fill'; colour: string; to: string; angle: number }
  | { what: 'sticker'; name: string }
  | { what: 'words' }
  | { what: 'below' };

/** How a movement of the catalogue changes a picture: offsets in ten-thousandths, degrees, factors. */
export type Movement = { x: number; y: number; scale: number; rotation: number; opacity: number };

/** An effect while it runs; `k` counts pictures from its own start. */
export type Running = { name: string; amount: number; pace: number; k: number };

export type Layer = {
  clip: Clip;
  k: number;
  source: Source;
  /** What of the material is used, in its pixels. */
  cut: Rect;
  /** How large that is drawn, and which part of it stays: the fitted picture has the size of `kept`. */
  drawn: Size;
  kept: Rect;
  chroma: ChromaKey | null;
  look: Adjustments;
  effects: Running[];
  mask: Mask | null;
  /** Never turned and of one size: it lies on whole pixels, as large as `kept`. */
  upright: boolean;
  /** Where it comes to lie on the canvas before it is turned around its middle; whole pixels where it is upright. */
  box: Rect;
  /** Degrees, clockwise. */
  rotation: number;
  flip: { x: boolean; y: boolean };
  /** 0 to 1. */
  opacity: number;
  blend: Blend;
};

/** One clip, or two that a join mixes. */
export type Part = {
  layer: Layer | null;
  /** Of the main track, where that is the lowest: a join there mixes pictures that lie on the background. */
  lowest: boolean;
  join: { to: Layer | null; kind: string; progress: number } | null;
};
export type Scene = { picture: number; canvas: Size; fps: number; background: Background; parts: Part[] };

/** What the scene has to be told about things outside the document. */
export type World = {
  /** How large a material is, upright; null while nobody knows yet. */
  sizeOf(material: Material): Size | null;
  stickerSize(name: string): Size | null;
  movement(clip: Clip, k: number): Movement;
  /** A clip of words as it remains to be laid on the canvas once they are set; null while letters are not there. */
  left(clip: Clip): Clip | null;
};

const MOST_ENLARGED = 2;
/** A look that changes is taken in such steps, in the render too: each is a table of colours of its own. */
const LOOK_STEP = 20;
const LOOK = ['exposure', 'contrast', 'saturation', 'warmth', 'tint', 'highlights', 'shadows', 'fade', 'hue', 'filter_strength'] as const;
const MASK = ['x', 'y', 'width', 'height', 'rotation', 'feather'] as const;

export function scene(given: Montage, picture: number, world: World): Scene {
  const montage = withEmojiWritten(given);
  const { canvas } = montage;
  const bottom = montage.tracks.findIndex((track) => track.role !== 'sound' && !track.hidden);
  const lowest = montage.tracks[bottom]?.role === 'main' ? bottom : -1;
  const parts = showing(montage, picture).map((part): Part => ({
    layer: layer(montage, part.clip, part.k, world),
    lowest: part.track === lowest,
    join: part.to ? { to: layer(montage, part.to.clip, part.to.k, world), kind: part.to.kind, progress: part.to.progress } : null,
  }));
  return { picture, canvas: { width: canvas.width, height: canvas.height }, fps: canvas.fps, background: canvas.background, parts };
}

/** One clip at its picture `k`; null while its material's size is unknown. */
export function layer(montage: Montage, given: Clip, k: number, world: World): Layer | null {
  const canvas: Size = montage.canvas;
  const source = sourceOf(given, k, montage.canvas.fps);
  const clip = source.what === 'words' ? world.left(given) : given;
  if (!clip) return null;
  const size = sizeOf(source, canvas, world);
  if (!size) return null;
  const { place } = clip;
  const cut = cropped(size, place.crop);
  const whole = source.what === 'footage' ? fitted(cut, canvas, place.fit) : { drawn: cut, kept: { ...cut, x: 0, y: 0 } };
  const move = world.movement(clip, k);
  const value = (name: string) => propertyAt(clip, name, k);
  const scale = (value('scale') / 1000) * move.scale;
  const { straight, most } = bearing(clip, world);
  const reason = mostEnlarged(whole, canvas);
  const upright = straight && most <= reason;
  const { drawn, kept } = resized(whole, upright ? scale : Math.max(0.05, Math.min(most, reason)));
  const [x, y] = [value('x') + move.x, value('y') + move.y];
  const box = upright
    ? { x: corner(x, canvas.width, kept.width), y: corner(y, canvas.height, kept.height), width: kept.width, height: kept.height }
    : lying(whole, scale, (x * canvas.width) / 10_000, (y * canvas.height) / 10_000);
  return {
    clip, k, source, cut, drawn, kept, upright, box,
    chroma: place.chroma,
    look: lookAt(clip, value),
    effects: effectsAt(clip, k),
    mask: place.mask ? { ...place.mask, ...picked(MASK, (name) => value(`mask.${name}`)) } : null,
    rotation: value('rotation') / 100 + move.rotation,
    flip: { x: place.flip_x, y: place.flip_y },
    opacity: scale > 0 || source.what === 'below' ? Math.min(1, Math.max(0, (value('opacity') / 1000) * move.opacity)) : 0,
    blend: place.blend,
  };
}

type Bearing = { straight: boolean; most: number };
const bearings = new WeakMap<Clip, Bearing>();

/** Whether a clip is never turned and always of one size, and how many times its fitted size it is at most. */
function bearing(clip: Clip, world: World): Bearing {
  const known = bearings.get(clip);
  if (known) return known;
  const still = !(clip.enter || clip.leave || clip.loop || clip.keys.scale?.length || clip.keys.rotation?.length);
  let [straight, most, first] = [true, 0, NaN];
  for (let k = 0; k < (still ? 1 : clip.length); k++) {
    const move = world.movement(clip, k);
    const scale = (propertyAt(clip, 'scale', k) / 1000) * move.scale;
    if (k === 0) first = scale;
    straight &&= scale === first && propertyAt(clip, 'rotation', k) / 100 + move.rotation === 0;
    most = Math.max(most, scale);
  }
  bearings.set(clip, { straight, most });
  return { straight, most };
}

/** How many times its fitted size a clip is drawn at most: what is larger is enlarged as it is laid on the canvas. */
function mostEnlarged({ kept }: Fitted, canvas: Size): number {
  return Math.max(1, (MOST_ENLARGED * Math.max(canvas.width, canvas.height)) / Math.max(kept.width, kept.height));
}

function lying({ kept }: Fitted, scale: number, x: number, y: number): Rect {
  const [width, height] = [Math.max(1, kept.width * scale), Math.max(1, kept.height * scale)];
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function sourceOf(clip: Clip, k: number, fps: number): Source {
  const { content } = clip;
  switch (content.what) {
    case 'footage': return { what: 'footage', material: content.material, at: sourceAt(clip, k) / fps };
    case 'fill': return { what: 'fill', colour: content.colour, to: content.to, angle: content.angle };
    case 'sticker': return { what: 'sticker', name: content.name };
    case 'adjust': return { what: 'below' };
    default: return { what: 'words' };
  }
}

function sizeOf(source: Source, canvas: Size, world: World): Size | null {
  if (source.what === 'footage') return world.sizeOf(source.material);
  if (source.what === 'sticker') return world.stickerSize(source.name);
  return { width: canvas.width, height: canvas.height };
}

function lookAt(clip: Clip, value: (name: string) => number): Adjustments {
  const moved = LOOK.filter((name) => clip.keys[`look.${name}`]?.length);
  return { ...clip.look, ...picked(moved, (name) => LOOK_STEP * Math.round(value(`look.${name}`) / LOOK_STEP)) };
}

function effectsAt(clip: Clip, k: number): Running[] {
  return clip.effects.flatMap((effect, index): Running[] => {
    const since = k - effect.start;
    const until = effect.length ? effect.start + effect.length : Infinity;
    if (since < 0 || k >= until) return [];
    const amount = taken(effect, grain(clip, index), k, (at) => propertyAt(clip, `effect.${index}.amount`, at));
    return [{ name: effect.name, amount, pace: effect.pace, k: since }];
  });
}

const grains = new WeakMap<Clip, Grain[]>();

/** In which steps an effect's amount is taken, worked out once for each clip. */
function grain(clip: Clip, index: number): Grain {
  const known = grains.get(clip) ?? [];
  grains.set(clip, known);
  const name = `effect.${index}.amount`;
  const length = clip.keys[name]?.length ? clip.length : 0;
  return (known[index] ??= grainOf(clip.effects[index]!, length, (k) => propertyAt(clip, name, k)));
}

function picked<N extends string>(names: readonly N[], value: (name: N) => number): Record<N, number> {
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<N, number>;
}

/** Films and photos that a scene shows, with the moment of each. */
export function footageOf(scene: Scene): { clip: Clip; material: Material; at: number }[] {
  return layersOf(scene).flatMap(({ clip, source }) => (source.what === 'footage' ? [{ clip, material: source.material, at: source.at }] : []));
}

export function layersOf(scene: Scene): Layer[] {
  return scene.parts.flatMap((part) => [part.layer, part.join?.to ?? null]).filter((each) => each !== null);
}

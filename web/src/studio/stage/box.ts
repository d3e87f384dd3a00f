/** Where the chosen clip lies on the picture, and what a finger on it means: in pixels of the canvas. */
import type { Canvas, Clip } from '../kernels/document';
import { propertyAt } from '../kernels/keys';
import { SIDE } from '../looks/stickers';
import { cropped, fitted, type Size } from '../preview/geometry';

export type Box = { x: number; y: number; width: number; height: number; /** Degrees, clockwise. */ angle: number };
export type Spot = { x: number; y: number };

/** The size of a clip's picture as it was fitted, before it is scaled; null: it covers nothing that can be held. */
export function fittedSize(clip: Clip, canvas: Canvas, material: Size | null): Size | null {
  const { content } = clip;
  if (content.what === 'footage') {
    if (!material || !material.width) return null;
    return fitted(cropped(material, clip.place.crop), canvas, clip.place.fit).kept;
  }
  if (content.what === 'fill') return canvas;
  if (content.what === 'sticker') return { width: SIDE, height: SIDE };
  if (content.what === 'text') {
    const lines = content.text.split('\n');
    const tall = (content.style.size / 10_000) * canvas.height;
    const longest = Math.max(...lines.map((line) => [...line].length), 1);
    const widest = (content.width / 10_000) * canvas.width;
    const width = Math.min(widest, longest * tall * 0.56 + tall * 0.4);
    const breaks = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(([...line].length * tall * 0.5) / widest)), 0);
    return { width, height: tall * 1.25 * breaks };
  }
  if (content.what === 'captions') return { width: canvas.width * 0.8, height: (content.style.size / 10_000) * canvas.height * 1.4 };
  return null;
}

export function boxOf(clip: Clip, k: number, canvas: Canvas, material: Size | null): Box | null {
  const size = fittedSize(clip, canvas, material);
  if (!size) return null;
  const value = (name: string) => propertyAt(clip, name, k);
  const scale = value('scale') / 1000;
  return {
    x: (value('x') / 10_000) * canvas.width,
    y: (value('y') / 10_000) * canvas.height,
    width: size.width * scale,
    height: size.height * scale,
    angle: value('rotation') / 100,
  };
}

export function holds(box: Box, { x, y }: Spot, air = 0): boolean {
  const turn = (-box.angle * Math.PI) / 180;
  const [dx, dy] = [x - box.x, y - box.y];
  const across = dx * Math.cos(turn) - dy * Math.sin(turn);
  const down = dx * Math.sin(turn) + dy * Math.cos(turn);
  return Math.abs(across) <= box.width / 2 + air && Math.abs(down) <= box.height / 2 + air;
}

export type Guided = { x: number; y: number; /** Lines that are met, in pixels of the canvas. */ across: number[]; down: number[] };

/** Draws the middle of a box to the middle and the edges of the canvas when it is within `reach` pixels of them. */
export function guided(box: Box, canvas: Size, reach: number): Guided {
  const flat = Math.abs(Math.sin((box.angle * Math.PI) / 180)) < 0.01;
  const [x, across] = drawn(box.x, flat ? box.width : 0, canvas.width, reach);
  const [y, down] = drawn(box.y, flat ? box.height : 0, canvas.height, reach);
  return { x, y, across, down };
}

function drawn(middle: number, extent: number, whole: number, reach: number): [number, number[]] {
  const wishes = [
    { to: whole / 2, line: whole / 2 },
    ...(extent ? [{ to: extent / 2, line: 0 }, { to: whole - extent / 2, line: whole }] : []),
  ];
  const near = wishes.filter((wish) => Math.abs(wish.to - middle) <= reach).sort((a, b) => Math.abs(a.to - middle) - Math.abs(b.to - middle))[0];
  return near ? [near.to, [near.line]] : [middle, []];
}

/** An angle drawn to the next quarter turn when it is within three degrees of it. */
export function upright(angle: number): number {
  const quarter = Math.round(angle / 90) * 90 + 0; // never -0
  return Math.abs(angle - quarter) < 3 ? quarter : angle;
}

/** Two fingers, or a middle and a handle: how far apart and at which angle they are. */
export function between(a: Spot, b: Spot): { apart: number; angle: number; middle: Spot } {
  return { apart: Math.hypot(b.x - a.x, b.y - a.y), angle: (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI, middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
}

// The stickers of the catalogue, drawn by the sums of core/montage/looks/stickers.py: bytes of `SIDE` pixels square.
import catalogue from './catalogue.json';

/** Pixels a side of a sticker in its natural size. */
export const SIDE = 360;
const RIM = 9;
/** So far outside a shape nothing of it is seen, not even its rim. */
const BEYOND = RIM + 1;

interface Shape {
  form: string;
  colour: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  turn?: number;
}
type Away = (x: number, y: number) => number;

const STICKERS = new Map<string, Shape[]>(catalogue.stickers.map(({ name, shapes }) => [name, shapes]));
const FORMS = new Map(catalogue.polygons.map(({ name, points }) => [name, points]));

export const knowsSticker = (name: string): boolean => STICKERS.has(name);

export function stickerSize(name: string): { width: number; height: number } | null {
  return STICKERS.has(name) ? { width: SIDE, height: SIDE } : null;
}

/** RGBA, row by row, not premultiplied; null where nobody knows the sticker. */
export function stickerBytes(name: string): Uint8Array | null {
  const shapes = STICKERS.get(name);
  if (!shapes) return null;
  const inks = shapes.map(({ colour, ...shape }) => ({ away: placed(shape), colour: coloured(colour) }));
  const bytes = new Uint8Array(SIDE * SIDE * 4);
  let at = 0;
  for (let y = 0; y < SIDE; y += 1) {
    for (let x = 0; x < SIDE; x += 1) {
      const pixel = [255, 255, 255];
      let rim = Infinity;
      for (const { away, colour } of inks) {
        const off = away(x + 0.5, y + 0.5);
        rim = Math.min(rim, off);
        const part = clamp(0.5 - off);
        for (let i = 0; i < 3; i += 1) pixel[i]! += (colour[i]! - pixel[i]!) * part;
      }
      for (const value of pixel) bytes[at++] = Math.floor(value + 0.5);
      bytes[at++] = Math.floor(255 * clamp(0.5 - (rim - RIM)) + 0.5);
    }
  }
  return bytes;
}

const clamp = (value: number) => (value < 0 ? 0 : value > 1 ? 1 : value);

function coloured(text: string): [number, number, number] {
  const value = Number.parseInt(text.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** How far a pixel is from the shape's edge, less than 0 within. */
function placed({ form, x = 500, y = 500, width = 800, height = 800, turn = 0 }: Omit<Shape, 'colour'>): Away {
  const share = SIDE / 1000;
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const [halfX, halfY] = [(width * share) / 2, (height * share) / 2];
  const away = formed(form, halfX, halfY);
  return (px, py) => {
    const right = px - x * share;
    const down = py - y * share;
    const along = right * cos + down * sin;
    const under = down * cos - right * sin;
    if (Math.abs(along) > halfX + BEYOND || Math.abs(under) > halfY + BEYOND) return Infinity;
    return away(along, under);
  };
}

function formed(form: string, halfX: number, halfY: number): Away {
  if (form === 'circle') return (x, y) => (Math.hypot(x / halfX, y / halfY) - 1) * Math.min(halfX, halfY);
  if (form === 'box') {
    const corner = Math.min(halfX, halfY) * 0.6;
    return (x, y) => {
      const [overX, overY] = [Math.abs(x) - halfX + corner, Math.abs(y) - halfY + corner];
      return Math.hypot(Math.max(overX, 0), Math.max(overY, 0)) + Math.min(Math.max(overX, overY), 0) - corner;
    };
  }
  const corners = (FORMS.get(form) ?? []).map(([x, y]) => [x! * halfX, y! * halfY] as const);
  return (x, y) => fromPolygon(corners, x, y);
}

/** The distance to the nearest side; within is where an odd number of sides lie to the right. */
function fromPolygon(corners: readonly (readonly [number, number])[], x: number, y: number): number {
  let nearest = Infinity;
  let within = false;
  let [ax, ay] = corners.at(-1)!;
  for (const [bx, by] of corners) {
    const dx = bx - ax;
    const dy = by - ay;
    const along = clamp(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy));
    const offX = x - ax - along * dx;
    const offY = y - ay - along * dy;
    nearest = Math.min(nearest, offX * offX + offY * offY);
    if (ay > y !== by > y && x < ax + ((y - ay) * dx) / dy) within = !within;
    [ax, ay] = [bx, by];
  }
  return (within ? -1 : 1) * Math.sqrt(nearest);
}

// What effects draw themselves, as core/montage/looks/planes.py and shifting.py: grain, shadow, light, scratches, and
// how far rows are shifted. One picture at a time, as small as it can be; shaders spread it.
import { chance } from './chance';

export const PERIOD = 240;
export const MARGIN = 64;
const FURTHEST = 127;

/** A drawing of ours: RGBA, row by row. What has the same key is the same drawing. */
export interface Plane {
  key: string;
  width: number;
  height: number;
  smooth: boolean;
  bytes: () => Uint8Array;
}
export interface Sheet {
  width: number;
  height: number;
  fps: number;
  pace: number;
  depth: number;
  colour: readonly number[];
  /** Picture of the effect, 0 to PERIOD - 1. */
  moment: number;
}
type Light = (x: number, y: number) => number | readonly number[];

const side = (sheet: Sheet) => Math.min(sheet.width, sheet.height);
const seconds = (sheet: Sheet) => sheet.moment / sheet.fps;
const part = (value: number) => value % 1;
const clamp = (value: number) => (value < 0 ? 0 : value > 1 ? 1 : value);
const smoothed = (value: number) => value * value * (3 - 2 * value);
const rounded = (value: number) => Math.min(255, Math.max(0, Math.floor(value + 0.5)));

export const grainCell = (shorter: number) => Math.max(1, Math.floor((shorter + 270) / 540));
export const lineOf = (shorter: number) => Math.max(1, Math.floor((shorter + 180) / 360));

/** Half the breadth of the picture around spot (x, y) of a drawing `by` times as small, -1 to 1. */
const spot = (at: number, count: number) => ((at + 0.5) / count) * 2 - 1;

export function plane(kind: string, sheet: Sheet): Plane {
  const { width, height, depth, pace, colour } = sheet;
  const t = seconds(sheet);
  const eighth = [Math.ceil(width / 8), Math.ceil(height / 8)] as const;
  switch (kind) {
    case 'grain': {
      const cell = grainCell(side(sheet));
      const size = [Math.floor(width / cell) + MARGIN, Math.floor(height / cell) + MARGIN] as const;
      return drawn('grain', size, false, [depth], (x, y) => 128 + 255 * depth * (chance(1, x, y) - 0.5));
    }
    case 'vignette':
      return drawn('vignette', eighth, true, [depth], (x, y) => {
        const away = Math.hypot(spot(x, eighth[0]), spot(y, eighth[1])) / Math.SQRT2;
        return 255 * (1 - depth * smoothed(clamp((away - 0.35) / 0.65)));
      });
    case 'scanlines': {
      const line = lineOf(side(sheet));
      return drawn('scanlines', [1, height], false, [depth, line], (_, y) => 255 * (1 - depth * (Math.floor(y / line) % 2)));
    }
    case 'leak':
      return leak(sheet);
    case 'scratches':
      return scratches(sheet);
    case 'flash':
      return pixel(kind, 255 * depth * (1 - part(t * pace)) ** 3);
    case 'strobe':
      return pixel(kind, part(t * pace * 4) < 0.5 ? 255 : 255 * (1 - depth));
    case 'flicker':
      return pixel(kind, 255 * (1 - depth * chance(5, Math.floor(t * pace * 16), 0)));
    default:
      throw new Error(`no plane is called ${kind}, of ${colour.length} colours`);
  }
}

/** What is away from a band or circle: 255; softly 0 within. */
export function focus(sheet: Sheet, circle: boolean): Plane {
  const size = [Math.ceil(sheet.width / 8), Math.ceil(sheet.height / 8)] as const;
  const shorter = side(sheet);
  return drawn(circle ? 'circle' : 'band', size, true, [sheet.depth, sheet.width, sheet.height], (x, y) => {
    const right = (spot(x, size[0]) * sheet.width) / shorter / 2;
    const down = (spot(y, size[1]) * sheet.height) / shorter / 2;
    const away = circle ? Math.hypot(right, down) : Math.abs(down);
    return 255 * smoothed(clamp((away - sheet.depth) / 0.25 + 0.5));
  });
}

function leak(sheet: Sheet): Plane {
  const size = [Math.ceil(sheet.width / 24), Math.ceil(sheet.height / 24)] as const;
  const t = seconds(sheet);
  const turns = [0, 1].map((cloud) => 2 * Math.PI * (sheet.pace * t * (0.11 + 0.06 * cloud) + 0.5 * cloud));
  return drawn('leak', size, true, [sheet.depth, sheet.pace, t, ...sheet.colour], (x, y) => {
    let light = 0;
    turns.forEach((turn, cloud) => {
      const right = spot(x, size[0]) - 1.1 * Math.cos(turn);
      const down = spot(y, size[1]) - 0.9 * Math.sin(turn * 2 + cloud);
      light += Math.exp(-(right * right * 1.6 + down * down * 0.9));
    });
    return sheet.colour.map((channel) => 255 * sheet.depth * Math.min(light, 1) * channel);
  });
}

function scratches(sheet: Sheet): Plane {
  const step = Math.floor(seconds(sheet) * 8 * sheet.pace);
  const wide = lineOf(side(sheet));
  const row = new Float64Array(sheet.width).fill(128);
  for (let line = 0; line < 4; line += 1) {
    if (chance(2, step, line) >= 0.5) continue;
    const at = Math.floor(chance(3, step, line) * sheet.width);
    row.fill(128 + 127 * sheet.depth * (chance(4, step, line) < 0.7 ? 1 : -1), at, at + wide);
  }
  return drawn('scratches', [sheet.width, 1], false, [sheet.depth, step], (x) => row[x]!);
}

/** How far right of each row red, green and blue are fetched: 128 and so many pixels. `depth`, `split`: of the side. */
export function rows(kind: string, sheet: Sheet, split: number): Plane {
  const size = Math.min(sheet.depth * side(sheet), FURTHEST);
  const t = seconds(sheet);
  const about = [kind === 'jitter' || kind === 'tear' ? sheet.moment : t, size, split, sheet.pace, side(sheet), sheet.fps];
  const shift =
    kind === 'tear' ? torn(sheet, t, size, split * side(sheet))
    : kind === 'jitter' ? jitter(sheet, t, size)
    : (y: number) => wave(sheet, t, y, size, 0);
  return drawn(kind, [1, sheet.height], false, about, (_, y) => told(shift(y)));
}

/** How far below each column is fetched; one pixel that says «not at all» where nothing is. */
export function columns(kind: string, sheet: Sheet): Plane {
  if (kind !== 'ripple') return pixel('still', 128);
  const size = Math.min(sheet.depth * side(sheet), FURTHEST);
  const about = [seconds(sheet), size, sheet.pace, side(sheet)];
  return drawn('columns', [sheet.width, 1], false, about, (x) => told(wave(sheet, seconds(sheet), x, size, 0.25)));
}

function wave(sheet: Sheet, t: number, at: number, size: number, phase: number): number {
  return size * Math.sin(2 * Math.PI * (at / (0.4 * side(sheet)) + sheet.pace * t + phase));
}

function torn(sheet: Sheet, t: number, size: number, split: number): (y: number) => number[] {
  const step = Math.floor(t * 12 * sheet.pace);
  if (chance(6, step, 0) < 1 / 3) return () => [0, 0, 0];
  const apart = split * chance(9, step, 0);
  return (y) => {
    const strip = Math.floor((y * 24) / sheet.height);
    const jump = chance(7, step, strip) < 0.4 ? (chance(8, step, strip) * 2 - 1) * size : 0;
    return [jump - apart, jump, jump + apart];
  };
}

function jitter(sheet: Sheet, t: number, size: number): (y: number) => number {
  const step = Math.floor(t * 24);
  const line = lineOf(side(sheet));
  const band = part(sheet.pace * t * 0.3) * 1.3 - 0.15;
  return (y) => {
    const little = (chance(10, step, Math.floor(y / line)) - 0.5) * size * 0.5;
    const near = clamp(1 - Math.abs((y + 0.5) / sheet.height - band) / 0.08);
    return little + 2.5 * size * near * near;
  };
}

function told(shift: number | readonly number[]): number | readonly number[] {
  const one = (value: number) => 128 + Math.min(FURTHEST, Math.max(-FURTHEST, Math.floor(value + 0.5)));
  return typeof shift === 'number' ? one(shift) : shift.map(one);
}

function pixel(kind: string, value: number): Plane {
  return drawn(kind, [1, 1], false, [rounded(value)], () => value);
}

function drawn(kind: string, size: readonly [number, number], smooth: boolean, about: number[], light: Light): Plane {
  const [width, height] = size;
  const key = [kind, width, height, ...about].join(' ');
  return { key, width, height, smooth, bytes: () => painted(width, height, light) };
}

function painted(width: number, height: number, light: Light): Uint8Array {
  const bytes = new Uint8Array(width * height * 4);
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = light(x, y);
      for (let i = 0; i < 3; i += 1) bytes[at + i] = rounded(typeof value === 'number' ? value : value[i]!);
      bytes[at + 3] = 255;
      at += 4;
    }
  }
  return bytes;
}

// All of a clip's colour as one table, by the same sums as core/montage/looks/colour.py: bytes of 33 x 33 x 33
// colours, red running fastest, four bytes each, as texImage3D takes them.
import catalogue from './catalogue.json';

export const SIDE = 33;
/** Bytes of a table, in the order above. */
export type Table = Uint8Array;
export const LEVELS = ['exposure', 'contrast', 'saturation', 'warmth', 'tint', 'highlights', 'shadows', 'fade', 'hue'] as const;
export type Level = (typeof LEVELS)[number];
export type Levels = Record<Level, number>;
export interface Adjustments extends Partial<Levels> {
  filter?: string;
  filter_strength?: number;
  table?: string;
}
interface Grade {
  name: string;
  look: Partial<Levels>;
  gamma: number[];
  dark: number[];
  light: number[];
}

const GRADES = new Map<string, Grade>(catalogue.filters.map((grade) => [grade.name, grade]));
export const RED = 0.2126;
export const GREEN = 0.7152;
export const BLUE = 0.0722;

/** No table is needed. */
export function changesNothing(look: Adjustments): boolean {
  const noFilter = !look.filter || look.filter_strength === 0;
  return noFilter && !look.table && LEVELS.every((level) => !look[level]);
}

/** The table of `look`; `imported` is the one that `look.table` names. Values of keys are put into `look` before. */
export function lookTable(look: Adjustments, imported?: Table): Table {
  const levels = complete(look);
  const grade = look.filter ? GRADES.get(look.filter) : undefined;
  const strength = (look.filter_strength ?? 1000) / 1000;
  const table = new Uint8Array(SIDE ** 3 * 4);
  const colour = [0, 0, 0];
  const toned = [0, 0, 0];
  for (let at = 0; at < SIDE ** 3; at += 1) {
    colour[0] = (at % SIDE) / (SIDE - 1);
    colour[1] = (Math.floor(at / SIDE) % SIDE) / (SIDE - 1);
    colour[2] = Math.floor(at / SIDE ** 2) / (SIDE - 1);
    adjust(colour, levels);
    if (grade) {
      for (let i = 0; i < 3; i += 1) toned[i] = colour[i]!;
      gradeBy(toned, grade);
      for (let i = 0; i < 3; i += 1) colour[i]! += (toned[i]! - colour[i]!) * strength;
    }
    if (imported) lookUp(colour, imported);
    for (let i = 0; i < 3; i += 1) table[at * 4 + i] = Math.floor(clamp(colour[i]!) * 255 + 0.5);
    table[at * 4 + 3] = 255;
  }
  return table;
}

function complete(look: Partial<Levels>): Levels {
  return Object.fromEntries(LEVELS.map((level) => [level, (look[level] ?? 0) / 1000])) as Levels;
}

const clamp = (value: number) => (value < 0 ? 0 : value > 1 ? 1 : value);
const luma = (c: number[]) => c[0]! * RED + c[1]! * GREEN + c[2]! * BLUE;

function rise(value: number, low: number, high: number): number {
  const part = clamp((value - low) / (high - low));
  return part * part * (3 - 2 * part);
}

/** The sliders, -1 to 1 each, in the order in which they stand here. Changes `c`. */
function adjust(c: number[], level: Levels): void {
  if (level.exposure) scale(c, 2 ** level.exposure);
  if (level.warmth || level.tint) balance(c, level.warmth, level.tint);
  each(c, clamp);
  if (level.contrast < 0) each(c, (x) => 0.5 + (x - 0.5) * (1 + 0.7 * level.contrast));
  if (level.contrast > 0) each(c, (x) => x + (bent(bent(x)) - x) * level.contrast);
  if (level.highlights || level.shadows) ends(c, level.highlights, level.shadows);
  if (level.saturation) {
    const grey = luma(c);
    each(c, (x) => grey + (x - grey) * (1 + level.saturation));
  }
  if (level.hue) turn(c, level.hue * Math.PI);
  const fade = level.fade;
  if (fade > 0) each(c, (x) => x * (1 - 0.35 * fade) + 0.25 * fade);
  if (fade < 0) each(c, (x) => (x + 0.25 * fade) / (1 + 0.25 * fade));
  each(c, clamp);
}

function each(c: number[], change: (value: number) => number): void {
  for (let i = 0; i < 3; i += 1) c[i] = change(c[i]!);
}

const scale = (c: number[], by: number) => each(c, (x) => x * by);
const bent = (x: number) => x * x * (3 - 2 * x);

function balance(c: number[], warmth: number, tint: number): void {
  const before = luma(c);
  c[0]! *= 1 + 0.22 * warmth + 0.1 * tint;
  c[1]! *= 1 - 0.2 * tint;
  c[2]! *= 1 - 0.22 * warmth + 0.1 * tint;
  scale(c, before / Math.max(luma(c), 1e-6));
}

/** Light and dark parts alone, told apart by how light a colour is as a whole. */
function ends(c: number[], highlights: number, shadows: number): void {
  const whole = luma(c);
  const light = rise(whole, 0.4, 1);
  const dark = 1 - rise(whole, 0, 0.6);
  each(c, (x) => x + 0.45 * highlights * light * (highlights > 0 ? 1 - x : x));
  each(c, (x) => x + 1.1 * shadows * dark * x * (1 - x));
}

/** Turned around the axis of greys, luma staying as it is: blue and red differences as a vector. */
function turn(c: number[], angle: number): void {
  const whole = luma(c);
  const blue = (c[2]! - whole) / 1.8556;
  const red = (c[0]! - whole) / 1.5748;
  c[0] = whole + 1.5748 * (blue * Math.sin(angle) + red * Math.cos(angle));
  c[2] = whole + 1.8556 * (blue * Math.cos(angle) - red * Math.sin(angle));
  c[1] = (whole - RED * c[0] - BLUE * c[2]) / GREEN;
}

function gradeBy(c: number[], grade: Grade): void {
  adjust(c, complete(grade.look));
  for (let i = 0; i < 3; i += 1) c[i] = c[i]! ** (grade.gamma[i]! / 1000);
  const light = luma(c);
  const dark = 1 - light;
  for (let i = 0; i < 3; i += 1) {
    c[i] = clamp(c[i]! + (dark * dark * grade.dark[i]!) / 1000 + (light * light * grade.light[i]!) / 1000);
  }
}

/** Through a table, linear between its steps in all three directions. */
function lookUp(c: number[], table: Uint8Array): void {
  const at = c.map((value) => value * (SIDE - 1));
  const low = at.map((value) => Math.min(Math.floor(value), SIDE - 2));
  const found = [0, 0, 0];
  for (let corner = 0; corner < 8; corner += 1) {
    let weight = 1;
    let cell = 0;
    for (let axis = 2; axis >= 0; axis -= 1) {
      const step = (corner >> axis) & 1;
      const part = at[axis]! - low[axis]!;
      weight *= step ? part : 1 - part;
      cell = cell * SIDE + low[axis]! + step;
    }
    for (let i = 0; i < 3; i += 1) found[i]! += (weight * table[cell * 4 + i]!) / 255;
  }
  for (let i = 0; i < 3; i += 1) c[i] = found[i]!;
}

// An effect of the catalogue as passes over a picture: which shader, with which numbers and drawings. Pure: whoever
// draws keeps what a pass with `keep` begins from, as the texture `kept` of the passes after it.
import { halfUp } from '../kernels/grid';
import catalogue from './catalogue.json';
import { pass, type Pass, type Size } from './pass';
import { columns, focus, grainCell, MARGIN, PERIOD, plane, rows, type Sheet } from './planes';
import { MODES } from './shaders';
import { corners } from './warping';

export interface Running {
  name: string;
  /** Thousandths, in the steps of `coarsening.ts`. */
  amount: number;
  pace: number;
  /** Pictures since the effect began. */
  k: number;
}
type Span = number[];
type Step = { step: string } & Record<string, unknown>;

const RECIPES = new Map<string, Step[]>(catalogue.effects.map((effect) => [effect.name, effect.steps as Step[]]));

/** The passes of an effect on a picture of this size; none where the catalogue does not have it. */
export function effectPasses(effect: Running, fps: number, size: Size): Pass[] {
  const passes: Pass[] = [];
  let keep = false;
  for (const step of RECIPES.get(effect.name) ?? []) {
    if (step.step === 'keep') keep = true;
    for (const made of stepped(step, new Moment(effect, fps, size))) {
      passes.push({ ...made, keep });
      keep = false;
    }
  }
  return passes;
}

class Moment {
  readonly amount: number;
  readonly pace: number;
  readonly k: number;

  constructor(effect: Running, readonly fps: number, readonly size: Size) {
    this.amount = effect.amount / 1000;
    this.pace = 2 ** ((effect.pace - 500) / 250);
    this.k = effect.k;
  }

  at(span: unknown): number {
    const [none, full] = span as Span;
    return none! + (full! - none!) * this.amount;
  }

  pixels(span: unknown): number {
    return this.at(span) * Math.min(this.size.width, this.size.height);
  }

  sheet(depth: number, colour: readonly number[] = [1, 1, 1]): Sheet {
    return { ...this.size, fps: this.fps, pace: this.pace, depth, colour, moment: this.k % PERIOD };
  }
}

function stepped(step: Step, now: Moment): Pass[] {
  switch (step.step) {
    case 'matrix': return [matrix(step.rows as number[][], now.at(step.share))];
    case 'curve': return [pass('curve', { gain: now.at(step.gain), offset: now.at(step.offset) })];
    case 'posterise': return [pass('posterise', { levels: Math.max(2, halfUp(now.at(step.levels))) })];
    case 'ramp': {
      const stops = step.stops as number[][];
      return [pass('ramp', { stops: stops.flat(), count: stops.length })];
    }
    case 'blur': return blur(blurRadius(now.pixels(step.sigma), now.size));
    case 'sharpen': return sharpen(now.at(step.strength));
    case 'emboss': return [pass('kernel', { cells: [-2, -1, 0, -1, 1, 1, 0, 1, 2], divisor: 1 })];
    case 'edges': return [pass('edges')];
    case 'split': return [pass('split', { apart: Math.min(255, halfUp(now.pixels(step.distance))) })];
    case 'shift': {
      const kind = step.kind as string;
      const sheet = now.sheet(now.at(step.size));
      return [pass('shift', {}, { across: rows(kind, sheet, now.at(step.split)), down: columns(kind, sheet) })];
    }
    case 'warp': {
      const t = (now.k * now.pace) / now.fps;
      return [pass('warp', { ...corners(step.kind as string, now.at(step.size), t, now.size.width, now.size.height) })];
    }
    case 'pixelate': {
      const block = Math.min(1024, Math.max(1, halfUp(now.pixels(step.block))));
      const small = { width: Math.ceil(now.size.width / block), height: Math.ceil(now.size.height / block) };
      return [{ ...pass('squares', { block }), size: small }, pass('spread', { block })];
    }
    case 'mirror': return [pass('mirror', { left: step.kind !== 'top', top: step.kind !== 'left' })];
    case 'tile': return [pass('tile')];
    case 'plane': return [drawnOn(step, now)];
    case 'join': return [pass('join', { mode: MODES[step.mode as string]!, share: now.at(step.share) })];
    case 'focus': return [pass('focus', {}, { drawn: focus(now.sheet(now.at(step.size)), step.kind === 'circle') })];
    default: return [];
  }
}

function matrix(rowsOf: number[][], share: number): Pass {
  const row = (index: number) => rowsOf[index]!.map((weight, column) => (column === index ? 1 - share : 0) + weight * share);
  return pass('matrix', { red: row(0), green: row(1), blue: row(2) });
}

/** The box that, twice, has this standard deviation in pixels, as far as whole pixels allow. */
export function blurRadius(sigma: number, size: Size): number {
  return Math.min(Math.floor(Math.sqrt(6 * sigma * sigma + 1) / 2), Math.floor(Math.min(size.width, size.height) / 2) - 1);
}

/** A picture blurred by boxes of this radius, twice. */
export function blur(radius: number): Pass[] {
  if (radius < 1) return [];
  return [pass('blur', { radius, axis: [1, 0] }), pass('blur', { radius, axis: [0, 1] })];
}

function sharpen(strength: number): Pass[] {
  if (strength <= 0.02) return [];
  const more = halfUp(8 / strength);
  return [pass('kernel', { cells: [-1, -1, -1, -1, 8 + more, -1, -1, -1, -1], divisor: more })];
}

function drawnOn(step: Step, now: Moment): Pass {
  const kind = step.kind as string;
  const drawn = plane(kind, now.sheet(now.at(step.depth), step.colour as number[]));
  const cell = kind === 'grain' ? grainCell(Math.min(now.size.width, now.size.height)) : 1;
  const wander = (stride: number) => (kind === 'grain' ? ((now.k * stride) % MARGIN) * cell : 0);
  const values = { mode: MODES[step.mode as string]!, cell, offset: [wander(37), wander(29)], smoothly: drawn.smooth };
  return pass('plane', values, { drawn });
}

/** Whether the browser has this effect. */
export const knowsEffect = (name: string): boolean => RECIPES.has(name);

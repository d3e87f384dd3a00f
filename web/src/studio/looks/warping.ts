// How an effect zooms, moves and turns the whole picture, by the sums of core/montage/looks/warping.py.
import catalogue from './catalogue.json';

interface Part {
  base: number;
  swings: number[][];
  beat: number;
  beats: number;
}
const WARPINGS = new Map(catalogue.warpings.map((warping) => [warping.name, warping]));

/** Which pixel of the picture lies at the left top of what is shown, and the steps from there right and down. */
export interface Corners {
  origin: [number, number];
  right: [number, number];
  under: [number, number];
}

export function corners(name: string, size: number, t: number, width: number, height: number): Corners {
  const warping = WARPINGS.get(name);
  if (!warping) throw new Error(`nothing warps as ${name}`);
  const shorter = Math.min(width, height);
  const zoom = 1 + size * value(warping.zoom, t);
  const turn = size * value(warping.turn, t);
  const cos = Math.cos(turn) / zoom;
  const sin = Math.sin(turn) / zoom;
  const middle = [width / 2 + size * shorter * value(warping.x, t), height / 2 + size * shorter * value(warping.y, t)] as const;
  return {
    origin: [middle[0] - (width / 2) * cos - (height / 2) * sin, middle[1] - (height / 2) * cos + (width / 2) * sin],
    right: [cos, -sin],
    under: [sin, cos],
  };
}

function value(part: Part, t: number): number {
  let sum = part.base + part.beat * (1 - ((part.beats * t) % 1)) ** 2;
  for (const [size, rate, phase] of part.swings) sum += size! * Math.sin(2 * Math.PI * (rate! * t + phase!));
  return sum;
}

// What of a picture a mask leaves visible, by the sums of core/montage/looks/masks.py, as a pass of its own.
import type { Mask } from '../kernels/document';
import catalogue from './catalogue.json';
import { pass, type Pass, type Size } from './pass';

const SHAPES = ['rectangle', 'circle', 'line', 'band', 'star', 'heart'];
const POLYGONS = new Map(catalogue.polygons.map(({ name, points }) => [name, points]));

/** The pass that takes away what the mask does not leave, from a picture of this size. */
export function maskPass(mask: Mask, size: Size): Pass {
  const corners = POLYGONS.get(mask.shape) ?? [];
  const half = [half_(mask.width, size.width), half_(mask.height, size.height)];
  const turn = (mask.rotation / 18_000) * Math.PI;
  return pass('mask', {
    shape: SHAPES.indexOf(mask.shape),
    middle: [(mask.x / 10_000) * size.width, (mask.y / 10_000) * size.height],
    reach: half,
    turn: [Math.cos(turn), Math.sin(turn)],
    soft: Math.max(1, (mask.feather / 10_000) * Math.min(size.width, size.height)),
    inverted: mask.inverted,
    corners: corners.length ? corners.flatMap(([x, y]) => [x! * half[0]!, y! * half[1]!]) : [0, 0],
    count: corners.length,
  });
}

const half_ = (share: number, length: number) => Math.max(0.5, (share / 20_000) * length);

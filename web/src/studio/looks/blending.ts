// How a layer's colours meet those below it: the W3C's compositing formulas, as core/montage/looks/blending.py.
import type { Blend } from '../kernels/document';
import { pass, type Pass } from './pass';

const BLENDS: Blend[] = ['normal', 'multiply', 'screen', 'overlay', 'add', 'darken', 'lighten', 'difference', 'softlight'];

/** The pass that lays a layer of the canvas' size on what is `below` it (see `Painter.paint`). */
export function blendPass(mode: Blend, opacity = 1): Pass {
  return pass('blend', { blend: BLENDS.indexOf(mode), opacity });
}

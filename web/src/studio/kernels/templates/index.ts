/** Templates and the places in them, as in `core/montage/templates` and `core/montage/recombine`. */

export { fill, type Filled, fillSound, fillText, type Piece, putIn, unfilled } from './filling';
export { type Box, boxed, boxOf } from './framing';
export { EMPTY, placesOf, templateOf } from './making';
export { loosely } from './marking';
export { putOwn } from './puttingIn';

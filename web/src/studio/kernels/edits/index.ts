/**
 * Edits of a montage: free functions from one frozen value to the next, as in `core/montage/edits`, where each is
 * drawn. What can't be done throws `Refused`; what can be done in part is done as far as it goes.
 */

export { append, belongs, carried, duplicate, insert, move, remove, reorder } from './arranging';
export { freeze, slip, split, trimEnd, trimStart } from './cutting';
export { change, clearKeys, type Dress, freely, removeKey, setKey } from './dressing';
export { find, type Found, isHeld, type Lengths, nameOf, Refused, roomAt, trackOf } from './finding';
export { handles, removeJoin, setJoin } from './joining';
export { removeMarker, setBeats, setMarker, type Snap, snapped, snaps } from './marking';
export { reverse, setSpeed } from './pacing';
export { duplicateAll, removeAll, reorderAll, shiftAll } from './together';
export { addTrack, detachSound, moveTrack, removeTrack, setTrack } from './tracks';

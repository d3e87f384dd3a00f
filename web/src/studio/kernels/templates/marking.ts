/** A maker's own places: marks on clips that are still cut, moved and shaped like any other. */

import type { Clip, Montage, Slot } from '../document';
import { freely } from '../edits/dressing';
import { placesOf } from './making';

/** What `act` makes of the montage while no place holds a cut; the places stay with their clips. */
export function loosely(montage: Montage, act: (montage: Montage) => Montage): Montage {
  const places = new Map(placesOf(montage).map((clip): [string, Slot] => [clip.id, clip.slot!]));
  if (places.size === 0) return act(montage);
  const loose = freely(montage);
  const made = act(loose);
  if (made === loose) return montage;
  const marked = (clip: Clip): Clip => (places.has(clip.id) && !clip.slot ? { ...clip, slot: places.get(clip.id)! } : clip);
  return { ...made, tracks: made.tracks.map((track) => ({ ...track, clips: track.clips.map(marked) })) };
}

/** How a clip looks and sounds, and keys that move it: `core/montage/edits/dressing.py`. */

import type { Clip, Key, Keys, Montage } from '../document';
import { keyable } from '../keys';
import { findOpen, Refused, withClip } from './finding';

/** What of a clip may change without moving anything. */
export type Dress = Partial<
  Pick<Clip, 'place' | 'look' | 'effects' | 'sounding' | 'content' | 'enter' | 'leave' | 'loop' | 'slot'>
>;

/** The clip with what is given set; keys of properties that it no longer has go. */
export function change(montage: Montage, clipId: string, given: Dress): Montage {
  const found = findOpen(montage, clipId);
  const clip = { ...found.clip, ...given };
  return withClip(montage, found, withKeys(clip, clip.keys));
}

/** The key among those of the property `name`, in the place of one at the same picture. */
export function setKey(montage: Montage, clipId: string, name: string, key: Key): Montage {
  const found = findOpen(montage, clipId);
  if (!keyable(name, found.clip)) throw new Refused('not_moving');
  const others = (found.clip.keys[name] ?? []).filter((each) => each.at !== key.at);
  const keys = [...others, key].sort((one, other) => one.at - other.at);
  return withClip(montage, found, withKeys(found.clip, { ...found.clip.keys, [name]: keys }));
}

/** Without the key at picture `at` of the clip; after the last the value beside the keys counts again. */
export function removeKey(montage: Montage, clipId: string, name: string, at: number): Montage {
  const found = findOpen(montage, clipId);
  const keys = (found.clip.keys[name] ?? []).filter((key) => key.at !== at);
  return withClip(montage, found, withKeys(found.clip, { ...found.clip.keys, [name]: keys }));
}

/** Without any key of the property. */
export function clearKeys(montage: Montage, clipId: string, name: string): Montage {
  const found = findOpen(montage, clipId);
  return withClip(montage, found, withKeys(found.clip, { ...found.clip.keys, [name]: [] }));
}

/** A template's montage as one's own: no place of it is held any more. */
export function freely(montage: Montage): Montage {
  const clips = (every: readonly Clip[]) => every.map((clip) => (clip.slot ? { ...clip, slot: null } : clip));
  return { ...montage, tracks: montage.tracks.map((track) => ({ ...track, clips: clips(track.clips) })) };
}

function withKeys(clip: Clip, keys: Keys): Clip {
  const kept = Object.entries(keys).filter(([name, every]) => every.length > 0 && keyable(name, clip));
  return { ...clip, keys: Object.fromEntries(kept) };
}

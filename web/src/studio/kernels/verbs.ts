/** What the lines of a story do to a montage, for tests: `tests/montage/edits.txt` says them. */

import type { Montage, Role } from './document';
import { drawnClip, drawnKey, drawnSpeed } from './drawn';
import * as edits from './edits';

type Does = (montage: Montage, lengths: edits.Lengths, ...words: string[]) => Montage;

const VERBS: { readonly [name: string]: Does } = {
  insert: (m, _, track, clip, at) => edits.insert(m, track!, drawnClip(clip!, track!), Number(at)),
  append: (m, _, track, clip) => edits.append(m, track!, drawnClip(clip!, track!)),
  move: (m, _, clip, track, at) => edits.move(m, clip!, track!, Number(at)),
  reorder: (m, _, clip, place) => edits.reorder(m, clip!, Number(place)),
  delete: (m, _, clip) => edits.remove(m, clip!),
  duplicate: (m, _, clip, copy) => edits.duplicate(m, clip!, copy!),
  trim_start: (m, lengths, clip, by) => edits.trimStart(m, clip!, Number(by), lengths),
  trim_end: (m, lengths, clip, by) => edits.trimEnd(m, clip!, Number(by), lengths),
  slip: (m, lengths, clip, by) => edits.slip(m, clip!, Number(by), lengths),
  split: (m, _, clip, at, right) => edits.split(m, clip!, Number(at), right!),
  freeze: (m, _, clip, at, length, frozen, right) => edits.freeze(m, clip!, Number(at), Number(length), frozen!, right!),
  speed: (m, lengths, clip, speed) => edits.setSpeed(m, clip!, drawnSpeed(speed!), lengths),
  reverse: (m, _, clip) => edits.reverse(m, clip!),
  join: (m, _, clip, length) => edits.setJoin(m, clip!, 'dissolve', Number(length)),
  unjoin: (m, _, clip) => edits.removeJoin(m, clip!),
  detach: (m, _, clip, sound, track) => edits.detachSound(m, clip!, sound!, track!),
  freely: (m) => edits.freely(m),
  key: (m, _, clip, name, key) => edits.setKey(m, clip!, name!, drawnKey(key!)),
  unkey: (m, _, clip, name, at) => edits.removeKey(m, clip!, name!, Number(at)),
  add_track: (m, _, role) => edits.addTrack(m, role!, role as Role),
  move_track: (m, _, track, place) => edits.moveTrack(m, track!, Number(place)),
  remove_track: (m, _, track) => edits.removeTrack(m, track!),
  beats: (m, _, ...beats) => edits.setBeats(m, beats.map(Number)),
};

/** What the montage is after the line, and what it answered. */
export function done(montage: Montage, lengths: edits.Lengths, name: string, words: string[]): [Montage, string] {
  if (name === 'snap') {
    const [clip, start, length, tolerance] = words;
    const points = edits.snaps(montage, null, [clip!]);
    const held = edits.snapped(points, Number(start), Number(length), Number(tolerance));
    return [montage, `= ${held.start}${held.to ? ` ${held.to.what}` : ''}`];
  }
  if (name === 'handles') return [montage, `= ${edits.handles(montage, words[0]!, lengths).join(' ')}`];
  if (name === 'carrying') {
    const [verb, ...more] = words;
    return [edits.carried(montage, VERBS[verb!]!(montage, lengths, ...more)), ''];
  }
  return [VERBS[name]!(montage, lengths, ...words), ''];
}

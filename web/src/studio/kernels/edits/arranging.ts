/**
 * Putting clips where they belong: the main track closes up by itself, elsewhere a clip takes the nearest room.
 * `core/montage/edits/arranging.py` draws each of these.
 */

import { type Clip, endOf, type Montage, type Track } from '../document';
import { type Found, findOpen, mended, newId, put, Refused, roomAt, trackOpen } from './finding';

/** `clip` on the track at picture `at`: on the main track at the cut nearest to it. */
export function insert(montage: Montage, trackId: string, clip: Clip, at: number): Montage {
  newId(montage, clip.id);
  const track = trackOpen(montage, trackId, true);
  return placed(montage, track, track.clips, clip, at);
}

/** `clip` after the last one of the track. */
export function append(montage: Montage, trackId: string, clip: Clip): Montage {
  const track = trackOpen(montage, trackId, true);
  return insert(montage, trackId, clip, Math.max(0, ...track.clips.map(endOf)));
}

/** The clip taken off where it lies and put on the track `trackId` at picture `at`. */
export function move(montage: Montage, clipId: string, trackId: string, at: number): Montage {
  const found = findOpen(montage, clipId, true);
  const track = trackOpen(montage, trackId, true);
  if (track.id === found.track.id) return placed(montage, track, without(found), found.clip, at);
  return placed(put(montage, found.track, without(found)), track, track.clips, found.clip, at);
}

/** The clip of the main track as the one at `place` of it, 0 being the first. */
export function reorder(montage: Montage, clipId: string, place: number): Montage {
  const found = findOpen(montage, clipId, true);
  if (found.track.role !== 'main') throw new Refused('wrong_track');
  const clips = without(found);
  return put(montage, found.track, clips.toSpliced(Math.min(Math.max(0, place), clips.length), 0, found.clip));
}

/** Without the clip; on the main track the rest closes up. */
export function remove(montage: Montage, clipId: string): Montage {
  const found = findOpen(montage, clipId, true);
  return put(montage, found.track, without(found));
}

/** A copy of the clip right after it, or in the nearest room where that is not the main track. */
export function duplicate(montage: Montage, clipId: string, copyId: string): Montage {
  const found = findOpen(montage, clipId, true);
  const copy = { ...found.clip, id: newId(montage, copyId) };
  if (found.track.role !== 'main') return placed(montage, found.track, found.track.clips, copy, endOf(found.clip));
  return put(montage, found.track, found.track.clips.toSpliced(found.place + 1, 0, copy), { [copyId]: clipId });
}

/**
 * `after`, with what lay above a clip of the main track in `before` moved along with that clip. What lies beside
 * clips that are gone, on locked tracks, or where there is no room, stays.
 */
export function carried(before: Montage, after: Montage): Montage {
  const mains = (montage: Montage) => montage.tracks.filter((track) => track.role === 'main').flatMap((t) => t.clips);
  const was = mains(before);
  const now = new Map(mains(after).map((clip) => [clip.id, clip]));
  return {
    ...after,
    tracks: after.tracks.map((track) => (track.role === 'main' || track.locked ? track : along(track, was, now))),
  };
}

function along(track: Track, was: readonly Clip[], now: ReadonlyMap<string, Clip>): Track {
  const moved = track.clips.map((clip) => {
    const below = was.find((each) => each.start <= clip.start && clip.start < endOf(each));
    const then = below && now.get(below.id);
    return below && then && then.start !== below.start
      ? { ...clip, start: Math.max(0, clip.start + then.start - below.start) }
      : clip;
  });
  moved.sort((one, other) => one.start - other.start);
  const fits = moved.every((clip, place) => place === 0 || endOf(moved[place - 1]!) <= clip.start);
  return fits ? mended(track, moved) : track;
}

/** Whether a track of this role may hold the clip: sound with sound, words with words. */
export function belongs(clip: Clip, track: Track): boolean {
  const { what } = clip.content;
  if (track.role === 'sound') return what === 'listening';
  if (track.role === 'text') return what === 'text' || what === 'captions';
  if (track.role === 'main') return what !== 'listening' && what !== 'text' && what !== 'captions';
  return what !== 'listening';
}

/** `clip` among `clips`, which are those that stay on `track`. */
function placed(montage: Montage, track: Track, clips: readonly Clip[], clip: Clip, at: number): Montage {
  if (!belongs(clip, track)) throw new Refused('wrong_track');
  if (track.role !== 'main') {
    const start = roomAt({ ...track, clips }, clip.length, at);
    return put(montage, track, [...clips, { ...clip, start }]);
  }
  let [cut, place, nearest] = [0, 0, Math.abs(at)];
  clips.forEach((each, index) => {
    cut += each.length;
    if (Math.abs(cut - at) <= nearest) [place, nearest] = [index + 1, Math.abs(cut - at)];
  });
  return put(montage, track, clips.toSpliced(place, 0, clip));
}

function without(found: Found): readonly Clip[] {
  return found.track.clips.toSpliced(found.place, 1);
}

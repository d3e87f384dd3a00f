/** One's own film into its place, everything else ending where it ends: `core/montage/recombine/putting_in.py`. */

import { type Clip, endOf, type Montage, type Track } from '../document';
import { find, put } from '../edits/finding';
import { sliced } from '../edits/slicing';
import { footage } from '../filled';
import type { Piece } from './filling';
import { boxed, boxOf } from './framing';

/**
 * `piece` in the place that the clip is; it is a clip like any other afterwards. A photo stays as long as the place
 * was. On the main track nothing but music is the bound.
 */
export function putOwn(montage: Montage, clipId: string, piece: Piece): Montage {
  const found = find(montage, clipId);
  const { clip, track } = found;
  const { canvas } = montage;
  let { place } = clip;
  if (piece.width && piece.height && place.fit === 'contain')
    place = boxed(boxOf(place, canvas, canvas.width, canvas.height), canvas, piece.width, piece.height, place);
  const content = footage({ material: piece.material, source_in: piece.length ? piece.begin : 0 });
  const own: Clip = { ...clip, length: lengthOf(montage, track, clip, piece), content, place, slot: null };
  return ended(put(montage, track, track.clips.with(found.place, own)), endOf(own));
}

function lengthOf(montage: Montage, track: Track, clip: Clip, piece: Piece): number {
  if (!piece.length) return clip.length;
  const length = Math.max(1, piece.length - piece.begin);
  if (track.role !== 'main') return Math.min(length, clip.length);
  const music = montage.tracks
    .filter((other) => other.use === 'music')
    .flatMap((other) => other.clips)
    .filter((each) => each.start <= clip.start && clip.start < endOf(each))
    .map((each) => endOf(each) - clip.start);
  return Math.min(length, ...music);
}

/** Nothing after picture `end`. */
function ended(montage: Montage, end: number): Montage {
  return montage.tracks.reduce((made, track) => {
    const within = track.clips.filter((clip) => clip.start < end);
    const clips = within.map((clip) => (endOf(clip) <= end ? clip : sliced(clip, 0, end - clip.start)));
    return clips.every((clip, place) => clip === track.clips[place]) && clips.length === track.clips.length
      ? made
      : put(made, track, clips);
  }, montage);
}

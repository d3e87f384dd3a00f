/** What every edit begins and ends with: `core/montage/edits/finding.py`. */

import { type Clip, endOf, type Join, type Material, type Montage, type Track } from '../document';

/** The domain says no; `code` names the sentence that tells a person. */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/**
 * How many pictures of the grid each film and sound has, by `nameOf` its material. What is not in it, a photo,
 * lasts as long as one likes.
 */
export type Lengths = ReadonlyMap<string, number>;

export type Found = { readonly track: Track; readonly place: number; readonly clip: Clip };

export function nameOf(material: Material): string {
  return `${material.origin}/${material.id}`;
}

/** Where the clip lies; refuses with `no_such_clip`. */
export function find(montage: Montage, clipId: string): Found {
  for (const track of montage.tracks) {
    const place = track.clips.findIndex((each) => each.id === clipId);
    const clip = track.clips[place];
    if (clip) return { track, place, clip };
  }
  throw new Refused('no_such_clip');
}

/** Where a clip lies that is about to be changed; refuses what is locked or held by a template. */
export function findOpen(montage: Montage, clipId: string, movesCuts = false): Found {
  const found = find(montage, clipId);
  open(found.track, movesCuts);
  if (movesCuts && found.clip.slot) throw new Refused('template_cuts');
  return found;
}

/** The track that is about to be changed. */
export function trackOpen(montage: Montage, trackId: string, movesCuts = false): Track {
  const track = trackOf(montage, trackId);
  open(track, movesCuts);
  return track;
}

export function trackOf(montage: Montage, trackId: string): Track {
  const track = montage.tracks.find((each) => each.id === trackId);
  if (!track) throw new Refused('no_such_track');
  return track;
}

export function isHeld(track: Track): boolean {
  return track.role === 'main' && track.clips.some((clip) => clip.slot);
}

function open(track: Track, movesCuts: boolean): void {
  if (track.locked) throw new Refused('track_locked');
  if (movesCuts && isHeld(track)) throw new Refused('template_cuts');
}

/** `id`, which nothing of the project may have yet. */
export function newId(montage: Montage, id: string): string {
  if (montage.tracks.some((track) => track.id === id || track.clips.some((clip) => clip.id === id)))
    throw new Refused('id_taken');
  return id;
}

/**
 * `montage` with `clips` on `track`: close together on the main track, in order of time elsewhere. Joins whose two
 * clips still touch stay, as long as fits. `renamed` says of a clip whose place at a cut it took: `{ b: 'a' }`, when
 * `a` was split and its right half is `b`.
 */
export function put(
  montage: Montage,
  track: Track,
  clips: readonly Clip[],
  renamed: { readonly [heir: string]: string } = {},
): Montage {
  const laid = track.role === 'main' ? close(clips) : [...clips].sort((one, other) => one.start - other.start);
  return withTrack(montage, mended(track, laid, renamed));
}

export function withTrack(montage: Montage, track: Track): Montage {
  return { ...montage, tracks: montage.tracks.map((each) => (each.id === track.id ? track : each)) };
}

/** `montage` with `clip` where `found` is: nothing else of its track changes but what must follow. */
export function withClip(montage: Montage, found: Found, clip: Clip): Montage {
  return put(montage, found.track, found.track.clips.with(found.place, clip));
}

function close(clips: readonly Clip[]): readonly Clip[] {
  let at = 0;
  return clips.map((clip) => {
    const laid = clip.start === at ? clip : { ...clip, start: at };
    at += clip.length;
    return laid;
  });
}

/** The track with `clips` and those joins that still lie between the same two, each as long as fits behind the one before. */
export function mended(old: Track, clips: readonly Clip[], renamed: { readonly [heir: string]: string } = {}): Track {
  if (old.joins.length === 0) return { ...old, clips };
  const was = new Map(old.clips.map((clip, place) => [clip.id, old.clips[place + 1]?.id]));
  const heirs = new Map(Object.entries(renamed).map(([heir, former]) => [former, heir]));
  const kinds = new Map(old.joins.map((join) => [heirs.get(join.left) ?? join.left, join]));
  const joins: Join[] = [];
  let covered = 0;
  clips.forEach((left, place) => {
    const right = clips[place + 1];
    const before = left.length - covered;
    covered = 0;
    const join = kinds.get(left.id);
    if (!join || !right || endOf(left) !== right.start || was.get(renamed[left.id] ?? left.id) !== right.id) return;
    const length = Math.min(join.length, 2 * before + 1, 2 * right.length);
    if (length < 1) return;
    joins.push({ left: left.id, kind: join.kind, length });
    covered = length - Math.floor(length / 2);
  });
  return { ...old, clips, joins };
}

/** The start nearest to `at` where a clip of `length` overlaps no other; there always is one. */
export function roomAt(track: Track, length: number, at: number): number {
  const wanted = Math.max(0, at);
  const ends = [...track.clips.map((clip) => clip.start), Number.POSITIVE_INFINITY];
  const starts = [0, ...track.clips.map(endOf)].flatMap((first, gap) => {
    const end = ends[gap]!;
    return end - first >= length ? [Math.max(first, Math.min(wanted, end - length))] : [];
  });
  return starts.reduce((best, start) => (Math.abs(start - wanted) < Math.abs(best - wanted) ? start : best));
}

/** Tracks, and the sound of a clip taken off onto one of its own: `core/montage/edits/tracks.py`. */

import type { Clip, Montage, Role, Track, Use } from '../document';
import { clip as filledClip, track as filledTrack } from '../filled';
import { findOpen, newId, put, Refused, roomAt, trackOf, withClip, withTrack } from './finding';

/** An empty track at `place` from below, by default above all others of the picture; sound comes last. */
export function addTrack(montage: Montage, trackId: string, role: Role, use: Use = 'other', place?: number): Montage {
  const track = filledTrack({ id: newId(montage, trackId), role, use });
  if (role === 'main' && montage.tracks.some((each) => each.role === 'main')) throw new Refused('wrong_track');
  return at(montage, track, place ?? montage.tracks.length);
}

/** Without the track and all that is on it; the main track only loses its clips. */
export function removeTrack(montage: Montage, trackId: string): Montage {
  const track = trackOf(montage, trackId);
  if (track.locked) throw new Refused('track_locked');
  if (track.role === 'main') return withTrack(montage, { ...track, clips: [], joins: [] });
  return { ...montage, tracks: montage.tracks.filter((each) => each.id !== trackId) };
}

/** The track at `place` from below. */
export function moveTrack(montage: Montage, trackId: string, place: number): Montage {
  const track = trackOf(montage, trackId);
  return at({ ...montage, tracks: montage.tracks.filter((each) => each.id !== trackId) }, track, place);
}

/** The track with what is given set; a locked one can be hidden, muted and unlocked all the same. */
export function setTrack(
  montage: Montage,
  trackId: string,
  given: Partial<Pick<Track, 'hidden' | 'muted' | 'locked' | 'use' | 'volume'>>,
): Montage {
  return withTrack(montage, { ...trackOf(montage, trackId), ...given });
}

/**
 * The sound of a film as a clip of its own beneath it; the film itself is silent then. It lies on the first track
 * for other sound that has room there, or on a new one named `trackId`.
 */
export function detachSound(montage: Montage, clipId: string, soundId: string, trackId: string): Montage {
  const found = findOpen(montage, clipId);
  const { clip } = found;
  if (clip.content.what !== 'footage' || clip.content.frozen) throw new Refused('no_sound');
  if (clip.content.backwards) throw new Refused('sound_backwards');
  const { material, source_in, source_rest, speed, keep_pitch } = clip.content;
  const { volume, ...keys } = clip.keys;
  const sound: Clip = {
    ...filledClip({ id: newId(montage, soundId), start: clip.start, length: clip.length }),
    content: { what: 'listening', material, source_in, source_rest, speed, keep_pitch },
    sounding: clip.sounding,
    keys: volume ? { volume } : {},
  };
  const silent = { ...clip, keys, sounding: { volume: 0, fade_in: 0, fade_out: 0 } };
  const quiet = withClip(montage, found, silent);
  const track = quiet.tracks.find(
    (each) =>
      each.role === 'sound' && each.use === 'other' && !each.locked
      && roomAt(each, sound.length, sound.start) === sound.start,
  );
  if (track) return put(quiet, track, [...track.clips, sound]);
  const more = addTrack(quiet, trackId, 'sound');
  return put(more, trackOf(more, trackId), [sound]);
}

function at(montage: Montage, track: Track, place: number): Montage {
  const pictures = montage.tracks.filter((each) => each.role !== 'sound');
  const sounds = montage.tracks.filter((each) => each.role === 'sound');
  const [group, before] = track.role === 'sound' ? [sounds, pictures.length] : [pictures, 0];
  group.splice(Math.min(Math.max(0, place - before), group.length), 0, track);
  return { ...montage, tracks: [...pictures, ...sounds] };
}

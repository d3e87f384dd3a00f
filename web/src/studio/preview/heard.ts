/** What sounds, and how loud at each sample: the part of docs/algorithms/montage.md about sound, as pure sums. */
import type { Clip, Footage, Listening, Montage, Track } from '../kernels/document';
import { endOf } from '../kernels/document';
import { SAMPLE_RATE } from '../kernels/grid';
import { reach, windows, type Window } from '../kernels/joins';
import { valueAt } from '../kernels/keys';
import { momentAt } from '../kernels/sources';

/** One clip with its sound, from the first sample that needs it to the first after; joins reach outside the clip. */
export type Voice = {
  clip: Clip & { content: Footage | Listening };
  track: Track;
  from: number;
  until: number;
  before: Window | null;
  after: Window | null;
};

/** All that may sound in a montage, in no order. */
export function voices(montage: Montage): Voice[] {
  const { fps } = montage.canvas;
  return montage.tracks.filter((track) => !track.muted && track.volume > 0).flatMap((track) => {
    const joins = windows(track);
    return track.clips.filter(sounds).map((clip): Voice => {
      const { first, end } = reach(track, clip);
      return {
        clip, track, from: sampleOf(first, fps), until: sampleOf(end, fps),
        before: joins.find((join) => join.right.id === clip.id) ?? null,
        after: joins.find((join) => join.left.id === clip.id) ?? null,
      };
    });
  });
}

function sounds(clip: Clip): clip is Clip & { content: Footage | Listening } {
  const { content } = clip;
  if (content.what === 'footage') return !content.frozen && loud(clip);
  return content.what === 'listening' && loud(clip);
}

function loud(clip: Clip): boolean {
  return clip.sounding.volume > 0 || (clip.keys.volume ?? []).some((key) => key.value > 0);
}

/** The sample at which picture `n`, a real number, begins. */
export const sampleOf = (n: number, fps: number): number => Math.round((n * SAMPLE_RATE) / fps);

/** Where in its material, in samples of 48 kHz, a voice is when the montage is at `sample`. */
export function positionOf({ clip }: Voice, sample: number, fps: number): number {
  const k = (sample * fps) / SAMPLE_RATE - clip.start;
  return (momentAt(clip, k) * SAMPLE_RATE) / fps;
}

/** Amplitudes of a voice for `count` samples from `sample` on: volume, fades, joins and the track's own. */
export function gains(voice: Voice, sample: number, count: number, fps: number): Float32Array {
  const { clip, track } = voice;
  const found = new Float32Array(count);
  const { fade_in, fade_out, volume } = clip.sounding;
  const keys = clip.keys.volume ?? [];
  const share = track.volume / 1_000_000;
  const end = endOf(clip);
  for (let i = 0; i < count; i++) {
    const n = ((sample + i) * fps) / SAMPLE_RATE;
    const k = n - clip.start;
    let gain = share * (keys.length ? between(keys, k) : volume);
    if (fade_in && k < fade_in) gain *= Math.max(0, k / fade_in);
    if (fade_out && end - n < fade_out) gain *= Math.max(0, (end - n) / fade_out);
    if (voice.before) gain *= Math.sin(passed(voice.before, n) * (Math.PI / 2));
    if (voice.after) gain *= Math.cos(passed(voice.after, n) * (Math.PI / 2));
    found[i] = gain;
  }
  return found;
}

/** Keys are sampled at pictures, and between two pictures the value is on the line between them. */
function between(keys: Parameters<typeof valueAt>[0], k: number): number {
  const low = Math.floor(k);
  const here = valueAt(keys, low);
  return here + (valueAt(keys, low + 1) - here) * (k - low);
}

function passed(join: Window, n: number): number {
  return Math.min(1, Math.max(0, (n - join.first) / join.length));
}

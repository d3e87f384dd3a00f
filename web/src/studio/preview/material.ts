/** One film, photo or sound, opened where it lies: a file of this device or an address of the server. */
import type { EncodedPacketSink, Input, InputAudioTrack, InputVideoTrack, VideoSampleSink } from 'mediabunny';
import { thrifty } from './decoding';
import type { Size } from './geometry';

export type Place = Blob | string;

export type Film = {
  kind: 'film';
  /** Upright, square pixels. */
  size: Size;
  seconds: number;
  /** Where the file's own clock stands when it begins: moments of a montage count from there. */
  origin: number;
  /** When its first picture begins on the file's own clock. */
  first: number;
  track: InputVideoTrack;
  frames: VideoSampleSink;
  packets: EncodedPacketSink;
  sound: InputAudioTrack | null;
  input: Input;
};
export type Sound = { kind: 'sound'; seconds: number; origin: number; sound: InputAudioTrack; input: Input };
export type Photo = { kind: 'photo'; size: Size; bitmap: ImageBitmap };
/** What this browser can't decode: the server's own picture of it stands in. */
export type Unreadable = { kind: 'unreadable'; size: Size | null };
export type Opened = Film | Sound | Photo | Unreadable;

/** Photos are kept no larger than this on their longer side; the canvas is at most 1,920. */
const MOST_SIDE = 2560;
/** Bytes of a file that are kept in memory. */
const MOST_CACHED = 4 * 1024 * 1024;

export async function open(place: Place): Promise<Opened> {
  const bunny = await import('mediabunny');
  const source = typeof place === 'string'
    ? new bunny.UrlSource(place, { maxCacheSize: 4 * MOST_CACHED, requestInit: { credentials: 'same-origin' }, getRetryDelay: (before) => (before < 3 ? 0.4 * 2 ** before : null) })
    : new bunny.BlobSource(place, { maxCacheSize: MOST_CACHED });
  const input = new bunny.Input({ formats: bunny.ALL_FORMATS, source });
  try {
    if (looksLikePhoto(place) || !(await input.canRead())) {
      input.dispose();
      return await photo(place);
    }
    const picture = await input.getPrimaryVideoTrack();
    const sound = await decodable(await input.getPrimaryAudioTrack());
    const origin = Math.max(0, await input.getFirstTimestamp());
    if (picture) {
      const size = { width: await picture.getDisplayWidth(), height: await picture.getDisplayHeight() };
      if (!(await decodable(picture))) {
        input.dispose();
        return { kind: 'unreadable', size };
      }
      const seconds = (await picture.computeDuration()) - origin;
      return {
        kind: 'film', size, seconds, origin, first: await picture.getFirstTimestamp(), track: picture, sound, input,
        frames: thrifty(bunny, picture), packets: new bunny.EncodedPacketSink(picture),
      };
    }
    if (sound) return { kind: 'sound', seconds: (await sound.computeDuration()) - origin, origin, sound, input };
  } catch {
    // Broken or cut off: the same answer as for a codec that is missing here.
  }
  input.dispose();
  return { kind: 'unreadable', size: null };
}

export function close(opened: Opened): void {
  if (opened.kind === 'photo') opened.bitmap.close();
  else if (opened.kind !== 'unreadable') opened.input.dispose();
}

async function decodable<T extends InputVideoTrack | InputAudioTrack>(track: T | null): Promise<T | null> {
  return track && (await track.canDecode().catch(() => false)) ? track : null;
}

function looksLikePhoto(place: Place): boolean {
  return typeof place !== 'string' && place.type.startsWith('image/');
}

async function photo(place: Place): Promise<Opened> {
  try {
    const blob = typeof place === 'string' ? await (await fetch(place, { credentials: 'same-origin' })).blob() : place;
    const whole = await createImageBitmap(blob, { premultiplyAlpha: 'none' });
    const size = { width: whole.width, height: whole.height };
    const by = Math.min(1, MOST_SIDE / Math.max(size.width, size.height));
    if (by === 1) return { kind: 'photo', size, bitmap: whole };
    const smaller = await createImageBitmap(whole, {
      resizeWidth: Math.round(size.width * by), resizeHeight: Math.round(size.height * by), resizeQuality: 'high', premultiplyAlpha: 'none',
    });
    whole.close();
    return { kind: 'photo', size, bitmap: smaller };
  } catch {
    return { kind: 'unreadable', size: null };
  }
}

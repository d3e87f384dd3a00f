/** What a file is, read here and at once: kind, length, size, a strip of pictures, the shape of its sound. It lies on
 * this device, or at an address.
 *
 * A file that this browser can't decode gives no strip and no shape; the server's take their place once it has them.
 */
import type { Input, InputAudioTrack, InputVideoTrack } from 'mediabunny';

export type Kind = 'film' | 'photo' | 'sound';
export type Facts = { kind: Kind; seconds: number; width: number; height: number; sounds: boolean };
/** Small pictures at even distances; `every` in seconds. */
export type Strip = { every: number; pictures: CanvasImageSource[] };
/** The loudest moment of each fiftieth of a second, 0 to 255. */
export type Peaks = Uint8Array<ArrayBuffer>;
export const PEAKS_A_SECOND = 50;
/** Where a film, photo or sound lies. */
type Source = Blob | string;

const HEIGHT = 96;
const MOST_PICTURES = 90;

export function kindOf(file: Blob & { name?: string }): Kind | null {
  const name = (file.name ?? '').toLowerCase();
  if (file.type.startsWith('image/') && file.type !== 'image/gif') return 'photo';
  if (file.type.startsWith('audio/')) return 'sound';
  if (file.type.startsWith('video/') || file.type === 'image/gif') return 'film';
  if (/\.(jpe?g|png|webp|heic|avif)$/.test(name)) return 'photo';
  if (/\.(mp3|m4a|aac|wav|flac|ogg|opus)$/.test(name)) return 'sound';
  return /\.(mp4|m4v|mov|webm|mkv|gif)$/.test(name) ? 'film' : null;
}

/** Throws when the browser can't make anything of it. */
export async function factsOf(file: Blob, kind: Kind): Promise<Facts> {
  if (kind === 'photo') {
    const picture = await createImageBitmap(file);
    const { width, height } = picture;
    picture.close();
    return { kind, seconds: 0, width, height, sounds: false };
  }
  return within(file, async (_, picture, sound, input) => ({
    kind: picture ? 'film' : 'sound',
    seconds: await input.computeDuration(),
    width: picture?.displayWidth ?? 0,
    height: picture?.displayHeight ?? 0,
    sounds: sound !== null,
  }));
}

/** Pictures one after the other, each handed over as soon as it is there. */
export async function drawStrip(file: Source, facts: Facts, grown: (strip: Strip) => void, signal: AbortSignal): Promise<void> {
  if (facts.kind === 'sound') return;
  if (facts.kind === 'photo') {
    const width = Math.max(1, Math.round((HEIGHT * facts.width) / facts.height));
    return grown({ every: 1e9, pictures: [await createImageBitmap(await blobOf(file), { resizeWidth: width, resizeHeight: HEIGHT })] });
  }
  const every = Math.max(0.5, facts.seconds / MOST_PICTURES);
  const strip: Strip = { every, pictures: [] };
  await within(file, async ({ CanvasSink }, picture) => {
    if (!picture || !(await picture.canDecode())) return;
    const first = await picture.getFirstTimestamp();
    const times = Array.from({ length: Math.max(1, Math.floor(facts.seconds / every)) }, (_, i) => first + (i + 0.5) * every);
    for await (const drawn of new CanvasSink(picture, { height: HEIGHT, fit: 'fill' }).canvasesAtTimestamps(times)) {
      if (signal.aborted) return;
      strip.pictures.push(drawn?.canvas ?? strip.pictures.at(-1)!);
      if (strip.pictures.length % 4 === 1) grown(strip);
    }
    grown(strip);
  });
}

export async function drawPeaks(file: Source, facts: Facts, signal: AbortSignal): Promise<Peaks | null> {
  if (!facts.sounds) return null;
  const peaks = new Uint8Array(Math.ceil(facts.seconds * PEAKS_A_SECOND) + 1);
  await within(file, async ({ AudioBufferSink }, _, sound) => {
    if (!sound || !(await sound.canDecode())) return;
    for await (const { buffer, timestamp } of new AudioBufferSink(sound).buffers()) {
      if (signal.aborted) return;
      note(peaks, buffer.getChannelData(0), timestamp, buffer.sampleRate);
    }
  });
  return peaks;
}

function note(peaks: Peaks, samples: Float32Array, from: number, rate: number): void {
  for (let i = 0; i < samples.length; i += 4) {
    const at = Math.floor((from + i / rate) * PEAKS_A_SECOND);
    if (at < 0 || at >= peaks.length) continue;
    const loud = Math.min(255, Math.abs(samples[i]!) * 255);
    if (loud > peaks[at]!) peaks[at] = loud;
  }
}

type Act<T> = (bunny: typeof import('mediabunny'), picture: InputVideoTrack | null, sound: InputAudioTrack | null, input: Input) => Promise<T>;

async function within<T>(file: Source, act: Act<T>): Promise<T> {
  const bunny = await import('mediabunny');
  const source = typeof file === 'string' ? new bunny.UrlSource(file, { requestInit: { credentials: 'same-origin' } }) : new bunny.BlobSource(file);
  const input = new bunny.Input({ formats: bunny.ALL_FORMATS, source });
  try {
    return await act(bunny, await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack(), input);
  } finally {
    input.dispose();
  }
}

const blobOf = async (file: Source): Promise<Blob> => (typeof file === 'string' ? (await fetch(file, { credentials: 'same-origin' })).blob() : file);

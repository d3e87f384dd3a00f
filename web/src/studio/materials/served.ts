/** Strips and shapes of sound as the server draws them, for what is not here as a file. */
import type { MaterialView } from '../server';
import type { Peaks, Strip } from './reading';

export async function stripOf({ what, strip, url }: MaterialView, signal: AbortSignal): Promise<Strip | null> {
  if (what === 'photo' && url) return { every: 1e9, pictures: [await pictureAt(url, signal, { resizeHeight: 96 })] };
  if (!strip) return null;
  const sheet = await pictureAt(strip.url, signal);
  const pictures = Array.from({ length: strip.count }, (_, n) => {
    const canvas = new OffscreenCanvas(strip.width, strip.height);
    const [x, y] = [(n % strip.columns) * strip.width, Math.floor(n / strip.columns) * strip.height];
    canvas.getContext('2d')?.drawImage(sheet, x, y, strip.width, strip.height, 0, 0, strip.width, strip.height);
    return canvas;
  });
  sheet.close();
  return { every: strip.step_ms / 1000, pictures };
}

/** The server's pairs of lowest and highest, as loudest moments at `rate` a second. */
export async function peaksOf({ peaks }: MaterialView, rate: number, signal: AbortSignal): Promise<Peaks | null> {
  if (!peaks) return null;
  const answer = await fetch(peaks.url, { signal });
  if (!answer.ok) return null;
  return resampled(new Int8Array(await answer.arrayBuffer()), peaks.rate, rate);
}

export function resampled(pairs: Int8Array, from: number, to: number): Peaks {
  const found = new Uint8Array(Math.ceil(((pairs.length / 2) * to) / from));
  for (let i = 0; i * 2 + 1 < pairs.length; i++) {
    const loud = Math.min(255, Math.max(Math.abs(pairs[2 * i]!), Math.abs(pairs[2 * i + 1]!)) * 2);
    const first = Math.floor((i * to) / from);
    const last = Math.max(first + 1, Math.floor(((i + 1) * to) / from));
    for (let at = first; at < last && at < found.length; at++) found[at] = Math.max(found[at]!, loud);
  }
  return found;
}

async function pictureAt(url: string, signal: AbortSignal, how: ImageBitmapOptions = {}): Promise<ImageBitmap> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`the picture answers ${answer.status}`);
  return createImageBitmap(await answer.blob(), how);
}

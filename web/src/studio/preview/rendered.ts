/** Pictures of the server's, where the browser can't show a montage itself: exact, but small and a moment late. */

/** An exact picture, or two seconds from a picture on as a film; null where the server has none now. */
export type Fetched = (picture: number, signal: AbortSignal) => Promise<Blob | null>;
export type Draw = (picture: ImageBitmap | HTMLVideoElement, width: number, height: number) => void;

/** Puts the exact picture `n` on the screen; answers whether it did. */
export async function drawStill(still: Fetched, n: number, draw: Draw, signal: AbortSignal): Promise<boolean> {
  const blob = await still(n, signal).catch(() => null);
  if (!blob || signal.aborted) return false;
  const bitmap = await createImageBitmap(blob).catch(() => null);
  if (!bitmap) return false;
  if (!signal.aborted) draw(bitmap, bitmap.width, bitmap.height);
  bitmap.close();
  return !signal.aborted;
}

/** Plays the server's own stretches one after the other, sound and all, until `signal` or the end; answers whether it got
 * there. */
export async function playChunks(
  chunk: Fetched, from: number, end: number, fps: number, volume: number, draw: Draw, shown: (picture: number) => void, signal: AbortSignal,
): Promise<boolean> {
  const bring = (n: number) => (n < end ? chunk(n, signal).catch(() => null) : Promise.resolve(null));
  let n = from;
  let coming = bring(n);
  while (n < end && !signal.aborted) {
    const blob = await coming;
    if (!blob || signal.aborted) return false;
    const first = n;
    n = Math.min(end, first + 2 * fps);
    coming = bring(n); // while this one plays
    await playFilm(blob, (n - first) / fps, volume, draw, (seconds) => shown(Math.min(n - 1, first + Math.floor(seconds * fps + 0.01))), signal);
  }
  return !signal.aborted;
}

/** Plays the first `length` seconds of a film. */
async function playFilm(blob: Blob, length: number, volume: number, draw: Draw, at: (seconds: number) => void, signal: AbortSignal): Promise<void> {
  const address = URL.createObjectURL(blob);
  const video = document.createElement('video');
  video.playsInline = true;
  video.volume = volume;
  try {
    video.src = address;
    await new Promise<void>((resolve) => {
      const look = () => {
        if (video.currentTime >= length) return resolve();
        if (video.videoWidth) {
          draw(video, video.videoWidth, video.videoHeight);
          at(video.currentTime);
        }
        if (!video.ended && !signal.aborted) requestAnimationFrame(look);
      };
      for (const event of ['ended', 'error']) video.addEventListener(event, () => resolve(), { once: true });
      signal.addEventListener('abort', () => resolve(), { once: true });
      void video.play().then(look, () => resolve()); // not without a gesture of somebody's
    });
  } finally {
    video.pause();
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(address);
  }
}

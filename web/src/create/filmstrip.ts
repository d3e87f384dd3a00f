/** Pictures out of a local video, drawn by the browser itself: for the trim bar and the choice of a cover. */

export type Still = { atMs: number; url: string };

/** Draws `at` one after the other and hands each over as soon as it is there; stops when `signal` says so.
 *
 * A file that this browser can't decode gives no pictures and no error: the server's own take their place.
 */
export async function draw(file: Blob, at: readonly number[], each: (still: Still) => void, signal: AbortSignal): Promise<void> {
  const source = URL.createObjectURL(file);
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  video.playsInline = true;
  try {
    video.src = source;
    await once(video, 'loadeddata', signal);
    const canvas = document.createElement('canvas');
    canvas.height = 160;
    canvas.width = Math.max(40, Math.round((160 * video.videoWidth) / Math.max(1, video.videoHeight)));
    const pen = canvas.getContext('2d');
    for (const ms of at) {
      video.currentTime = ms / 1000;
      await once(video, 'seeked', signal);
      pen?.drawImage(video, 0, 0, canvas.width, canvas.height);
      const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.72));
      if (signal.aborted) return;
      if (picture) each({ atMs: ms, url: URL.createObjectURL(picture) });
    }
  } catch {
    // not decodable here, or no longer wanted
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(source);
  }
}

/** How long a local file is; 0 when this browser can't read it. A recording without an index says «forever»:
 * then it is played to its end first. */
export async function durationOf(file: Blob, signal: AbortSignal): Promise<number> {
  const source = URL.createObjectURL(file);
  const video = document.createElement('video');
  video.preload = 'metadata';
  try {
    video.src = source;
    await once(video, 'loadedmetadata', signal);
    if (video.duration === Infinity) {
      video.currentTime = 1e7;
      await once(video, 'durationchange', signal);
    }
    return Number.isFinite(video.duration) ? Math.round(video.duration * 1000) : 0;
  } catch {
    return 0;
  } finally {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(source);
  }
}

function once(video: HTMLVideoElement, event: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    const options = { once: true, signal: stop.signal };
    const settle = (act: () => void) => () => (stop.abort(), clearTimeout(timer), act());
    const timer = setTimeout(settle(() => reject(new Error('slow'))), 10_000);
    video.addEventListener(event, settle(resolve), options);
    video.addEventListener('error', settle(() => reject(new Error('undecodable'))), options);
    signal.addEventListener('abort', settle(() => reject(new Error('aborted'))), options);
  });
}

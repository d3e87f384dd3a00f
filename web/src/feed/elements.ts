/** What the player asks of one video element and of the browser; nothing here knows a feed. */

/** Seconds ahead of the present that make a video safe from the downloads of others. */
const SAFE_S = 2.5;

/** Whether it has a few seconds to go, or has all there is. */
export function hasAhead(element: HTMLVideoElement | undefined): boolean {
  if (!element || element.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) return false;
  const { buffered, currentTime, duration } = element;
  for (let i = 0; i < buffered.length; i++) {
    const ahead = buffered.end(i) - currentTime;
    const all = buffered.end(i) >= duration - 0.2;
    if (buffered.start(i) <= currentTime + 0.1 && (ahead >= SAFE_S || all)) return true;
  }
  return false;
}

/** Lets go of its file: the download stops, what was buffered is given back. */
export function release(element: HTMLVideoElement): void {
  element.pause();
  element.removeAttribute('src');
  element.load();
}

/** Whether a browser that waits for a gesture before it lets a page sound has had one. */
export function hasBeenTouched(): boolean {
  return (navigator as { userActivation?: { hasBeenActive: boolean } }).userActivation?.hasBeenActive ?? false;
}

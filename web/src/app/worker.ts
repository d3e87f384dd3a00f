/** Starts the service worker once the first screen stands: it must cost the first video nothing. */
import { sendWaiting } from '../api/later';

export function startWorker(): void {
  const begin = () => setTimeout(start, 3000);
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin, { once: true });
  addEventListener('online', () => void sendWaiting());
}

function start(): void {
  void sendWaiting();
  if (import.meta.env.PROD) navigator.serviceWorker?.register('/sw.js').catch(() => {}); // everything works without
}

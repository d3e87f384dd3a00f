/** Starts the service worker once the first screen stands: it must cost the first video nothing. */
import { WORD, type ToPage } from '../../worker/talk';
import { sendWaiting } from '../api/later';
import { navigate } from './location.svelte';
import { nowUnread } from './unread.svelte';

export function startWorker(): void {
  navigator.serviceWorker?.addEventListener('message', hear);
  const begin = () => setTimeout(start, 3000);
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin, { once: true });
  addEventListener('online', () => void sendWaiting());
}

function start(): void {
  void sendWaiting();
  void register()?.catch(() => {}); // everything works without
}

/** Starts it at once, for whoever can't do without it; asked again it is the same one. */
export function register(): Promise<ServiceWorkerRegistration> | undefined {
  return import.meta.env.PROD ? navigator.serviceWorker?.register('/sw.js') : undefined;
}

/** A notification was touched, or would have rung if nobody were looking. */
function hear(event: MessageEvent<ToPage>): void {
  if (event.data?.kind === WORD.go) void navigate(event.data.path);
  if (event.data?.kind === WORD.news) nowUnread(event.data.unread);
}

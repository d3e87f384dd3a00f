/** The stream of news: open while somebody looks, opened again when it is lost.
 *
 * While it stands nothing needs to be asked for by the clock; while it doesn't, everybody asks now and then.
 */
import { tellNews, type News } from './news';
import { session } from './session.svelte';

/** A page nobody looks at for so long needs no stream; it looks when somebody comes back. */
const UNSEEN_MS = 60_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 120_000;

class Stream {
  /** The server tells everything new from here on. */
  standing = $state(false);
}

export const stream = new Stream();

/** Keeps a stream for whoever is logged in; `fresh` is called when one begins, for what was missed. Returns what
 * ends it. */
export function keepStream(fresh: () => void): () => void {
  let source: EventSource | null = null;
  let pause = FIRST_PAUSE_MS;
  let timer = 0;

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
    stream.standing = false;
  };
  const open = () => {
    close();
    const url = session.me?.config.stream_url;
    if (!url || typeof EventSource !== 'function') return;
    const here = new EventSource(url, { withCredentials: true });
    source = here;
    here.addEventListener('hello', () => {
      stream.standing = true;
      pause = FIRST_PAUSE_MS;
      fresh();
    });
    here.addEventListener('news', (event: MessageEvent<string>) => tellNews(JSON.parse(event.data) as News));
    here.onerror = () => {
      close(); // the browser's own second try would come at once, from every page together
      timer = window.setTimeout(open, pause * (0.5 + Math.random()));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    };
  };
  const look = () => {
    clearTimeout(timer);
    if (document.hidden) timer = window.setTimeout(close, UNSEEN_MS);
    else if (!source) open();
  };

  look();
  document.addEventListener('visibilitychange', look);
  addEventListener('online', look);
  return () => {
    close();
    document.removeEventListener('visibilitychange', look);
    removeEventListener('online', look);
  };
}

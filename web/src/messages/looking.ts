/** Asks again and again while somebody looks: when they come back, when news come, and by the clock. */
import { onNews } from '../app/news';
import { stream } from '../app/stream.svelte';

/** While the stream stands the clock is there for what it may have lost. */
const RARELY_MS = 60_000;

/** `about`: the conversation whose news count; empty: any. `act` hears whether it was news or the clock. */
export function whileLooking(act: (news: boolean) => void, everyMs: number, about: string): () => void {
  const look = () => document.hidden || act(false);
  let last = Date.now();
  const timer = setInterval(() => {
    if (stream.standing && Date.now() - last < RARELY_MS) return;
    last = Date.now();
    look();
  }, everyMs);
  document.addEventListener('visibilitychange', look);
  const deaf = onNews((news) => {
    if (news.kind === 'messages' && (!about || !news.about || news.about === about)) act(true);
  });
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    deaf();
  };
}

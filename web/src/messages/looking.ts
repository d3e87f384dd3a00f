/** Asks again and again while somebody looks: when they come back, now and then, and when news come. */
import { onNews } from '../app/news';

/** `about`: the conversation whose news count; empty: any. `act` hears whether it was news or the clock. */
export function whileLooking(act: (news: boolean) => void, everyMs: number, about: string): () => void {
  const look = () => document.hidden || act(false);
  const timer = setInterval(look, everyMs);
  document.addEventListener('visibilitychange', look);
  const deaf = onNews((news) => {
    if (news.kind === 'messages' && (!about || news.about === about)) act(true);
  });
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    deaf();
  };
}

/** How many notices and conversations wait: asked for when somebody comes, comes back, when there are news, and
 * without a stream of news now and then. */
import { api } from '../api/client';
import { onNews, tellNews } from './news';
import { keepStream, stream } from './stream.svelte';

const EVERY_MS = 45_000;
const GATHER_MS = 250;
/** The server counts no further. */
const MOST = 100;

class Unread {
  count = $state(0);
  /** Conversations with something new, and requests of strangers. */
  talks = $state(0);
  requests = $state(0);
}

export const unread = new Unread();

export const shownCount = (n: number): string => (n >= MOST ? `${MOST - 1}+` : String(n));

/** How often the number of notices was said; what was asked before the last time is out of date. */
let told = 0;

/** Takes over what the server said of notices; an installed app shows it on its icon too. */
export function nowUnread(count: number): void {
  told += 1;
  unread.count = count;
  showOnIcon();
}

/** Takes over what the server said of conversations. */
export function nowWaiting(answer: { conversations: number; requests: number }): void {
  unread.talks = answer.conversations;
  unread.requests = answer.requests;
  showOnIcon();
}

function showOnIcon(): void {
  const badge = navigator as { setAppBadge?: (n: number) => Promise<void> };
  void badge.setAppBadge?.(unread.count + unread.talks).catch(() => {});
}

/** Keeps the numbers fresh for this person; without one there is nothing to count. Returns what ends it. */
export function watchUnread(person: string | undefined): () => void {
  if (!person) {
    nowUnread(0);
    nowWaiting({ conversations: 0, requests: 0 });
    return () => {};
  }
  let over = false;
  const known = { notices: false, messages: false };
  // The numbers of a minute ago will do when nobody answers.
  const ask = {
    notices: () => {
      const before = told;
      api.get<{ unread: number }>('/api/notices/unread').then((answer) => over || told !== before || nowUnread(answer.unread), () => {});
    },
    messages: () =>
      void api.get<{ conversations: number; requests: number }>('/api/messages/unread').then((answer) => over || nowWaiting(answer), () => {}),
  };
  /** Several news of a moment are one reason to ask. */
  const soon = (kind: 'notices' | 'messages') => {
    if (known[kind]) return;
    known[kind] = true;
    setTimeout(() => {
      known[kind] = false;
      if (!over) ask[kind]();
    }, GATHER_MS);
  };
  const both = () => {
    if (document.hidden) return;
    ask.notices();
    ask.messages();
  };
  const byTheClock = () => stream.standing || both();
  both();
  const timer = setInterval(byTheClock, EVERY_MS);
  document.addEventListener('visibilitychange', both);
  const deaf = onNews(({ kind }) => (kind === 'notices' || kind === 'messages') && soon(kind));
  const close = keepStream(() => {
    for (const kind of ['notices', 'messages'] as const) tellNews({ kind, about: '' }); // whatever came before it stood
  });
  return () => {
    over = true;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', both);
    deaf();
    close();
  };
}

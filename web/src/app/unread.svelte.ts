/** How many notices wait: asked for when somebody comes, comes back, and now and then while they stay. */
import { api } from '../api/client';

const EVERY_MS = 45_000;
/** The server counts no further. */
const MOST = 100;

class Unread {
  count = $state(0);
}

export const unread = new Unread();

export const shownCount = (n: number): string => (n >= MOST ? `${MOST - 1}+` : String(n));

/** Takes over what the server said; an installed app shows it on its icon too. */
export function nowUnread(count: number): void {
  unread.count = count;
  const badge = navigator as { setAppBadge?: (n: number) => Promise<void> };
  void badge.setAppBadge?.(count).catch(() => {});
}

/** Keeps the number fresh for this person; without one there is nothing to count. Returns what ends it. */
export function watchUnread(person: string | undefined): () => void {
  if (!person) {
    nowUnread(0);
    return () => {};
  }
  let over = false;
  const ask = () => {
    if (document.hidden) return;
    api.get<{ unread: number }>('/api/notices/unread').then(
      (answer) => !over && nowUnread(answer.unread),
      () => {}, // the number of a minute ago will do
    );
  };
  ask();
  const timer = setInterval(ask, EVERY_MS);
  document.addEventListener('visibilitychange', ask);
  return () => {
    over = true;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', ask);
  };
}

/** Who is here. `session.person` is null for a visitor without an account; everything reads, few write. */
import { dropActs } from '../../worker/store';
import { api, rememberToken } from '../api/client';
import { flushAndForget } from '../api/events';
import type { Me, Self } from '../api/types';
import { choose } from '../i18n';
import { chosen } from '../i18n/language.svelte';
import { here } from './location.svelte';
import { problem, toast } from './toasts.svelte';

class Session {
  me = $state<Me | null>(null);
  /** What an act that needs an account was going to do, while we ask the person to log in. */
  wanted = $state<{ wish: Wish; next: string } | null>(null);

  get person(): Self | null {
    return this.me?.person ?? null;
  }
}

/** Which sentence of the login prompt fits. */
export type Wish = 'like' | 'comment' | 'save' | 'repost' | 'follow' | 'report' | 'create' | 'profile' | 'message';

export const session = new Session();
let asking: Promise<Me> | null = null;

/** The present answer of /api/me; asked once, however many ask. */
export function loadMe(): Promise<Me> {
  asking ??= api
    .get<Me>('/api/me')
    .then(become)
    .finally(() => (asking = null));
  return asking;
}

/** Takes over an answer that says who we are now (join, log in, a changed profile). */
export function become(me: Me): Me {
  session.me = me;
  rememberToken(me.csrf);
  if (me.person && !chosen()) void choose(me.person.language);
  return me;
}

/**
 * True when somebody is logged in; otherwise asks kindly, and after logging in one stands at `next`. Who acts
 * before the server said who is here is no stranger yet: the act waits for its answer. What a tap means is
 * read before this is awaited, from what the screen showed.
 */
export async function needPerson(wish: Wish, next = here.path): Promise<boolean> {
  try {
    if (!session.me) await loadMe();
  } catch (error) {
    toast(problem(error));
    return false;
  }
  if (session.person) return true;
  session.wanted = { wish, next };
  return false;
}

/** The login or join address that comes back here afterwards. */
export function comeBack(screen: '/login' | '/join', to = here.path): string {
  return to === '/' ? screen : `${screen}?next=${encodeURIComponent(to)}`;
}

/** This browser rings no more for whoever leaves it; the server forgets it by itself. */
async function hushHere(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await (await registration?.pushManager?.getSubscription())?.unsubscribe();
}

export async function logOut(): Promise<void> {
  await flushAndForget();
  await dropActs().catch(() => {});
  await hushHere().catch(() => {});
  await api.post('/api/logout');
  await loadMe();
}

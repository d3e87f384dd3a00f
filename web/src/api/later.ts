/** Acts that may wait for a network: sent at once when there is one, else kept on the device and sent later. */
import { LATER, sendKept } from '../../worker/later';
import { keepAct, type Act } from '../../worker/store';
import { session } from '../app/session.svelte';
import { toast } from '../app/toasts.svelte';
import { say } from '../i18n';
import { api, ApiError } from './client';

type Outcome<T> = { kept: false; answer: T } | { kept: true };
type Waking = ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } };

/** PUT or DELETE at `path`. Without a network the act is kept, and the person is told so once. */
export function sendOrKeep<T>(method: 'PUT' | 'DELETE', path: string): Promise<Outcome<T>> {
  return tryOrKeep({ path, method }, () => (method === 'PUT' ? api.put<T>(path) : api.delete<T>(path)));
}

/** The same for words, which the server knows again by the name that `body` gives them. */
export function postOrKeep<T>(path: string, body: { client_id: string }): Promise<Outcome<T>> {
  return tryOrKeep({ path, method: 'POST', body: JSON.stringify(body), clientId: body.client_id }, () => api.post<T>(path, body));
}

async function tryOrKeep<T>(act: Omit<Act, 'personId' | 'atMs'>, send: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { kept: false, answer: await send() };
  } catch (error) {
    if (!(error instanceof ApiError && error.offline) || !session.person) throw error;
    await keepAct({ ...act, personId: session.person.id, atMs: Date.now() }).catch(() => {
      throw error; // a browser that keeps nothing: say what the matter is
    });
    toast(say('later.kept'));
    void wake();
    return { kept: true };
  }
}

/** Asks the browser to wake us with the network, even when no page is open then. */
async function wake(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as Waking | undefined;
  await registration?.sync?.register(LATER).catch(() => {});
}

let sending = false;

/** Sends what waits, when there is something and a network; otherwise the next occasion does. */
export async function sendWaiting(): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    if ((await sendKept((why) => toast(say('later.refused', { why })))) > 0) toast(say('later.sent'));
  } catch {
    // Still no network, or a browser without a shelf.
  }
  sending = false;
}

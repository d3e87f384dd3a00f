/** Sends what a person did without a network, from the page or from the service worker, whoever wakes first.
 *
 * Each act belongs to the person who did it: while somebody else, or nobody, is logged in, it waits. Acts may
 * be sent twice, so a lost answer does no harm.
 */
import { dropAct, keptActs } from './store';

/** By this name the browser wakes the service worker when the network is back. */
export const LATER = 'later';
const WEEK_MS = 7 * 24 * 3600 * 1000;
/** Not the act's fault: asked too often, logged out meanwhile, a server that stumbles. */
const PASSING = [401, 408, 425, 429];

/** Sends what waits, in the order it was done; how many acts the server heard. Throws when it is still not to be
 * reached. `onrefused` hears why words were not taken: they are lost otherwise. */
export async function sendKept(onrefused: (why: string) => void = () => {}): Promise<number> {
  const acts = await keptActs();
  if (!acts.length) return 0;
  const asked = await fetch('/api/me', { headers: { Accept: 'application/json' } });
  if (!asked.ok) throw new Error(`the server stumbles: ${asked.status}`);
  const me = (await asked.json()) as { person: { id: string } | null; csrf: string };
  let heard = 0;
  for (const act of acts) {
    if (Date.now() - act.atMs > WEEK_MS) await dropAct(act);
    else if (act.personId === me.person?.id) {
      const headers = { Accept: 'application/json', 'X-CSRFToken': me.csrf, ...(act.body ? { 'Content-Type': 'application/json' } : {}) };
      const answer = await fetch(act.path, { method: act.method, headers, body: act.body ?? null });
      const refusal = answer.ok ? null : ((await answer.json().catch(() => null)) as { code?: string; message?: string } | null);
      if (answer.status >= 500 || PASSING.includes(answer.status) || refusal?.code === 'csrf') throw new Error(`not yet: ${answer.status}`);
      await dropAct(act); // done, or refused for good: the video may be gone by now
      if (answer.ok) heard++;
      else if (act.body) onrefused(refusal?.message ?? '');
    }
  }
  return heard;
}

/** A small shelf that the service worker and the pages share: a file somebody shared with us, and what a
 * person did without a network. */
import { database } from './database';

export type Shared = { file: File; words: string; atMs: number };

/** An act that may be done twice: «like this», «no longer follow them», or words under a name that we gave them. */
export type Act = {
  path: string;
  method: 'PUT' | 'DELETE' | 'POST';
  personId: string;
  atMs: number;
  /** JSON, and the name by which the server knows it again. */
  body?: string;
  clientId?: string;
};

/** Acts on the same thing share a key, so that the last one holds; each comment has its own. */
const keyOf = (act: Act) => (act.clientId ? `${act.path}#${act.clientId}` : act.path);

const within = database<'shared' | 'acts'>('mutoscope.shelf', 2, (db) => {
  for (const store of ['shared', 'acts']) if (!db.objectStoreNames.contains(store)) db.createObjectStore(store);
});
const HOUR_MS = 3600 * 1000;

/** Keeps what was shared last; what was shared before and never fetched is let go. */
export async function keepShared(shared: Shared): Promise<void> {
  await within('shared', 'readwrite', (store) => store.put(shared, 'last'));
}

/** Takes what was shared off the shelf; null when there is nothing, or it is hours old. */
export async function fetchShared(): Promise<Shared | null> {
  const found = await within<Shared | undefined>('shared', 'readonly', (store) => store.get('last')).catch(() => undefined);
  if (!found) return null;
  await within('shared', 'readwrite', (store) => store.delete('last')).catch(() => {});
  return Date.now() - found.atMs < HOUR_MS ? found : null;
}

/** Keeps an act; a later one on the same thing takes its place. */
export async function keepAct(act: Act): Promise<void> {
  await within('acts', 'readwrite', (store) => store.put(act, keyOf(act)));
}

/** In the order in which they were done. */
export async function keptActs(): Promise<Act[]> {
  const acts = await within<Act[]>('acts', 'readonly', (store) => store.getAll());
  return acts.sort((a, b) => a.atMs - b.atMs);
}

/** Lets an act go, unless the person changed their mind meanwhile. */
export async function dropAct(act: Act): Promise<void> {
  const now = await within<Act | undefined>('acts', 'readonly', (store) => store.get(keyOf(act)));
  if (now?.atMs === act.atMs) await within('acts', 'readwrite', (store) => store.delete(keyOf(act)));
}

export async function dropActs(): Promise<void> {
  await within('acts', 'readwrite', (store) => store.clear());
}

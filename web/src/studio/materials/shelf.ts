/** What this browser keeps of the studio: files that are still on their way, and montages not yet saved elsewhere.
 *
 * A reload, a crash or an empty battery loses nothing: files go on from where they stopped, and a montage written
 * without a network waits here. Browsers that keep nothing (a private window) work on without.
 */
import { database } from '../../../worker/database';
import { leftBehind } from '../../app/leaving';
import type { Kind } from './reading';

export type KeptFile = { id: string; projectId: string; personId: string; clientId: string; name: string; kind: Kind; file: Blob; atMs: number };
export type KeptMontage = {
  projectId: string;
  personId: string;
  revision: number;
  montage: unknown;
  /** What was on its way to the server meanwhile: if that arrived, `montage` builds on it. */
  sent?: unknown;
  atMs: number;
};

const within = database<'files' | 'montages'>('mutoscope.studio', 1, (db) => {
  db.createObjectStore('files', { keyPath: 'id' });
  db.createObjectStore('montages', { keyPath: 'projectId' });
});
const left = leftBehind<KeptMontage>('studio');
const MONTH_MS = 30 * 24 * 3600 * 1000;

/** False: this browser does not keep so much, or nothing at all. */
export const keepFile = (kept: KeptFile): Promise<boolean> => within('files', 'readwrite', (store) => store.put(kept)).then(() => true, () => false);
export const dropFile = (id: string): Promise<void> => silently(within('files', 'readwrite', (store) => store.delete(id)));
export const keepMontage = (kept: KeptMontage): Promise<void> => silently(within('montages', 'readwrite', (store) => store.put(kept)));

export async function dropMontage(projectId: string): Promise<void> {
  left.drop(projectId);
  await silently(within('montages', 'readwrite', (store) => store.delete(projectId)));
}

/** The files of a project that this person brought from this device; what is older than a month is thrown away. */
export async function filesOf(projectId: string, personId: string): Promise<KeptFile[]> {
  const all = await within<KeptFile[]>('files', 'readonly', (store) => store.getAll()).catch(() => []);
  for (const old of all.filter((one) => Date.now() - one.atMs > MONTH_MS)) await dropFile(old.id);
  return all.filter((one) => one.projectId === projectId && one.personId === personId);
}

export async function montageOf(projectId: string, personId: string): Promise<KeptMontage | null> {
  const kept = await within<KeptMontage | undefined>('montages', 'readonly', (store) => store.get(projectId)).catch(() => undefined);
  const found = [kept, left.find(projectId)].filter((one) => one?.personId === personId).map((one) => one!);
  return found.sort((one, other) => other.atMs - one.atMs)[0] ?? null;
}

/** The same in one stroke, while the page goes. */
export const leaveMontage = (kept: KeptMontage): void => left.leave(kept.projectId, kept, kept.atMs);

async function silently(act: Promise<unknown>): Promise<void> {
  await act.catch(() => {}); // no room, or a browser that keeps nothing
}

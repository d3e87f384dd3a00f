/** Unfinished work, kept by this browser so that a reload, a crash or an empty battery loses nothing.
 *
 * The file itself is kept beside what was written about it. Where the browser refuses to keep that much, the
 * rest stays, and the same file chosen again goes on where it stopped.
 */
import { database } from '../../worker/database';
import { leftBehind } from '../app/leaving';
import type { Cut } from '../kernels/trim';
import type { Reuse } from '../lineage/ReuseField.svelte';
import type { Commenters } from './CommentsField.svelte';

/** A sound that a recording was made to, and that it credits. */
export type UsedSound = { id: string; title: string; url: string };

/** The comment that a video answers. */
export type Answered = { id: string; name: string; text: string };

export type Form = { answers?: Answered | null; commentsFor?: Commenters | null; caption: string; audience: 'everyone' | 'followers' | 'me'; allowSound: boolean; allowDownload: boolean | null; allows?: Reuse[] | null; sound: UsedSound | null; cut: Cut | null; coverMs: number };

export type Kept = {
  /** Our name for the file, by which the server knows the upload again. */
  clientId: string;
  personId: string;
  videoId: string | null;
  name: string;
  size: number;
  file: Blob | null;
  form: Form;
  atMs: number;
};

const within = database<'works'>('mutoscope.create', 1, (db) => db.createObjectStore('works', { keyPath: 'clientId' }));
const WEEK_MS = 7 * 24 * 3600 * 1000;
const left = leftBehind<Form>('create');

export async function keep(work: Kept): Promise<void> {
  left.drop(work.clientId);
  try {
    await put(work);
  } catch {
    await put({ ...work, file: null }).catch(() => {}); // no room, or a browser that keeps nothing
  }
}

/** What was written, kept in one stroke while the page goes. */
export const leave = ({ clientId, form, atMs }: Kept): void => left.leave(clientId, form, atMs);

export async function forget(clientId: string): Promise<void> {
  left.drop(clientId);
  await within('works', 'readwrite', (store) => store.delete(clientId)).catch(() => {});
}

/** What this person left unfinished here, newest first; what is older than a week is thrown away. */
export async function unfinished(personId: string): Promise<Kept[]> {
  const all = await within<Kept[]>('works', 'readonly', (store) => store.getAll()).catch(() => []);
  const old = all.filter((work) => Date.now() - work.atMs > WEEK_MS);
  for (const work of old) await forget(work.clientId);
  return all.filter((work) => work.personId === personId && !old.includes(work)).map((work) => ({ ...work, form: left.find(work.clientId) ?? work.form })).sort((a, b) => b.atMs - a.atMs);
}

/** The same file gives the same name again, on this device and for this person. */
export async function nameOf(file: Blob & { name?: string; lastModified?: number }, personId: string): Promise<string> {
  const head = new Uint8Array(await file.slice(0, 65_536).arrayBuffer());
  const about = new TextEncoder().encode(`${personId}\0${file.name ?? ''}\0${file.size}\0${file.lastModified ?? 0}\0`);
  let [a, b] = [0x811c9dc5, 0x1b873593]; // two FNV-1a hashes: crypto.subtle is missing where there is no TLS
  for (const bytes of [about, head]) {
    for (const byte of bytes) {
      a = Math.imul(a ^ byte, 0x01000193) >>> 0;
      b = Math.imul(b ^ byte, 0x01000193 ^ 0x5bd1) >>> 0;
    }
  }
  return `${a.toString(36)}${b.toString(36)}-${file.size.toString(36)}`;
}

async function put(work: Kept): Promise<void> {
  await within('works', 'readwrite', (store) => store.put(work));
}

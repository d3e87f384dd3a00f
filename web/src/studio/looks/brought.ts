/** Tables of colours that somebody brought, in our own form, as the server read them: by the id of their upload. */
import { SIDE, type Table } from './colour';

const MOST = 32;
const kept = new Map<string, Table>();

/** What is here of it already. */
export const broughtTable = (id: string): Table | null => kept.get(id) ?? null;

/** Fetches it from where it lies; null where that can't be done. */
export async function bringTable(id: string, place: Blob | string): Promise<Table | null> {
  const known = kept.get(id);
  if (known) return known;
  const answer = typeof place === 'string' ? await fetch(place) : new Response(place);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if (!answer.ok || bytes.length !== SIDE ** 3 * 4) return null;
  kept.set(id, bytes);
  for (const old of kept.keys()) {
    if (kept.size <= MOST) break;
    kept.delete(old);
  }
  return bytes;
}

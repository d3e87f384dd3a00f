/** A small shelf that the service worker and the pages share: the file somebody shared with us. */

export type Shared = { file: File; words: string; atMs: number };

const NAME = 'mutoscope.shelf';
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

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('shared');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function within<T>(shelf: string, mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const db = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(shelf, mode);
      const request = act(transaction.objectStore(shelf));
      transaction.oncomplete = () => resolve(request.result as T);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    db.close();
  }
}

/** A small database of this browser: opened for one act, closed after it, so that no page holds up another's upgrade. */

type Act = (store: IDBObjectStore) => IDBRequest;

/** What does an act on one of the stores of this database and gives its result; `upgrade` makes the stores. */
export function database<Store extends string>(name: string, version: number, upgrade: (db: IDBDatabase) => void) {
  function open(): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name, version);
      request.onupgradeneeded = () => upgrade(request.result);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  return async function within<T>(store: Store, mode: IDBTransactionMode, act: Act): Promise<T> {
    const db = await open();
    try {
      return await new Promise<T>((resolve, reject) => {
        const transaction = db.transaction(store, mode);
        const request = act(transaction.objectStore(store));
        transaction.oncomplete = () => resolve(request.result as T);
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
      });
    } finally {
      db.close();
    }
  };
}

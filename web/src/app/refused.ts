/** Refusals that may mean that something is gone, told to whoever shows it. */

type Listener = (path: string) => void;
const listeners = new Set<Listener>();

/** Calls `listener` with the path of every request that was refused as not there or not allowed; returns what
 * ends it. */
export function onRefused(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function tellRefused(path: string): void {
  for (const listener of [...listeners]) listener(path);
}

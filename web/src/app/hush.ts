/** What somebody blocked or muted just now leaves every list that is loaded, in every open tab. */

/** Ids, but for the tag and the word. */
export type Hushed = { person?: string; tag?: string; sound?: string; word?: string };

type Listener = (what: Hushed) => void;
const listeners = new Set<Listener>();
const channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel('mutoscope.hush') : null;
if (channel) channel.onmessage = (event: MessageEvent<Hushed>) => spread(event.data);

/** Says that nothing of this is to be seen any more. */
export function hush(what: Hushed): void {
  spread(what);
  channel?.postMessage(what);
}

/** Calls `listener` whenever something is hushed, here or in another tab; returns what ends it. */
export function onHush(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function spread(what: Hushed): void {
  for (const listener of [...listeners]) listener(what);
}

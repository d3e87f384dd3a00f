/** What asks the topmost thing to close: the back gesture of a phone, and Escape wherever the focus is. */
type Watcher = EventTarget & { destroy(): void };
type Maker = new () => Watcher;

/** Dialogs have this from the browser; a sheet of ours that is none asks for it. Returns how to stop. Where the
 * browser does not know of it, the gesture leaves the page as before. */
export function onCloseAsked(close: () => void): () => void {
  const Maker = (globalThis as { CloseWatcher?: unknown }).CloseWatcher as Maker | undefined;
  const watcher = Maker && new Maker();
  watcher?.addEventListener('close', close);
  return () => watcher?.destroy();
}

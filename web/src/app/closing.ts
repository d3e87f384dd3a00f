/** What asks the topmost thing to close: the back gesture of a phone, and Escape wherever the focus is.
 *
 * Dialogs have both from the browser where it knows CloseWatcher, and sheets of ours ask for it. Elsewhere (Safari,
 * Firefox) each thing that lies over the page gets an entry of the history with the page's own address, so that
 * going back takes it away and leaves the page:
 *
 *     [page] [page, over 1] [page, over 2]      back: the upper one closes, then the lower one, then the page is left
 *
 * What is closed by hand takes its entry along, and leaving for another page replaces the topmost one.
 */
type Watcher = EventTarget & { destroy(): void };
type Maker = new () => Watcher;
type State = { over?: number } | null;

/** How to close what lies over the page, the lowest first; empty where the browser knows of it all. */
const layers: (() => void)[] = [];
let arrived: (() => void) | null = null;
let underWay: Promise<void> | null = null;

/** `close` is called by the gesture and by Escape. Returns how to stop. */
export function onCloseAsked(close: () => void): () => void {
  const Maker = makerHere();
  if (!Maker) return layer(close);
  const watcher = new Maker();
  watcher.addEventListener('close', close);
  return () => watcher.destroy();
}

/** The same for a dialog, to which Escape is known anyway. */
export function onBackAsked(close: () => void): (() => void) | undefined {
  return makerHere() ? undefined : layer(close);
}

/** What a step of the history was: «ours» ends here, after «bounced» comes another one. */
export function stepped(): 'ours' | 'bounced' | 'theirs' {
  const over = overNow();
  if (arrived) {
    arrived();
    arrived = underWay = null;
    return 'ours';
  }
  if (over > layers.length) {
    go(layers.length - over); // what lay here was closed long ago
    return 'bounced';
  }
  if (over === layers.length) return 'theirs';
  while (layers.length > over) layers.pop()!();
  return 'ours';
}

/** A step of ours that is under way: whoever moves now waits for it. */
export const steps = (): Promise<void> | null => underWay;

/** Whether an entry of ours is the present one: another page takes its place. */
export const liesOver = (): boolean => overNow() > 0;

const makerHere = () => (globalThis as { CloseWatcher?: unknown }).CloseWatcher as Maker | undefined;
const overNow = (): number => (history.state as State)?.over ?? 0;

function layer(close: () => void): () => void {
  layers.push(close);
  if (overNow() < layers.length) history.pushState({ ...(history.state as State), over: layers.length }, '');
  return () => {
    const at = layers.indexOf(close);
    if (at < 0) return; // the way back took it
    layers.splice(at, 1);
    queueMicrotask(() => !arrived && overNow() > layers.length && go(layers.length - overNow())); // unless another one opened
  };
}

function go(steps: number): void {
  underWay = new Promise((resolve) => (arrived = resolve));
  history.go(steps);
}

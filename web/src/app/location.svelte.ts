/** Where the person stands, as reactive state; moved by `navigate` and by the browser's own buttons. */
import { liesOver, stepped, steps } from './closing';

class Location {
  path = $state(location.pathname);
  query = $state.raw(new URLSearchParams(location.search));
  /** Grows with every move, so that a page asked for twice is drawn anew. */
  visit = $state(0);
  /** How far down this page stood when it was left, if the browser went back to it; else 0. */
  left = 0;
}

export const here = new Location();

/** How far down each entry of the history stood when it was left. */
const heights = new Map<number, number>();
let entry = entryNow();

type Guard = (to: string) => boolean | Promise<boolean>;
let guard: Guard | null = null;

/** Asks before the page is left (unsaved work). Returns what takes the question away again. */
export function guardLeaving(ask: Guard): () => void {
  guard = ask;
  return () => {
    if (guard === ask) guard = null;
  };
}

/** Goes to a path of this site; with `replace` the present one leaves no trace in the history. */
export async function navigate(to: string, options: { replace?: boolean } = {}): Promise<void> {
  if (guard && !(await guard(to))) return;
  guard = null;
  if (steps()) await steps();
  heights.set(entry, scrollY);
  if (liesOver() && !options.replace) history.replaceState({ entry: ++entry }, '', to);
  else if (options.replace) history.replaceState({ entry }, '', to);
  else history.pushState({ entry: ++entry }, '', to);
  heights.delete(entry);
  arrive();
}

/** The browser's own history, plus plain links: an <a href> needs no code of its own. */
export function listen(): void {
  let standing = location.href;
  history.scrollRestoration = 'manual'; // the page says when it is drawn
  addEventListener('popstate', async () => {
    const step = stepped();
    if (step === 'bounced' || (step === 'ours' && entryNow() === entry)) return;
    const wanted = location.pathname + location.search;
    if (guard) {
      const asked = guard;
      history.pushState(null, '', standing);
      if (!(await asked(wanted))) return;
      guard = null;
      history.replaceState(null, '', wanted);
    }
    heights.set(entry, scrollY);
    entry = entryNow();
    arrive();
  });
  addEventListener('moved', () => (standing = location.href));
  document.addEventListener('click', (event) => {
    const anchor = event.target instanceof Element ? event.target.closest('a') : null;
    if (!anchor || !isOurs(anchor) || event.defaultPrevented) return;
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void navigate(anchor.pathname + anchor.search);
  });
}

/** Whether the browser's way back leads to a page that was left through `navigate`, not to somewhere else. */
export const cameFromHere = (): boolean => entryNow() > 0;

/** The number of this entry of the history; 0 where somebody came in. */
function entryNow(): number {
  return (history.state as { entry?: number } | null)?.entry ?? 0;
}

function isOurs(anchor: HTMLAnchorElement): boolean {
  const elsewhere = ['/admin', '/api/', '/static/', '/m/'];
  return (
    anchor.origin === location.origin &&
    !anchor.target &&
    !anchor.hasAttribute('download') &&
    !elsewhere.some((start) => anchor.pathname.startsWith(start))
  );
}

function arrive(): void {
  here.path = location.pathname;
  here.query = new URLSearchParams(location.search);
  here.visit += 1;
  here.left = heights.get(entry) ?? 0;
  scrollTo(0, 0);
  dispatchEvent(new Event('moved'));
}

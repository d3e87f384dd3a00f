/** Pages that are found as they were left when the browser goes back: what was loaded, and how far down one was. */
import { tick } from 'svelte';
import { here } from './location.svelte';

const MOST = 8;
const kept = new Map<string, unknown>();

/** What was kept under this name, when the page is come back to; else a new one, kept from now on. */
export function keptOr<T>(name: string, make: () => T): { it: T; back: boolean } {
  const back = here.left > 0 && kept.has(name);
  const it = back ? (kept.get(name) as T) : make();
  kept.delete(name);
  kept.set(name, it);
  if (kept.size > MOST) kept.delete(kept.keys().next().value!);
  return { it, back };
}

/** Once everything is drawn, as far down as before. */
export function standAgain(): void {
  const to = here.left;
  void tick().then(() => scrollTo({ top: to, behavior: 'instant' }));
}

/** Another person sits down. */
export function forgetKept(): void {
  kept.clear();
}

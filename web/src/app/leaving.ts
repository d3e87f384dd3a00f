/** What has to be done before the page goes: reloaded, closed, or put aside on a phone, from where it may never
 * come back. There is time for what is done at once, and for nothing that waits. */
import { flushSync } from 'svelte';

/**
 * Calls `act` whenever the page goes out of sight or away; what somebody is just writing counts as written by then,
 * in fields too that tell of it only once they are left. Where only the screen goes, for another of ours, it counts as
 * written as well, and `act` is for whoever takes the screen down. Returns what ends it.
 */
export function whenLeaving(act: () => void): () => void {
  let written: EventTarget | null = null;
  const writes = ({ target }: Event) => (written = isWritten(target) ? target : null);
  const told = () => (written = null);
  const tell = () => void written?.dispatchEvent(new Event('change', { bubbles: true }));
  const leave = () => {
    tell();
    flushSync();
    act();
  };
  const hidden = () => document.visibilityState === 'hidden' && leave();
  document.addEventListener('input', writes, true);
  document.addEventListener('change', told, true);
  document.addEventListener('visibilitychange', hidden);
  addEventListener('pagehide', leave);
  addEventListener('moved', tell);
  return () => {
    document.removeEventListener('input', writes, true);
    document.removeEventListener('change', told, true);
    document.removeEventListener('visibilitychange', hidden);
    removeEventListener('pagehide', leave);
    removeEventListener('moved', tell);
  };
}

const isWritten = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !['range', 'color', 'checkbox', 'radio', 'file'].includes(target.type));

const MONTH_MS = 30 * 24 * 3600 * 1000;

/**
 * What pages of one kind left behind, each under a name: written in one stroke while the page goes, when a database
 * would answer too late. Browsers keep little that way, and some nothing.
 */
export function leftBehind<T>(kind: string) {
  const key = (name: string) => `mutoscope.left.${kind}.${name}`;
  const silently = <R>(act: () => R): R | null => {
    try {
      return act();
    } catch {
      return null;
    }
  };
  return {
    leave: (name: string, what: T, atMs: number) => void silently(() => localStorage.setItem(key(name), JSON.stringify({ what, atMs }))),
    find: (name: string): T | null => {
      silently(() => Object.keys(localStorage).filter((one) => one.startsWith(key(''))).forEach(dropOld));
      return silently(() => (JSON.parse(localStorage.getItem(key(name)) ?? 'null') as { what: T } | null)?.what ?? null);
    },
    drop: (name: string) => void silently(() => localStorage.removeItem(key(name))),
  };
}

function dropOld(key: string): void {
  const { atMs } = JSON.parse(localStorage.getItem(key) ?? '{}') as { atMs?: number };
  if (Date.now() - (atMs ?? 0) > MONTH_MS) localStorage.removeItem(key);
}

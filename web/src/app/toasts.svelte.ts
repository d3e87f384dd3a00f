/** Short messages at the foot of the screen, read aloud politely, gone by themselves. */
import { ApiError } from '../api/client';
import { say } from '../i18n';

export type Toast = { id: number; text: string; action?: { label: string; run: () => void } };

class Toasts {
  list = $state<Toast[]>([]);
}

export const toasts = new Toasts();
const timers = new Map<number, number>();
let last = 0;

/** Shows `text` for some seconds; with an action (undo, say) for longer. */
export function toast(text: string, action?: Toast['action']): void {
  const id = ++last;
  toasts.list = [...toasts.list.slice(-1), action ? { id, text, action } : { id, text }];
  leave(id);
}

export function dismiss(id: number): void {
  hold(id);
  toasts.list = toasts.list.filter((t) => t.id !== id);
}

/** Somebody points at it or has come to its button by keyboard: it stays. */
export function hold(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
}

/** It goes after some seconds from now. */
export function leave(id: number): void {
  hold(id);
  const shown = toasts.list.find((t) => t.id === id);
  if (shown) timers.set(id, window.setTimeout(() => dismiss(id), shown.action ? 7000 : 4000));
}

/** What went wrong, in words: the server's own sentence when it gave one. */
export function problem(error: unknown): string {
  if (error instanceof ApiError) {
    if (error.message) return error.message;
    if (error.offline) return say('error.offline');
    if (error.status >= 500) return say('error.server');
  }
  return say('error.other');
}

/** Short messages at the foot of the screen, read aloud politely, gone by themselves. */
import { ApiError } from '../api/client';
import { say } from '../i18n';

export type Toast = { id: number; text: string; action?: { label: string; run: () => void } };

class Toasts {
  list = $state<Toast[]>([]);
}

export const toasts = new Toasts();
let last = 0;

/** Shows `text` for some seconds; with an action (undo, say) for longer. */
export function toast(text: string, action?: Toast['action']): void {
  const id = ++last;
  toasts.list = [...toasts.list.slice(-1), action ? { id, text, action } : { id, text }];
  setTimeout(() => dismiss(id), action ? 7000 : 4000);
}

export function dismiss(id: number): void {
  toasts.list = toasts.list.filter((t) => t.id !== id);
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

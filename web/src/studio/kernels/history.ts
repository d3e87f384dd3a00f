/**
 * Undo and redo: older values are kept, and share with newer ones all that did not change. A drag is one step: what
 * is done under the same `gesture` takes the place of what it did before.
 *
 *     past  [ a ][ b ][ c ]   present  d   future  [ e ]
 */

import type { Montage } from './document';

/** A value and the name of what led away from it, for «undo …». */
type Step = { readonly montage: Montage; readonly done: string };

export type History = {
  readonly past: readonly Step[];
  readonly present: Montage;
  readonly future: readonly Step[];
  /** What the last step belongs to while it goes on; empty: the next thing done is a step of its own. */
  readonly gesture: string;
};

/** More than anybody takes back; one step is a few kilobytes. */
const MOST_STEPS = 1000;

export function begun(montage: Montage): History {
  return { past: [], present: montage, future: [], gesture: '' };
}

/** `montage` is what `done` led to. Nothing changed: no step. */
export function did(history: History, montage: Montage, done: string, gesture = ''): History {
  if (same(montage, history.present)) return history;
  if (gesture && gesture === history.gesture) return { ...history, present: montage, future: [] };
  const past = [...history.past, { montage: history.present, done }].slice(-MOST_STEPS);
  return { past, present: montage, future: [], gesture };
}

/** The gesture is over. */
export function settled(history: History): History {
  return history.gesture ? { ...history, gesture: '' } : history;
}

export function undone(history: History): History {
  const step = history.past.at(-1);
  if (!step) return history;
  return {
    past: history.past.slice(0, -1),
    present: step.montage,
    future: [{ montage: history.present, done: step.done }, ...history.future],
    gesture: '',
  };
}

export function redone(history: History): History {
  const [step, ...future] = history.future;
  if (!step) return history;
  return { past: [...history.past, { montage: history.present, done: step.done }], present: step.montage, future, gesture: '' };
}

/** The same history of other values: nothing was done, and everything is called otherwise. */
export function mapped(history: History, act: (montage: Montage) => Montage): History {
  const step = (one: Step): Step => ({ ...one, montage: act(one.montage) });
  return { ...history, past: history.past.map(step), present: act(history.present), future: history.future.map(step) };
}

/** Name of what undo would take back, and of what redo would do again; empty where there is nothing. */
export function nextSteps(history: History): { readonly undo: string; readonly redo: string } {
  return { undo: history.past.at(-1)?.done ?? '', redo: history.future[0]?.done ?? '' };
}

/** Equal all the way down; montages share what did not change, so that little of them is looked at. */
function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  const [ours, theirs] = [Object.entries(one), other as Record<string, unknown>];
  return ours.length === Object.keys(theirs).length && ours.every(([name, value]) => name in theirs && same(value, theirs[name]));
}

/** Properties of the chosen clip that may have keys: where a property has some, a change sets one at the line. */
import type { Editor, Step } from './editor.svelte';
import * as edits from './kernels/edits';
import type { Clip, Curve, Key, Montage } from './kernels/document';
import { propertyAt } from './kernels/keys';

/** The plain value of `name`, keys or not. */
function plain(clip: Clip, name: string, value: number): edits.Dress {
  const [part, rest] = name.split('.') as [string, string | undefined];
  if (part === 'look' && rest) return { look: { ...clip.look, [rest]: value } };
  if (part === 'mask' && rest && clip.place.mask) return { place: { ...clip.place, mask: { ...clip.place.mask, [rest]: value } } };
  if (part === 'effect') {
    const [, n, field] = name.split('.');
    return { effects: clip.effects.map((effect, i) => (i === Number(n) ? { ...effect, [field!]: value } : effect)) };
  }
  if (name === 'volume') return { sounding: { ...clip.sounding, volume: value } };
  return { place: { ...clip.place, [name]: value } };
}

function withValue(montage: Montage, id: string, name: string, value: number, k: number): Montage {
  const { clip } = edits.find(montage, id);
  const keys = clip.keys[name];
  if (!keys?.length) return edits.change(montage, id, plain(clip, name, value));
  const there = keys.find((key) => key.at === k);
  const before = keys.findLast((key) => key.at < k);
  const key: Key = { at: k, value, ease: there?.ease ?? before?.ease ?? LINEAR, hold: there?.hold ?? false };
  return edits.setKey(montage, id, name, key);
}

export function setValues(editor: Editor, step: Step, values: Readonly<Record<string, number>>, done: boolean): void {
  const id = editor.selected;
  const k = editor.within;
  if (id === null) return;
  editor.edit(step, (montage) => Object.entries(values).reduce((next, [name, value]) => withValue(next, id, name, value, k), montage), done);
}

export const LINEAR: Curve = [0, 0, 1000, 1000];

/** Curves to choose from; the last two numbers of one may lead past its end, and back. */
export const EASES: readonly { name: 'linear' | 'smooth' | 'in' | 'out' | 'spring'; curve: Curve }[] = [
  { name: 'linear', curve: LINEAR },
  { name: 'smooth', curve: [420, 0, 580, 1000] },
  { name: 'in', curve: [550, 0, 1000, 450] },
  { name: 'out', curve: [0, 550, 450, 1000] },
  { name: 'spring', curve: [340, 1560, 640, 1000] },
];

export const keyHere = (editor: Editor, names: readonly string[]): boolean =>
  names.some((name) => editor.clip?.keys[name]?.some((key) => key.at === editor.within));

/** A key of each property at the line, or away with those that are there. */
export function toggleKey(editor: Editor, names: readonly string[]): void {
  const { clip } = editor;
  const k = editor.within;
  if (!clip) return;
  const away = keyHere(editor, names);
  editor.edit('key', (montage) =>
    names.reduce((next, name) => {
      if (away) return edits.removeKey(next, clip.id, name, k);
      const before = clip.keys[name]?.findLast((key) => key.at < k);
      return edits.setKey(next, clip.id, name, { at: k, value: Math.round(propertyAt(clip, name, k)), ease: before?.ease ?? LINEAR, hold: false });
    }, montage),
  );
}

/** How the keys at the line go on to the next ones. */
export function setEase(editor: Editor, names: readonly string[], ease: Curve, hold: boolean): void {
  const { clip } = editor;
  const k = editor.within;
  if (!clip) return;
  editor.edit('key', (montage) =>
    names.reduce((next, name) => {
      const key = clip.keys[name]?.findLast((one) => one.at <= k);
      return key ? edits.setKey(next, clip.id, name, { ...key, ease, hold }) : next;
    }, montage),
  );
}

export function easeHere(editor: Editor, names: readonly string[]): { ease: Curve; hold: boolean } | null {
  for (const name of names) {
    const key = editor.clip?.keys[name]?.findLast((one) => one.at <= editor.within);
    if (key) return key;
  }
  return null;
}

/** What was copied last: it can be put down again, in this project and in any other that is opened on this page.
 *
 * The system's clipboard gets a sign of it, so that one knows which is the newer: these clips, or what somebody copied
 * elsewhere since.
 */
import { freshId } from '../api/ids';
import { session } from '../app/session.svelte';
import { toast } from '../app/toasts.svelte';
import { remove } from './deeds';
import type { Editor } from './editor.svelte';
import type { Material as Name } from './kernels/document';
import { isUnsent, cutFrom, renamed } from './materials/unsent';
import { word } from './phrases/editing';
import { type Copied, copiedFrom, pasted } from './pasting';
import type { MaterialView } from './server';

type Held = Copied & {
  /** What another project has to know of it. */
  readonly views: readonly MaterialView[];
  /** Who copied it: the next one to log in finds nothing here. */
  readonly whose: string | undefined;
  /** What the system's clipboard says of it, once it does. */
  sign: string;
};
let kept = $state.raw<Held | null>(null);
const mine = (): Held | null => (kept?.whose === session.person?.id ? kept : null);

export const holdsCopy = (): boolean => mine() !== null;

export function copy(editor: Editor): boolean {
  const ids = new Set(editor.chosen);
  if (!ids.size) return false;
  const copied = copiedFrom(editor.montage, ids);
  const views = copied.pieces.flatMap(({ clip }) => {
    const name = cutFrom(clip);
    return (name && editor.materials.of(name)?.view) ?? [];
  });
  kept = { ...copied, views, whose: session.person?.id, sign: '' };
  return true;
}

/** What was copied a moment ago, in a word for the system's clipboard. */
export function signed(editor: Editor): string {
  const held = mine();
  if (!held) return '';
  const names = held.pieces.map(({ clip }) => editor.nameOf(clip)).join(', ');
  return (held.sign = `${names} (Mutoscope ${freshId().slice(0, 8)})`);
}

/** What was copied is cut from something that is called otherwise from now on, and that the server shows so. */
export function renameMaterial(from: Name, to: Name, view: MaterialView | null): void {
  if (!kept) return;
  const pieces = kept.pieces.map((piece) => ({ ...piece, clip: renamed(piece.clip, from, to) }));
  if (!pieces.some(({ clip }, n) => clip !== kept!.pieces[n]!.clip)) return;
  kept = { ...kept, pieces, views: view ? [...kept.views, view] : kept.views };
}

/** By a button, which shows nothing else for it. */
export function copyTold(editor: Editor): void {
  if (!copy(editor)) return;
  toast(word('copied', { n: editor.chosen.length }));
  // Missing where there is no TLS: then nobody knows better, and these clips count as the newest.
  void navigator.clipboard?.writeText(signed(editor)).catch(() => kept && (kept.sign = ''));
}

/** By the browser's own event, which takes the sign at once. */
export function copyBy(event: ClipboardEvent, editor: Editor): void {
  if (document.getSelection()?.isCollapsed === false || !copy(editor)) return;
  event.clipboardData?.setData('text/plain', signed(editor));
  event.preventDefault();
  if (event.type === 'cut') remove(editor);
  else toast(word('copied', { n: editor.chosen.length }));
}

/** The newer of the two: the clips that one holds, which are put down, or files, which are answered. */
export function pasteBy(event: ClipboardEvent, editor: Editor): readonly File[] {
  event.preventDefault();
  const held = mine();
  const files = [...(event.clipboardData?.files ?? [])];
  const isOlder = !held || (held.sign !== '' && held.sign !== event.clipboardData?.getData('text/plain'));
  if (files.length && isOlder) return files;
  paste(editor);
  return [];
}

/** What was copied, at the line, as one step. */
export function paste(editor: Editor): void {
  const copied = mine();
  if (!copied) return;
  if (copied.fps !== editor.fps) return toast(word('paste.pace', { theirs: copied.fps, ours: editor.fps }));
  const elsewhere = copied.pieces.some(({ clip }) => ((name) => name && isUnsent(name) && !editor.materials.of(name))(cutFrom(clip)));
  if (elsewhere) return toast(word('unsent'));
  for (const view of copied.views) if (!editor.materials.of(view)) editor.materials.take(view);
  let ids: readonly string[] = [];
  const done = editor.edit('paste', (montage) => {
    const made = pasted(montage, copied, Math.floor(editor.at));
    ids = made.ids;
    return made.montage;
  });
  if (!done) return;
  editor.chooseAll(ids);
  const first = editor.clip?.start ?? 0;
  if (first > editor.at) editor.seek(first);
}

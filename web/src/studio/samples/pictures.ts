/** Which of the person's own pictures little ones are drawn of. */
import type { Editor } from '../editor.svelte';
import { type Clip, endOf } from '../kernels/document';
import { neutral, type Shown } from './little';

type Pictures = { readonly one: Shown; readonly other: Shown };
const EVENING = neutral();
const NOON = neutral(true);
/** What was given last: the same pictures are the same value, so that nothing is drawn twice. */
let last: Pictures = { one: EVENING, other: NOON };

/** Of the clip that is chosen, or of both sides of the cut that is; of other material where those have none. */
export function picturesFor(editor: Editor): Pictures {
  const left = editor.find(editor.cut);
  const right = left && editor.trackOf(left.id)?.clips.find((clip) => clip.start === endOf(left));
  const any = editor.materials.list.find((one) => one.strip?.pictures.length)?.strip?.pictures;
  const one = (left ? end(editor, left) : middle(editor, editor.clip)) ?? amid(any) ?? EVENING;
  const other = (right ? begin(editor, right) : null) ?? NOON;
  if (one !== last.one || other !== last.other) last = { one, other };
  return last;
}

const amid = (all: readonly CanvasImageSource[] | undefined): Shown | null => (all?.[all.length >> 1] as Shown | undefined) ?? null;
const begin = (editor: Editor, clip: Clip): Shown | null => (stripOf(editor, clip)?.[0] as Shown | undefined) ?? null;
const end = (editor: Editor, clip: Clip): Shown | null => (stripOf(editor, clip)?.at(-1) as Shown | undefined) ?? null;
const middle = (editor: Editor, clip: Clip | null): Shown | null => (clip ? amid(stripOf(editor, clip)) : null);

function stripOf(editor: Editor, { content }: Clip): readonly CanvasImageSource[] | undefined {
  return content.what === 'footage' ? editor.materials.of(content.material)?.strip?.pictures : undefined;
}

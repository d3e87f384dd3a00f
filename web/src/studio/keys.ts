/** What the keys of the editor do; KeysDialog shows the same table. Copy, cut and paste are events of the browser's own. */
import * as deeds from './deeds';
import type { Editor } from './editor.svelte';

type Zooms = { zoomBy: (factor: number) => void; showAll: () => void };

/** For the list of keys: what is pressed, and the word for what it does. */
export const SHOWN = [
  ['Space', 'play'], ['J · K · L', 'shuttle'], ['← →', 'picture'], ['Shift ← →', 'second'], ['↑ ↓', 'cuts'], ['Home · End', 'ends'],
  ['S', 'split'], ['[ · ]', 'trim'], ['Delete', 'delete'], ['Ctrl Z', 'undo'], ['Ctrl Shift Z', 'redo'], ['Ctrl C · X · V', 'clipboard'],
  ['Shift ← →', 'several'], ['Alt ← →', 'along'], ['Ctrl D', 'duplicate'], ['M', 'marker'], ['+ · −', 'zoom'], ['Esc', 'nothing'],
] as const;

export function keysOf(editor: Editor, view: Zooms): (event: KeyboardEvent) => void {
  const fps = editor.montage.canvas.fps;
  const table: Record<string, () => void> = {
    ' ': () => editor.toggle(),
    k: () => editor.pause(),
    l: () => editor.play(),
    j: () => (editor.pause(), editor.seek(editor.at - fps)),
    ArrowLeft: () => editor.step(-1),
    ArrowRight: () => editor.step(1),
    'Shift+ArrowLeft': () => editor.step(-fps),
    'Shift+ArrowRight': () => editor.step(fps),
    ArrowUp: () => editor.toCut(-1),
    ArrowDown: () => editor.toCut(1),
    Home: () => editor.seek(0),
    End: () => editor.seek(editor.length),
    s: () => deeds.split(editor),
    '[': () => deeds.trimTo(editor, 'start'),
    ']': () => deeds.trimTo(editor, 'end'),
    Delete: () => deeds.remove(editor),
    Backspace: () => deeds.remove(editor),
    m: () => deeds.mark(editor),
    '+': () => view.zoomBy(1.3),
    '=': () => view.zoomBy(1.3),
    '-': () => view.zoomBy(1 / 1.3),
    '0': () => view.showAll(),
    Escape: () => editor.select(null),
    'Ctrl+z': () => editor.undo(),
    'Ctrl+Shift+z': () => editor.redo(),
    'Ctrl+y': () => editor.redo(),
    'Ctrl+d': () => deeds.duplicate(editor),
  };
  return (event) => {
    if (event.altKey) return;
    const onButton = event.target instanceof HTMLElement && event.target.closest('button, a, [role=slider]') !== null;
    if (onButton && (event.key === ' ' || event.key === 'Enter')) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const held = event.ctrlKey || event.metaKey;
    const shifted = event.shiftKey && (held || event.key.startsWith('Arrow'));
    const act = table[`${held ? 'Ctrl+' : ''}${shifted ? 'Shift+' : ''}${key}`];
    if (!act) return;
    event.preventDefault();
    act();
  };
}

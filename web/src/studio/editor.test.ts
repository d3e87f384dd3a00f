import { beforeAll, expect, test } from 'vitest';
import { stubBrowser } from '../testing/browser';
import type * as Editors from './editor.svelte';
import type { Text } from './kernels/document';
import { drawn } from './kernels/drawn';
import type { Materials } from './materials/materials.svelte';
import type { ProjectLine } from './server';

let Editor: typeof Editors.Editor;
beforeAll(async () => {
  stubBrowser('/studio/p');
  ({ Editor } = await import('./editor.svelte'));
});

const opened = () => new Editor({ id: 'p', name: '', begun_from: '' } as unknown as ProjectLine, drawn(['main: a[0..30) b[30..60)']), {} as Materials);
const text = (words: string): Text => ({ what: 'text', text: words }) as Text;
const words = (editor: Editors.Editor) => editor.settledMontage.tracks[0]!.clips.map(({ content }) => (content.what === 'text' ? content.text : ''));

test('What somebody writes is settled letter by letter, and one step to take back.', () => {
  const editor = opened();
  editor.select('a');
  for (const so of ['L', 'Lo', 'Low']) editor.write('text', () => ({ content: text(so) }));
  expect(words(editor)).toEqual(['Low', '']);
  editor.written();
  for (const so of ['Low ', 'Low tide']) editor.write('text', () => ({ content: text(so) }));
  editor.select('b');
  editor.write('text', () => ({ content: text('High') }));
  expect(words(editor)).toEqual(['Low tide', 'High']);
  editor.undo();
  expect(words(editor)).toEqual(['Low tide', '']);
  editor.undo();
  expect(words(editor)).toEqual(['Low', '']);
  editor.undo();
  expect(words(editor)).toEqual(['', '']);
});

test('Captions are called by their first words, lines parted.', () => {
  const editor = opened();
  const captions = (...words: string[]) => ({ content: { what: 'captions', words: words.map((one) => ({ text: one })) } }) as never;
  expect(editor.nameOf(captions('\nGood', 'morning', '\nyou'))).toBe('Good morning / you');
});

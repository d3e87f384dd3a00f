import { beforeAll, expect, test } from 'vitest';
import { stubBrowser } from '../testing/browser';
import type * as Sessions from '../app/session.svelte';
import type * as Clipboard from './clipboard.svelte';
import type * as Editors from './editor.svelte';
import { drawn } from './kernels/drawn';
import type { Materials } from './materials/materials.svelte';
import { cutFrom, unsentName } from './materials/unsent';
import type { MaterialView, ProjectLine } from './server';

let Editor: typeof Editors.Editor;
let clipboard: typeof Clipboard;
let session: typeof Sessions.session;
beforeAll(async () => {
  stubBrowser('/studio/p');
  ({ Editor } = await import('./editor.svelte'));
  ({ session } = await import('../app/session.svelte'));
  clipboard = await import('./clipboard.svelte');
});

const here = unsentName('p', 'a-file');
const there = { origin: 'upload', id: '17' } as const;
const view = { ...there, name: 'drum.wav' } as MaterialView;

function opened(take: (view: MaterialView) => void = () => {}): Editors.Editor {
  const editor = new Editor({ id: 'p', name: '', begun_from: '' } as unknown as ProjectLine, drawn(['main: a[0..30)']), { of: () => null, take } as unknown as Materials);
  editor.renameMaterial(cutFrom(editor.montage.tracks[0]!.clips[0]!)!, here);
  return editor;
}

function someoneIs(id: string): void {
  session.me = { person: { id } } as typeof session.me;
}

test('What was copied before the server heard of its file is shown where it is put down.', () => {
  const editor = opened();
  editor.chooseAll(['a']);
  clipboard.copy(editor);
  clipboard.renameMaterial({ origin: 'upload', id: 'another' }, there, { ...view, name: 'none of its' });
  clipboard.renameMaterial(here, there, view);
  const told: MaterialView[] = [];
  const other = opened((one) => told.push(one));
  clipboard.paste(other);
  expect(told).toEqual([view]);
  expect(other.montage.tracks[0]!.clips.map((clip) => cutFrom(clip)!.id)).toContain('17');
});

test('Whoever logs in next finds nothing of it.', () => {
  someoneIs('kim');
  const editor = opened();
  editor.chooseAll(['a']);
  clipboard.copy(editor);
  expect(clipboard.holdsCopy()).toBe(true);
  someoneIs('leo');
  expect(clipboard.holdsCopy()).toBe(false);
});

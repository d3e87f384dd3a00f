/** Files on their way into a project: looked at, announced, and put where they were meant. */
import { freshId } from '../api/ids';
import { session } from '../app/session.svelte';
import { problem, toast } from '../app/toasts.svelte';
import { nameOf } from '../create/memory';
import { language } from '../i18n';
import { bytes } from '../kernels/format';
import { put, replace } from './deeds';
import type { Editor } from './editor.svelte';
import type { Material } from './materials/materials.svelte';
import { kindOf } from './materials/reading';
import { word } from './phrases/editing';
import { fillPlaces, putAgain, putInPlace } from './places';

/** Into the film, over it, in place of a clip, into one place of a template from a picture of it on, or into all of its places. */
export type Aim = 'film' | 'overlay' | 'places' | { replace: string } | { place: string; begin?: number };

/** The material of a file that is one; what isn't is said. */
async function broughtOf(editor: Editor, file: File): Promise<Material | null> {
  const kind = kindOf(file);
  const most = session.me?.config.upload_max_bytes ?? Infinity;
  if (!kind) toast(word('bin.unfit', { name: file.name }));
  else if (file.size > most) toast(word('bin.large', { name: file.name, size: bytes(file.size, language()), limit: bytes(most, language()) }));
  else {
    try {
      const material = await editor.materials.bring(file, kind, await nameOf(file, session.person?.id ?? freshId()));
      if (material.unread) toast(word('bin.unread', { name: file.name }));
      return material;
    } catch (trouble) {
      toast(word('bin.refused', { name: file.name, reason: trouble instanceof Error && trouble.message ? trouble.message : problem(trouble) }));
    }
  }
  return null;
}

export async function bring(editor: Editor, files: Iterable<File>, aim: Aim): Promise<void> {
  if (aim === 'places') {
    const all = (await Promise.all([...files].map((file) => broughtOf(editor, file)))).filter((one) => one !== null);
    fillPlaces(editor, all);
    if (all.length) editor.play();
    return;
  }
  let last: string | null = null;
  for (const file of files) {
    const material = await broughtOf(editor, file);
    if (material) last = use(editor, material, aim, last) ?? last;
  }
  if (typeof aim === 'object' && 'place' in aim && editor.placed) editor.play(); // both are seen at once
}

/** The clip that came of it; the next one goes behind it. */
export function use(editor: Editor, material: Material, aim: Aim, after: string | null = null): string | null {
  if (aim === 'places') return (fillPlaces(editor, [material]), null);
  if (typeof aim === 'string') return put(editor, material, aim, 'music', after);
  if ('replace' in aim) return (replace(editor, aim.replace, material), aim.replace);
  const clip = editor.find(aim.place);
  if (clip?.slot) putInPlace(editor, clip, material, aim.begin);
  else if (editor.placed?.clip === aim.place) putAgain(editor, material, aim.begin);
  return null;
}

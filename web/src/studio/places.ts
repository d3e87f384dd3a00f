/** One's own films in the places of a template, or beside somebody's video: what `kernels/templates` does, for the editor. */
import { toast } from '../app/toasts.svelte';
import type { Theirs } from '../create/companion';
import type { Editor } from './editor.svelte';
import { type Clip, endOf, type Montage } from './kernels/document';
import { fill, fillSound, fillText, type Piece, placesOf, putIn, putOwn } from './kernels/templates';
import * as edits from './kernels/edits';
import { picturesOf } from './making';
import type { Material } from './materials/materials.svelte';
import { word } from './phrases/begin';

export function pieceOf(material: Material, fps: number, begin = 0): Piece {
  return {
    material: { origin: material.origin, id: material.id },
    length: picturesOf(material, fps) ?? 0,
    begin,
    width: material.facts?.width ?? 0,
    height: material.facts?.height ?? 0,
  };
}

/** The places for films that a project has, in order. */
export const filmPlaces = (montage: Montage): readonly Clip[] => placesOf(montage).filter((clip) => clip.slot!.kind === 'media');

export const wordPlaces = (montage: Montage): readonly Clip[] => placesOf(montage).filter((clip) => clip.slot!.kind === 'text');

export const soundPlaces = (montage: Montage): readonly Clip[] => placesOf(montage).filter((clip) => clip.slot!.kind === 'sound');

export const isEmpty = (clip: Clip): boolean => clip.content.what === 'fill';

/** All at once, in order; what is used twice or is too short still gives a whole film. */
export function fillPlaces(editor: Editor, materials: readonly Material[]): void {
  const pieces = materials.filter((one) => one.kind !== 'sound').map((one) => pieceOf(one, editor.fps));
  const first = filmPlaces(editor.montage)[0];
  if (!pieces.length || !first) return;
  if (editor.template) editor.edit('replace', (montage) => fill(montage, pieces).montage);
  else putBeside(editor, first.id, pieces[0]!);
  editor.select(null);
  editor.seek(0);
}

/** `begin`: from which picture of it on. */
export function putInPlace(editor: Editor, clip: Clip, material: Material, begin = 0): void {
  const { slot } = clip;
  if ((slot?.kind === 'sound') !== (material.kind === 'sound')) return toast(word(slot?.kind === 'sound' ? 'tray.no_sound' : 'tray.no_film'));
  if (slot?.kind === 'sound') {
    editor.edit('sound', (montage) => fillSound(montage, slot.id, { origin: material.origin, id: material.id }));
    return;
  }
  const piece = pieceOf(material, editor.fps, begin);
  if (editor.template) editor.edit('replace', (montage) => putIn(montage, clip.slot!.id, piece));
  else putBeside(editor, clip.id, piece);
  editor.seek(clip.start);
}

/** Beside somebody's video. As long as nothing else was done, another choice takes the place of the one before. */
function putBeside(editor: Editor, id: string, piece: Piece): void {
  const before = editor.placed?.before ?? editor.settledMontage;
  if (!editor.edit('replace', () => putOwn(before, id, piece))) return;
  editor.place = { before, after: editor.settledMontage, clip: id };
}

/** Another film in the place that was just taken, from this picture of it on. */
export function putAgain(editor: Editor, material: Material, begin = 0): void {
  const { placed } = editor;
  if (placed && material.kind !== 'sound') putBeside(editor, placed.clip, pieceOf(material, editor.fps, begin));
}

export function sayInPlace(editor: Editor, clip: Clip, text: string): void {
  editor.edit('text', (montage) => fillText(montage, clip.slot!.id, text));
}

/** The place that one's film of the camera goes to: the first that is empty, else the one that was just taken. */
export function placeToFilm(editor: Editor): { place: string; theirs: Theirs | null } | null {
  const montage = editor.placed?.before ?? editor.montage;
  const place = filmPlaces(montage).find(isEmpty);
  return place ? { place: place.id, theirs: theirsBeside(editor, montage, place) } : null;
}

/** Somebody's film that shows while one's own in this place does: what one records along with. */
function theirsBeside(editor: Editor, montage: Montage, place: Clip): Theirs | null {
  const clip = montage.tracks.flatMap((track) => track.clips).find((one) => one !== place && isTheirs(one) && one.start <= place.start && place.start < endOf(one));
  if (!clip || clip.content.what !== 'footage') return null;
  const url = editor.materials.of(clip.content.material)?.view?.url;
  if (!url) return null;
  const first = (clip.content.source_in + (place.start - clip.start)) / editor.fps;
  return { url, fromS: first, lengthMs: (1000 * Math.min(place.length, endOf(clip) - place.start)) / editor.fps };
}

/** As it was recorded: at another speed nothing could be recorded in time. */
const isTheirs = ({ content }: Clip): boolean =>
  content.what === 'footage' && content.material.origin === 'video' && !content.frozen && !content.backwards && !content.speed.length;

/** From here on every cut may move. */
export function free(editor: Editor): void {
  editor.edit('slot', edits.freely);
}

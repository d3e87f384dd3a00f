/** What the tools do to the chosen clip, or at the line: each one step of the history. */
import { toast } from '../app/toasts.svelte';
import type { Editor, Step } from './editor.svelte';
import * as edits from './kernels/edits';
import { type Clip, endOf, type Montage } from './kernels/document';
import { chroma as filledKey } from './kernels/filled';
import { clipOf, freshName, lengthsOf, madeOf, mainOf, picturesEnd, stillLength, withRoom } from './making';
import type { Material } from './materials/materials.svelte';
import { word } from './phrases/editing';

const lengths = (editor: Editor) => lengthsOf(editor.settledMontage, editor.materials);

/** An edit of the main track takes along what lies above it. */
export function editMain(editor: Editor, step: Step, act: (montage: Montage) => Montage, done = true): boolean {
  return editor.edit(step, (montage) => edits.carried(montage, act(montage)), done);
}

/** The clip that is meant: the chosen one, else that of the main track under the line. */
export function meant(editor: Editor): Clip | null {
  const at = Math.floor(editor.at);
  return editor.clip ?? mainOf(editor.montage).clips.find((clip) => clip.start <= at && at < endOf(clip)) ?? null;
}

export function split(editor: Editor): void {
  const clip = meant(editor);
  const at = Math.floor(editor.at);
  if (!clip || at <= clip.start || at >= endOf(clip)) return toast(word('split.none'));
  const right = freshName();
  if (editor.edit('split', (montage) => edits.split(montage, clip.id, at, right))) editor.select(right);
}

export function remove(editor: Editor): void {
  if (editor.cut) {
    const left = editor.cut;
    editor.edit('transition', (montage) => edits.removeJoin(montage, left));
    return;
  }
  const { clip, chosen } = editor;
  if (!clip) return;
  const told = editor.several ? word('deleted_all', { n: chosen.length }) : word('deleted', { name: editor.nameOf(clip) });
  if (!editMain(editor, 'delete', (montage) => tidy(edits.removeAll(montage, chosen)))) return;
  editor.select(null);
  toast(told, { label: word('undo_nothing'), run: () => editor.canUndo === 'delete' && editor.undo() });
}

/** Every clip of the same material as this one. */
export function takeOut(editor: Editor, { content }: Clip): void {
  if (content.what !== 'footage' && content.what !== 'listening') return;
  const name = edits.nameOf(content.material);
  const alike = ({ content: one }: Clip) => (one.what === 'footage' || one.what === 'listening') && edits.nameOf(one.material) === name;
  editMain(editor, 'delete', (montage) => {
    const ids = montage.tracks.flatMap((track) => track.clips.filter(alike).map((clip) => clip.id));
    return tidy(ids.reduce((left, id) => edits.remove(left, id), montage));
  });
  editor.select(null);
}

/** No sound goes on after the last picture. */
export function endWithPictures(editor: Editor): void {
  editMain(editor, 'trim', (montage) => {
    const end = picturesEnd(montage);
    const heard = montage.tracks.filter((track) => track.role === 'sound').flatMap((track) => track.clips);
    const short = heard.filter((clip) => endOf(clip) > end);
    const cut = (left: Montage, clip: Clip) =>
      clip.start >= end ? edits.remove(left, clip.id) : edits.trimEnd(left, clip.id, end - endOf(clip), lengths(editor));
    return tidy(short.reduce(cut, montage));
  });
}

/** Without tracks that nothing lies on; the main track stays. */
export function tidy(montage: Montage): Montage {
  return montage.tracks.reduce((left, track) => (track.role !== 'main' && !track.clips.length && !track.locked ? edits.removeTrack(left, track.id) : left), montage);
}

export function duplicate(editor: Editor): void {
  if (editor.several) {
    const copies = new Map(inOrder(editor).map((id) => [id, freshName()]));
    if (editMain(editor, 'duplicate', (montage) => edits.duplicateAll(montage, copies))) editor.chooseAll([...copies.values()]);
    return;
  }
  const clip = meant(editor);
  const copy = freshName();
  if (clip && editMain(editor, 'duplicate', (montage) => edits.duplicate(montage, clip.id, copy))) editor.select(copy);
}

/** The end or the start of the meant clip goes to the line. */
export function trimTo(editor: Editor, edge: 'start' | 'end'): void {
  const clip = meant(editor);
  const at = Math.floor(editor.at);
  if (!clip || at <= clip.start || at >= endOf(clip)) return;
  const by = edge === 'start' ? at - clip.start : at - endOf(clip);
  trim(editor, clip.id, edge, by, true);
  if (edge === 'start' && editor.roleOf(clip) === 'main') editor.seek(clip.start);
}

export function trim(editor: Editor, id: string, edge: 'start' | 'end', by: number, done: boolean): void {
  const act = edge === 'start' ? edits.trimStart : edits.trimEnd;
  editMain(editor, 'trim', (montage) => act(montage, id, by, lengths(editor)), done);
}

export function reorder(editor: Editor, id: string, place: number): void {
  if (mainOf(editor.montage).clips[place]?.id === id) return;
  editMain(editor, 'order', (montage) => edits.reorder(montage, id, place));
}

export function move(editor: Editor, id: string, trackId: string, at: number): void {
  editor.edit('move', (montage) => tidy(edits.move(montage, id, trackId, at)));
}

/** What is chosen, by when it shows. */
const inOrder = (editor: Editor): string[] => [...editor.chosen].sort((one, other) => editor.find(one)!.start - editor.find(other)!.start);

const onMain = (editor: Editor): boolean => editor.chosen.some((id) => editor.trackOf(id)?.role === 'main');

/** All that is chosen: where some of it is on the main track that goes before the `place`-th of the others, and takes along what lies above. */
export function reorderChosen(editor: Editor, place: number): void {
  editMain(editor, 'order', (montage) => edits.reorderAll(montage, new Set(editor.chosen), place));
}

export function shiftChosen(editor: Editor, by: number, done = true): void {
  editor.edit('move', (montage) => edits.shiftAll(montage, new Set(editor.chosen), by), done);
}

/** All that is chosen one place on along the main track, or by some pictures where none is on it. */
export function nudgeChosen(editor: Editor, by: number): void {
  if (!onMain(editor)) return shiftChosen(editor, by);
  const ids = new Set(editor.chosen);
  const { clips } = mainOf(editor.montage);
  const first = clips.findIndex((clip) => ids.has(clip.id));
  reorderChosen(editor, Math.max(0, first + Math.sign(by)));
}

/** By keyboard: on the main track a place on, elsewhere some pictures. */
export function nudge(editor: Editor, id: string, by: number): void {
  const track = editor.trackOf(id);
  const clip = editor.find(id);
  if (!track || !clip) return;
  if (editor.several && editor.chosen.includes(id)) return nudgeChosen(editor, by);
  if (track.role === 'main') return reorder(editor, id, Math.max(0, track.clips.indexOf(clip) + Math.sign(by)));
  move(editor, id, track.id, Math.max(0, clip.start + by));
}

/** Up (1) or down (-1): onto the next track that may hold it, or onto one of its own. */
export function layer(editor: Editor, id: string, way: 1 | -1): void {
  const track = editor.trackOf(id);
  const clip = editor.find(id);
  if (!track || !clip || track.role === 'main' || track.role === 'sound') return;
  editor.edit('layer', (montage) => {
    const place = montage.tracks.indexOf(track);
    const next = montage.tracks[place + way];
    if (next && next.role === track.role) return tidy(edits.move(montage, id, next.id, clip.start));
    if (track.clips.length === 1) return next && next.role !== 'main' && next.role !== 'sound' ? edits.moveTrack(montage, track.id, place + way) : montage;
    const made = freshName();
    return edits.move(edits.addTrack(montage, made, track.role, 'other', way > 0 ? place + 1 : place), id, made, clip.start);
  });
}

/** A clip of the main track as a layer over it, at the same place. */
export function lift(editor: Editor): void {
  const { clip } = editor;
  if (!clip) return;
  editor.edit('layer', (montage) => {
    const { montage: more, track } = withRoom(montage, 'overlay', clip.start, clip.length);
    const lifted = edits.move(more, clip.id, track.id, clip.start);
    return edits.change(lifted, clip.id, { place: { ...clip.place, scale: Math.min(clip.place.scale, 500), fit: 'contain' } });
  });
}

export function backwards(editor: Editor): void {
  const { clip } = editor;
  if (clip) editor.edit('backwards', (montage) => edits.reverse(montage, clip.id));
}

export function freeze(editor: Editor): void {
  const { clip } = editor;
  const [held, right] = [freshName(), freshName()];
  const at = Math.floor(editor.at);
  if (clip && editMain(editor, 'freeze', (montage) => edits.freeze(montage, clip.id, at, stillLength(montage), held, right))) editor.select(held);
}

export function detach(editor: Editor): void {
  const { clip } = editor;
  const sound = freshName();
  if (clip && editor.edit('sound', (montage) => edits.detachSound(montage, clip.id, sound, freshName()))) editor.select(sound);
}

/**
 * Material into the film: behind `after` or the chosen clip of the main track, else at the cut nearest to the line;
 * sounds and layers at the line. The id of the new clip.
 */
export function put(editor: Editor, material: Material, where: 'film' | 'overlay', use: 'music' | 'voice' = 'music', after: string | null = null): string | null {
  const whole = clipOf(material, editor.fps);
  const at = Math.floor(editor.at);
  const room = material.kind === 'sound' && use === 'music' ? picturesEnd(editor.settledMontage) - at : 0;
  const clip = room > 0 && room < whole.length ? { ...whole, length: room } : whole;
  const before = editor.find(after) ?? editor.clip;
  const chosen = before && editor.roleOf(before) === 'main' ? before : null;
  const done = editMain(editor, 'add', (montage) => {
    if (material.kind === 'sound') {
      const room = withRoom(montage, 'sound', at, clip.length, use);
      return edits.insert(room.montage, room.track.id, clip, at);
    }
    if (where === 'overlay') {
      const room = withRoom(montage, 'overlay', at, clip.length);
      return edits.insert(room.montage, room.track.id, { ...clip, place: { ...clip.place, fit: 'contain', scale: 500 } }, at);
    }
    const main = mainOf(montage);
    if (chosen) return edits.insert(montage, main.id, clip, endOf(chosen));
    return at === 0 ? edits.append(montage, main.id, clip) : edits.insert(montage, main.id, clip, at);
  });
  if (!done) return null;
  if (clip !== whole) toast(word('music.cut'));
  if (where === 'overlay' || material.kind === 'sound') editor.select(clip.id);
  const now = editor.find(clip.id);
  if (now && after === null && (now.start > at || at >= endOf(now))) editor.seek(now.start);
  return clip.id;
}

/** Other material in the place of a clip; its length and all that was done to it stay where there is enough of it. */
export function replace(editor: Editor, id: string, material: Material): void {
  editMain(editor, 'replace', (montage) => {
    const { clip } = edits.find(montage, id);
    if (clip.content.what !== 'footage' && clip.content.what !== 'listening') return montage;
    const content = { ...clip.content, material: { origin: material.origin, id: material.id }, source_in: 0, source_rest: 0 };
    const changed = edits.change(montage, id, { content });
    const most = lengthsOf(changed, editor.materials).get(edits.nameOf(material));
    const needed = content.speed.length ? 0 : clip.length;
    return most !== undefined && needed > most ? edits.trimEnd(changed, id, most - clip.length, lengthsOf(changed, editor.materials)) : changed;
  });
}

/** A clip of words, a sticker, a colour or an adjustment over the film, at the line. */
export function addOver(editor: Editor, step: Step, clip: Clip, role: 'overlay' | 'text'): void {
  const at = Math.floor(editor.at);
  const done = editor.edit(step, (montage) => {
    const room = withRoom(montage, role, at, clip.length);
    return edits.insert(room.montage, room.track.id, clip, at);
  });
  if (done) editor.select(clip.id);
}

export function addAdjust(editor: Editor): void {
  const left = Math.max(editor.fps, editor.length - Math.floor(editor.at));
  addOver(editor, 'look', madeOf({ what: 'adjust' }, left), 'overlay');
}

/** This colour of the chosen clip becomes clear, and the film is looked at again. */
export function seeThrough(editor: Editor, colour: string): void {
  editor.shape('chroma', ({ place }) => ({ place: { ...place, chroma: { ...(place.chroma ?? filledKey()), colour } } }));
  editor.hand = null;
}

/** A beat at the line, or away with the one there. */
export function mark(editor: Editor): void {
  const at = Math.floor(editor.at);
  const there = editor.montage.markers.some((marker) => marker.at === at && marker.kind === 'beat');
  editor.edit('marker', (montage) => (there ? edits.removeMarker(montage, at, 'beat') : edits.setMarker(montage, { at, kind: 'beat', label: '' })));
}

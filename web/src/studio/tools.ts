/** Which tools the toolbar offers for what is chosen: the whole, a cut, a clip of some kind. */
import { back, bin, next, note, plus, sound } from '../app/icons';
import * as clipboard from './clipboard.svelte';
import * as deeds from './deeds';
import type { Editor } from './editor.svelte';
import * as icons from './icons';
import { word, type EditingWord } from './phrases/editing';

export type Panel =
  | 'bin' | 'sound' | 'voice' | 'text' | 'captions' | 'stickers' | 'canvas' | 'marks' | 'speed' | 'volume' | 'filters' | 'adjust'
  | 'effects' | 'slot' | 'track' | 'place' | 'crop' | 'motion' | 'mask' | 'chroma' | 'blend' | 'transition' | 'fill';

export type Tool = { id: string; label: string; icon: string; run: () => void; off?: boolean | undefined; on?: boolean | undefined; danger?: boolean | undefined };
export type Doings = { open: (panel: Panel) => void; panel: () => Panel | null; add: () => void; replace: () => void; overlay: () => void };

export function toolsOf(editor: Editor, doings: Doings): Tool[] {
  const { clip } = editor;
  const opens = (panel: Panel, label: EditingWord, icon: string, off = false): Tool => ({
    id: panel, label: word(label), icon, off, on: doings.panel() === panel, run: () => doings.open(panel),
  });
  const does = (id: string, label: EditingWord, icon: string, run: () => void, more: Partial<Tool> = {}): Tool => ({ id, label: word(label), icon, run, ...more });
  const copies = does('copy', 'tool.copy', icons.copy, () => clipboard.copyTold(editor));
  if (editor.cut) return [opens('transition', 'tool.transition', icons.transition)];
  if (!clip) {
    return [
      does('add', 'tool.add', plus, doings.add),
      opens('sound', 'tool.sound', note),
      opens('text', 'tool.text', icons.letters),
      opens('captions', 'tool.captions', icons.captions),
      does('overlay', 'tool.overlay', icons.layerUp, doings.overlay),
      opens('stickers', 'tool.sticker', icons.sticker),
      opens('voice', 'tool.voice', icons.mic),
      does('layer', 'tool.layer', icons.sliders, () => deeds.addAdjust(editor), { off: !editor.length }),
      opens('marks', 'tool.marks', icons.beat),
      opens('canvas', 'tool.canvas', icons.canvas),
      ...(clipboard.holdsCopy() ? [does('paste', 'tool.paste', icons.paste, () => clipboard.paste(editor))] : []),
    ];
  }
  if (editor.several) {
    return [
      does('earlier', 'tool.earlier', back, () => deeds.nudgeChosen(editor, -editor.fps)),
      does('later', 'tool.later', next, () => deeds.nudgeChosen(editor, editor.fps)),
      does('duplicate', 'tool.duplicate', icons.duplicate, () => deeds.duplicate(editor)),
      copies,
      does('delete', 'tool.delete', bin, () => deeds.remove(editor), { danger: true }),
    ];
  }
  const { what } = clip.content;
  const film = what === 'footage';
  const photo = film && editor.isPhoto(clip);
  const heard = what === 'listening' || (film && !photo && editor.hasSound(clip));
  const seen = what !== 'listening';
  const words = what === 'text' || what === 'captions';
  const pictured = film || what === 'fill' || what === 'sticker';
  const main = editor.roleOf(clip) === 'main';
  return [
    does('split', 'tool.split', icons.split, () => deeds.split(editor)),
    ...(what === 'text' ? [opens('text', 'tool.style', icons.letters)] : []),
    ...(what === 'captions' ? [opens('captions', 'tool.captions', icons.captions)] : []),
    ...(what === 'fill' ? [opens('fill', 'tool.fill', icons.fill)] : []),
    ...(film && !photo && !clip.content.frozen ? [opens('speed', 'tool.speed', icons.speed)] : what === 'listening' ? [opens('speed', 'tool.speed', icons.speed)] : []),
    ...(heard ? [opens('volume', 'tool.volume', sound)] : []),
    ...(film || what === 'adjust' || what === 'sticker' ? [opens('filters', 'tool.filters', icons.drops), opens('adjust', 'tool.adjust', icons.sliders), opens('effects', 'tool.effects', icons.sparkle)] : []),
    ...(pictured || words ? [opens('place', 'tool.place', icons.place)] : []),
    ...(pictured || words ? [opens('motion', 'tool.motion', icons.motion)] : []),
    ...(film ? [opens('crop', 'tool.crop', icons.crop)] : []),
    ...(seen && !words ? [opens('mask', 'tool.mask', icons.mask)] : []),
    ...(film ? [opens('chroma', 'tool.chroma', icons.chroma)] : []),
    ...(seen && !main && what !== 'adjust' ? [opens('blend', 'tool.blend', icons.blend)] : []),
    ...(film && !photo ? [does('backwards', 'tool.backwards', icons.backwards, () => deeds.backwards(editor), { on: clip.content.backwards })] : []),
    ...(film && !photo && !clip.content.frozen ? [does('freeze', 'tool.freeze', icons.freeze, () => deeds.freeze(editor))] : []),
    ...(film && heard ? [does('detach', 'tool.detach', note, () => deeds.detach(editor))] : []),
    ...(film || what === 'listening' ? [does('replace', 'tool.replace', icons.replace, doings.replace)] : []),
    ...((film || what === 'text' || what === 'listening') && !editor.held ? [{ ...opens('slot', 'tool.slot', icons.template), on: doings.panel() === 'slot' || clip.slot !== null }] : []),
    does('duplicate', 'tool.duplicate', icons.duplicate, () => deeds.duplicate(editor)),
    copies,
    ...(main ? [does('lift', 'tool.lift', icons.layerUp, () => deeds.lift(editor))] : []),
    ...(seen && !main ? [does('up', 'tool.up', icons.layerUp, () => deeds.layer(editor, clip.id, 1)), does('down', 'tool.down', icons.layerDown, () => deeds.layer(editor, clip.id, -1))] : []),
    does('left', 'tool.left', icons.trimStart, () => deeds.trimTo(editor, 'start')),
    does('right', 'tool.right', icons.trimEnd, () => deeds.trimTo(editor, 'end')),
    does('delete', 'tool.delete', bin, () => deeds.remove(editor), { danger: true }),
  ];
}

/** Panels of the whole: they stay whatever is chosen. */
const ALWAYS: readonly Panel[] = ['bin', 'sound', 'voice', 'canvas', 'marks', 'stickers'];

/** Whether a panel still has what it is about. */
export function fits(editor: Editor, panel: Panel): boolean {
  const { clip } = editor;
  if (ALWAYS.includes(panel)) return true;
  if (panel === 'track') return editor.montage.tracks.some((track) => track.id === editor.track);
  if (panel === 'transition') return editor.cut !== null;
  if (panel === 'text') return !clip || clip.content.what === 'text';
  if (panel === 'captions') return !clip || clip.content.what === 'captions';
  return clip !== null && toolsOf(editor, IDLE).some((tool) => tool.id === panel);
}

const IDLE: Doings = { open: () => {}, panel: () => null, add: () => {}, replace: () => {}, overlay: () => {} };

/** Which panel is drawn by which component; each comes when it is first asked for. */
import type { Component } from 'svelte';
import type { Editor } from '../editor.svelte';
import type { Material } from '../materials/materials.svelte';
import type { EditingWord } from '../phrases/editing';
import type { Panel } from '../tools';

export type PanelProps = { editor: Editor; onchoose: () => void; onuse: (material: Material) => void; onclose: () => void };
/** A component that takes some of these. */
type Loads = () => Promise<{ default: Component<never> }>;
type Entry = { title: EditingWord; load: Loads };

const entry = (title: EditingWord, load: () => Promise<unknown>): Entry => ({ title, load: load as Loads });

export const PANELS: Record<Panel, Entry> = {
  bin: entry('bin', () => import('./BinPanel.svelte')),
  sound: entry('tool.sound', () => import('./SoundPanel.svelte')),
  voice: entry('tool.voice', () => import('./VoicePanel.svelte')),
  text: entry('tool.text', () => import('./TextPanel.svelte')),
  captions: entry('tool.captions', () => import('./CaptionsPanel.svelte')),
  stickers: entry('tool.sticker', () => import('./StickersPanel.svelte')),
  canvas: entry('tool.canvas', () => import('./CanvasPanel.svelte')),
  marks: entry('tool.marks', () => import('./MarksPanel.svelte')),
  speed: entry('tool.speed', () => import('./SpeedPanel.svelte')),
  volume: entry('tool.volume', () => import('./VolumePanel.svelte')),
  filters: entry('tool.filters', () => import('./FiltersPanel.svelte')),
  adjust: entry('tool.adjust', () => import('./AdjustPanel.svelte')),
  effects: entry('tool.effects', () => import('./EffectsPanel.svelte')),
  place: entry('tool.place', () => import('./PlacePanel.svelte')),
  crop: entry('tool.crop', () => import('./CropPanel.svelte')),
  motion: entry('tool.motion', () => import('./MotionPanel.svelte')),
  mask: entry('tool.mask', () => import('./MaskPanel.svelte')),
  chroma: entry('tool.chroma', () => import('./ChromaPanel.svelte')),
  blend: entry('tool.blend', () => import('./BlendPanel.svelte')),
  transition: entry('tool.transition', () => import('./TransitionPanel.svelte')),
  slot: entry('tool.slot', () => import('./SlotPanel.svelte')),
  track: entry('tool.track', () => import('./TrackPanel.svelte')),
  fill: entry('tool.fill', () => import('./FillPanel.svelte')),
};

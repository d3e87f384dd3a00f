/** What a document leaves out, put in: the defaults of `core/montage/document.py`, each once. */

import type {
  Adjustments, Background, Canvas, Captions, ChromaKey, Clip, Content, Crop, Effect, Fill, Footage, Join, Key, Keys,
  Listening, Marker, Mask, Material, Mix, Montage, Motion, Place, Slot, Sounding, Speed, Sticker, Text, TextStyle, Track, Word,
} from './document';
import { SCHEMA } from './document';

/** A value of ours with any of its fields left out, all the way down, as JSON from the server may be. */
export type Sparse<T> = T extends readonly (infer Each)[]
  ? T extends readonly [number, number, number, number] ? T : readonly Sparse<Each>[]
  : T extends object ? { readonly [Name in keyof T]?: Sparse<T[Name]> | undefined } : T;

/** The same document with every default put in. It trusts its reader: what comes from outside the server checks. */
export function filled(montage: Sparse<Montage>): Montage {
  return {
    schema: SCHEMA,
    canvas: canvas(montage.canvas ?? {}),
    tracks: (montage.tracks ?? []).map(track),
    markers: (montage.markers ?? []).map(marker),
    mix: mix(montage.mix ?? {}),
  };
}

export function canvas(given: Sparse<Canvas> = {}): Canvas {
  return { width: 1080, height: 1920, fps: 30, ...given, background: background(given.background) } as Canvas;
}

function background(given: Sparse<Background> = {}): Background {
  return { kind: 'colour', colour: '#000000', ...given } as Background;
}

export function mix(given: Sparse<Mix> = {}): Mix {
  return { loudness: -14, duck: 0, ...given } as Mix;
}

function marker(given: Sparse<Marker>): Marker {
  return { at: 0, kind: 'beat', label: '', ...given } as Marker;
}

/** A track; `given` must name its id. */
export function track(given: Sparse<Track>): Track {
  return {
    id: '', role: 'main', hidden: false, muted: false, locked: false, use: 'other', volume: 1000,
    ...given,
    clips: (given.clips ?? []).map(clip),
    joins: (given.joins ?? []) as readonly Join[],
  } as Track;
}

/** A clip; `given` must name its id, length and content. */
export function clip(given: Sparse<Clip>): Clip {
  return {
    id: '', start: 0, length: 1,
    ...given,
    content: content((given.content ?? {}) as Sparse<Content>),
    place: place(given.place),
    look: look(given.look),
    effects: (given.effects ?? []).map(effect),
    sounding: sounding(given.sounding),
    keys: keys((given.keys ?? {}) as { [name: string]: readonly Sparse<Key>[] }),
    enter: (given.enter ?? null) as Motion | null,
    leave: (given.leave ?? null) as Motion | null,
    loop: (given.loop ?? null) as Motion | null,
    slot: given.slot ? slot(given.slot) : null,
  } as Clip;
}

export function content(given: Sparse<Content>): Content {
  switch (given.what) {
    case 'footage': return footage(given as Sparse<Footage>);
    case 'listening': return listening(given as Sparse<Listening>);
    case 'fill': return { what: 'fill', colour: '#000000', to: '', angle: 9000, ...(given as Sparse<Fill>) } as Fill;
    case 'sticker': return { name: '', ...(given as Sparse<Sticker>) } as Sticker;
    case 'text': return text(given as Sparse<Text>);
    case 'captions': return captions(given as Sparse<Captions>);
    default: return { what: 'adjust' };
  }
}

export function footage(given: Sparse<Footage>): Footage {
  return {
    source_in: 0, source_rest: 0, backwards: false, frozen: false, keep_pitch: true,
    ...given, what: 'footage', material: given.material as Material, speed: (given.speed ?? []) as readonly Speed[],
  } as Footage;
}

export function listening(given: Sparse<Listening>): Listening {
  return {
    source_in: 0, source_rest: 0, keep_pitch: true,
    ...given, what: 'listening', material: given.material as Material, speed: (given.speed ?? []) as readonly Speed[],
  } as Listening;
}

export function text(given: Sparse<Text>): Text {
  return { text: '', preset: '', width: 8000, ...given, what: 'text', style: textStyle(given.style) } as Text;
}

export function captions(given: Sparse<Captions>): Captions {
  return {
    preset: '', highlight: '', most_words: 5, language: '',
    ...given, what: 'captions', words: (given.words ?? []) as readonly Word[], style: textStyle(given.style),
  } as Captions;
}

export function textStyle(given: Sparse<TextStyle> = {}): TextStyle {
  return {
    font: 'sora', size: 600, colour: '#ffffff', bold: false, italic: false, outline: 0, outline_colour: '#000000',
    shadow: 0, shadow_colour: '#000000', box: 0, box_colour: '#000000', align: 'middle', spacing: 0,
    ...given,
  } as TextStyle;
}

export function place(given: Sparse<Place> = {}): Place {
  return {
    fit: 'cover', x: 5000, y: 5000, scale: 1000, rotation: 0, opacity: 1000, flip_x: false, flip_y: false,
    blend: 'normal',
    ...given,
    crop: { left: 0, top: 0, right: 0, bottom: 0, ...given.crop } as Crop,
    mask: given.mask ? mask(given.mask) : null,
    chroma: given.chroma ? chroma(given.chroma) : null,
  } as Place;
}

export function mask(given: Sparse<Mask>): Mask {
  return {
    shape: 'rectangle', x: 5000, y: 5000, width: 5000, height: 5000, rotation: 0, feather: 0, inverted: false,
    ...given,
  } as Mask;
}

export function chroma(given: Sparse<ChromaKey> = {}): ChromaKey {
  return { colour: '#00ff00', similarity: 150, smoothness: 80, spill: 500, ...given } as ChromaKey;
}

export function look(given: Sparse<Adjustments> = {}): Adjustments {
  return {
    exposure: 0, contrast: 0, saturation: 0, warmth: 0, tint: 0, highlights: 0, shadows: 0, fade: 0, hue: 0,
    filter: '', filter_strength: 1000, table: '',
    ...given,
  } as Adjustments;
}

export function effect(given: Sparse<Effect>): Effect {
  return { name: '', amount: 500, pace: 500, start: 0, length: 0, ...given } as Effect;
}

export function sounding(given: Sparse<Sounding> = {}): Sounding {
  return { volume: 1000, fade_in: 0, fade_out: 0, ...given } as Sounding;
}

export function slot(given: Sparse<Slot>): Slot {
  return { id: '', kind: 'media', label: '', order: 0, least: 0, required: true, speed: [], backwards: false, ...given } as Slot;
}

export function key(given: Sparse<Key>): Key {
  return { at: 0, value: 0, hold: false, ...given, ease: (given.ease ?? [0, 0, 1000, 1000]) } as Key;
}

function keys(given: { readonly [name: string]: readonly Sparse<Key>[] }): Keys {
  return Object.fromEntries(Object.entries(given).map(([name, every]) => [name, every.map(key)]));
}

/**
 * The document of a project, as `core/montage/document.py` has it: the same names, the same meaning, all whole
 * numbers. What is left out in JSON has its default; `filled` puts every default in, and everything here works on
 * such a document. Values are never changed, only made anew.
 */

export const SCHEMA = 'mutoscope.montage/1';

export type Role = 'main' | 'overlay' | 'text' | 'sound';
export type Use = 'music' | 'voice' | 'other';
export type Blend =
  | 'normal' | 'multiply' | 'screen' | 'overlay' | 'add' | 'darken' | 'lighten' | 'difference' | 'softlight';
export type Fit = 'cover' | 'contain' | 'stretch';
export type Origin = 'upload' | 'video' | 'sound';
export type MaskShape = 'rectangle' | 'circle' | 'star' | 'heart' | 'line' | 'band';
export type Curve = readonly [number, number, number, number];

export type Material = { readonly origin: Origin; readonly id: string };
export type Speed = { readonly at: number; readonly rate: number };
export type Key = { readonly at: number; readonly value: number; readonly ease: Curve; readonly hold: boolean };
export type Crop = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
export type Mask = {
  readonly shape: MaskShape;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly feather: number;
  readonly inverted: boolean;
};
export type ChromaKey = {
  readonly colour: string;
  readonly similarity: number;
  readonly smoothness: number;
  readonly spill: number;
};
export type Place = {
  readonly fit: Fit;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly rotation: number;
  readonly opacity: number;
  readonly flip_x: boolean;
  readonly flip_y: boolean;
  readonly crop: Crop;
  readonly blend: Blend;
  readonly mask: Mask | null;
  readonly chroma: ChromaKey | null;
};
export type Adjustments = {
  readonly exposure: number;
  readonly contrast: number;
  readonly saturation: number;
  readonly warmth: number;
  readonly tint: number;
  readonly highlights: number;
  readonly shadows: number;
  readonly fade: number;
  readonly hue: number;
  readonly filter: string;
  readonly filter_strength: number;
  readonly table: string;
};
export type Effect = {
  readonly name: string;
  readonly amount: number;
  readonly pace: number;
  readonly start: number;
  readonly length: number;
};
export type Motion = { readonly name: string; readonly length: number };

export type Footage = {
  readonly what: 'footage';
  readonly material: Material;
  readonly source_in: number;
  readonly source_rest: number;
  readonly speed: readonly Speed[];
  readonly backwards: boolean;
  readonly frozen: boolean;
  readonly keep_pitch: boolean;
};
export type Fill = { readonly what: 'fill'; readonly colour: string; readonly to: string; readonly angle: number };
export type Sticker = { readonly what: 'sticker'; readonly name: string };
export type Adjust = { readonly what: 'adjust' };
export type TextStyle = {
  readonly font: string;
  readonly size: number;
  readonly colour: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly outline: number;
  readonly outline_colour: string;
  readonly shadow: number;
  readonly shadow_colour: string;
  readonly box: number;
  readonly box_colour: string;
  readonly align: 'left' | 'middle' | 'right';
  readonly spacing: number;
};
export type Text = {
  readonly what: 'text';
  readonly text: string;
  readonly preset: string;
  readonly style: TextStyle;
  readonly width: number;
};
export type Word = { readonly text: string; readonly at: number; readonly length: number };
export type Captions = {
  readonly what: 'captions';
  readonly words: readonly Word[];
  readonly preset: string;
  readonly style: TextStyle;
  readonly highlight: string;
  readonly most_words: number;
  readonly language: string;
};
export type Listening = {
  readonly what: 'listening';
  readonly material: Material;
  readonly source_in: number;
  readonly source_rest: number;
  readonly speed: readonly Speed[];
  readonly keep_pitch: boolean;
};
export type Content = Footage | Fill | Sticker | Adjust | Text | Captions | Listening;

export type Sounding = { readonly volume: number; readonly fade_in: number; readonly fade_out: number };
export type Slot = {
  readonly id: string;
  readonly kind: 'media' | 'text' | 'sound';
  readonly label: string;
  readonly order: number;
  readonly least: number;
  readonly required: boolean;
  readonly speed: readonly Speed[];
  readonly backwards: boolean;
};
export type Keys = { readonly [property: string]: readonly Key[] };
export type Clip = {
  readonly id: string;
  readonly start: number;
  readonly length: number;
  readonly content: Content;
  readonly place: Place;
  readonly look: Adjustments;
  readonly effects: readonly Effect[];
  readonly sounding: Sounding;
  readonly keys: Keys;
  readonly enter: Motion | null;
  readonly leave: Motion | null;
  readonly loop: Motion | null;
  readonly slot: Slot | null;
};
export type Join = { readonly left: string; readonly kind: string; readonly length: number };
export type Track = {
  readonly id: string;
  readonly role: Role;
  readonly clips: readonly Clip[];
  readonly joins: readonly Join[];
  readonly hidden: boolean;
  readonly muted: boolean;
  readonly locked: boolean;
  readonly use: Use;
  readonly volume: number;
};
export type Marker = { readonly at: number; readonly kind: 'beat' | 'note'; readonly label: string };
export type Background = { readonly kind: 'colour' | 'blur'; readonly colour: string };
export type Canvas = {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly background: Background;
};
export type Mix = { readonly loudness: number; readonly duck: number };
export type Montage = {
  readonly schema: typeof SCHEMA;
  readonly canvas: Canvas;
  readonly tracks: readonly Track[];
  readonly markers: readonly Marker[];
  readonly mix: Mix;
};

/** The first picture after a clip. */
export function endOf(clip: Clip): number {
  return clip.start + clip.length;
}

/** Pictures of the whole montage, to the end of its last clip. */
export function lengthOf(montage: Montage): number {
  return Math.max(0, ...montage.tracks.map((track) => Math.max(0, ...track.clips.map(endOf))));
}

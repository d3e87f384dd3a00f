/**
 * The catalogues of fonts, styles and movements of words, with their little pictures. `catalogue.json` and the two
 * pictures are made from `core/montage/words` (`python -m mutoscope.adapters.fonts`, `bin/samples`).
 */

import type { TextStyle } from '../kernels/document';
import told from './catalogue.json';
import movementsSheet from './movements.webp?url';
import stylesSheet from './styles.webp?url';

export type Title = { readonly en: string; readonly fr: string };
export type FontChoice = { readonly name: string; readonly label: string; readonly manner: string };
export type Preset = {
  readonly name: string;
  readonly title: Title;
  /** Of captions: the colour of the word that is said. */
  readonly highlight: string;
  readonly style: TextStyle;
};
export type MovementChoice = {
  readonly name: string;
  readonly title: Title;
  readonly when: readonly ('enter' | 'leave' | 'loop')[];
  readonly by: 'letter' | 'word' | 'whole';
  /** How long it takes where nobody says; of one all the time, how long a turn takes. */
  readonly length_ms: number;
};

export const fonts: readonly FontChoice[] = told.fonts;
export const presets = told.presets as readonly Preset[];
export const movements = told.movements as readonly MovementChoice[];

/** Where on a sheet a sample lies: `columns` tiles side by side, `rows` of them, this one in row `row`. */
export type Sample = { readonly sheet: string; readonly row: number; readonly rows: number; readonly columns: number };

/** Width over height of every sample. */
export const SAMPLE_SHAPE = 16 / 9;

export function sampleOfPreset(name: string): Sample {
  return { sheet: stylesSheet, row: presets.findIndex((one) => one.name === name), rows: presets.length, columns: 1 };
}

/** Eight pictures of a movement, from left to right. */
export function sampleOfMovement(name: string): Sample {
  const row = movements.findIndex((one) => one.name === name);
  return { sheet: movementsSheet, row, rows: movements.length, columns: 8 };
}

/**
 * A text or captions clip, set: `core/montage/words/setting.py`, byte for byte. What comes out is the script for
 * libass, the font files it needs, and `left`: the clip as whoever lays the picture on the canvas must treat it.
 */

import type { Canvas, Clip, Motion, TextStyle } from '../kernels/document';
import { groupsOf, said, type Group } from './grouping';
import { NOMINAL_LINE, type Face, type Lettering } from './lettering';
import { chosen, type Unit } from './letters';
import { both, MOVEMENTS, STILL, touched, type Touch } from './moving';
import { clear, colour, commands, halfUp, number, scriptOf, shown, type Line, type Pen } from './script';

const EMOJI_SHARE = 1150;
const BOX_PAD_X = 280;
const BOX_PAD_Y = 120;
/** So many units are written for one movement of a group; beyond, it moves in steps of several pictures. */
const MOST_UNITS = 30_000;
const [PICTURE, OPEN, CLOSE] = ['\ufffc', '\u2066', '\u2069'];

export type SetWords = {
  readonly lines: readonly Line[];
  /** Names of font files, in alphabetical order. */
  readonly files: readonly string[];
  readonly family: string;
  readonly left: Clip;
};

/** The clip, which holds text or captions, set in letters. */
export function setWords(clip: Clip, canvas: Canvas, lettering: Lettering): SetWords {
  const { content } = clip;
  if (content.what !== 'text' && content.what !== 'captions') throw new Error(`no words: ${content.what}`);
  const [left, baked] = leftOf(clip, content.style);
  const setter = new Setter(clip, content.style, baked, canvas, lettering);
  const lines = groupsOf(clip, canvas.fps, lettering).flatMap((group) => [...setter.lines(group)]);
  return {
    lines,
    files: [...setter.files].sort(),
    family: lettering.font(content.style.font).regular.family,
    left,
  };
}

/** The script for a film of the clip alone: its first picture at time 0. */
export function scriptAlone(words: SetWords, canvas: Canvas): string {
  return together([[0, words]], canvas);
}

/** One script for several clips, bottom to top, each with the picture of the film that it begins at. */
export function together(clips: readonly (readonly [number, SetWords])[], canvas: Canvas): string {
  const lines = clips.flatMap(([at, words], above) =>
    words.lines.map((line) => [at, { ...line, layer: line.layer + 2 * above }] as const),
  );
  return scriptOf(lines, clips[0]?.[1].family ?? '', canvas);
}

/** What is left to do to the picture, and whether its place is in the script. */
function leftOf(clip: Clip, style: TextStyle): readonly [Clip, boolean] {
  const [enter, leave, loop] = [others(clip.enter), others(clip.leave), others(clip.loop)];
  const { place } = clip;
  const moves = enter || leave || loop || ['x', 'y', 'scale', 'rotation'].some((name) => name in clip.keys);
  const shaped =
    place.mask || clip.effects.length || place.flip_x || place.flip_y || (style.box && place.rotation);
  const baked = !moves && !shaped && place.scale > 0; // to libass, letters of no size have the usual one
  const at = baked ? { ...place, x: 5000, y: 5000, scale: 1000, rotation: 0 } : place;
  return [{ ...clip, place: at, enter, leave, loop }, baked];
}

function others(motion: Motion | null): Motion | null {
  return motion && !Object.hasOwn(MOVEMENTS, motion.name) ? motion : null;
}

class Setter {
  readonly files = new Set<string>();
  readonly #highlight: string;
  readonly #size: number;
  readonly #margin: number;
  readonly #start: string;
  readonly #bolder: ReadonlySet<string>;

  constructor(
    private readonly clip: Clip,
    private readonly style: TextStyle,
    baked: boolean,
    canvas: Canvas,
    private readonly lettering: Lettering,
  ) {
    const { content, place } = clip;
    this.#highlight = content.what === 'captions' ? content.highlight : '';
    const { x, y, scale, rotation } = baked ? place : { x: 5000, y: 5000, scale: 1000, rotation: 0 };
    const width = content.what === 'text' ? content.width : 8000;
    this.#size = halfUp(canvas.height * style.size * scale, 100_000);
    this.#margin = halfUp(canvas.width * (10_000_000 - width * scale), 20_000_000);
    const [middle, height] = [halfUp(canvas.width * x, 100), halfUp(canvas.height * y, 100)];
    const side = { left: -1, middle: 0, right: 1 }[style.align];
    const reach = halfUp(canvas.width * width * scale, 200_000);
    this.#start = `\\an${5 + side}\\pos(${number(middle + side * reach)},${number(height)})`;
    if (rotation) this.#start += `\\org(${number(middle)},${number(height)})\\frz${number(-rotation)}`;
    const fonts = [lettering.font(style.font), ...lettering.helping];
    this.#bolder = new Set(fonts.filter((one) => style.bold && !one.bold).map((one) => chosen(one, true).file));
  }

  *lines(group: Group): Generator<Line> {
    const margin = this.#margin;
    const { first, end } = group;
    if (this.style.box) yield { first, end, text: this.#box(group), margin, style: 'Box', layer: 0 };
    let before = null as Line | null;
    for (const [first, end] of stretches(this.clip, group, this.#highlight !== '')) {
      const text = this.#text(group, first);
      if (before && before.text === text) before = { ...before, end };
      else {
        if (before) yield before;
        before = { first, end, text, margin, style: 'Words', layer: 1 };
      }
    }
    if (before) yield before;
  }

  /** The words as they stand at one picture. */
  #text(group: Group, at: number): string {
    const now = this.#highlight ? said(group, at) : -1;
    return this.#written(group.units, (unit) => {
      const touch = touchOf(this.clip, group, at, unit.letter, unit.word);
      const tint = touch.colour || (unit.word === now ? this.#highlight : this.style.colour);
      return this.#strokes(unit, touch, tint, false);
    });
  }

  /** Words nobody sees, with a box around them all. */
  #box(group: Group): string {
    const { style } = this;
    const unseen: Pen = {
      bord: '0',
      blur: '0',
      xshad: number(halfUp(this.#size * BOX_PAD_X, 1000)),
      yshad: number(halfUp(this.#size * BOX_PAD_Y, 1000)),
      '4c': colour(style.box_colour),
      '1a': clear(0),
      '3a': clear(0),
      '4a': clear(halfUp(style.box * 255, 1000)),
      '1c': colour(style.colour),
    };
    return this.#written(group.units, (unit) =>
      this.#strokes(unit, STILL, style.colour, true).map(([pen, text]) => [pen && { ...pen, ...unseen }, text] as const),
    );
  }

  #written(units: readonly Unit[], strokes: (unit: Unit) => readonly Stroke[]): string {
    let text = `{${this.#start}}`;
    let pen: Pen = {};
    for (const unit of units)
      for (const [after, letters] of strokes(unit)) {
        text += (after ? commands(pen, after) : '') + letters;
        pen = after ?? pen;
      }
    return text;
  }

  #strokes(unit: Unit, touch: Touch, tint: string, boxed: boolean): readonly Stroke[] {
    if (unit.kind === 'line') return [[null, '\\N']];
    if (unit.kind === 'may_break')
      return [[this.#pen(this.lettering.emojiFace, 500, STILL, this.style.colour, '0'), ' ']];
    if (unit.kind === 'emoji') return this.#emoji(unit, touch, boxed);
    const spacing = halfUp(this.#size * (this.style.spacing + touch.spacing), 1000);
    return [[this.#pen(unit.face!, 1000, touch, tint, number(spacing)), shown(unit.text)]];
  }

  /** Layers over each other, none with a width, then the width; one neutral letter as to direction. */
  #emoji(unit: Unit, touch: Touch, boxed: boolean): readonly Stroke[] {
    const base = this.#pen(this.lettering.emojiFace, EMOJI_SHARE, touch, '#ffffff', '0');
    const pen = { ...base, b: '0', i: '0', bord: '0', xshad: '0', yshad: '0' };
    const layers = boxed ? [] : this.lettering.layers(unit.text);
    return [
      [pen, OPEN!],
      ...layers.map(([letter, rgba]) => {
        const opacity = halfUp(parseInt(rgba.slice(6), 16) * touch.opacity * touch.fill, 1_000_000);
        return [{ ...pen, '1c': colour(`#${rgba.slice(0, 6)}`), '1a': clear(opacity) }, letter] as const;
      }),
      [pen, PICTURE! + CLOSE!],
    ];
  }

  #pen(face: Face, share: number, touch: Touch, tint: string, spacing: string): Pen {
    const { style } = this;
    const size = this.#size;
    this.files.add(face.file);
    const opacity = clear(halfUp(255 * touch.opacity, 1000));
    const shadow = number(halfUp(size * style.shadow, 1000));
    return {
      fn: face.family,
      b: face.heavy || this.#bolder.has(face.file) ? '1' : '0',
      i: style.italic ? '1' : '0',
      fs: number(halfUp(Math.floor((size * face.line) / 1000) * share, NOMINAL_LINE)),
      fsp: spacing,
      fscx: number(touch.wide * 10),
      fscy: number(touch.tall * 10),
      bord: number(halfUp(size * style.outline, 1000)),
      xshad: shadow,
      yshad: shadow,
      blur: number(halfUp(size * touch.blur, 1000)),
      '1c': colour(tint),
      '3c': colour(style.outline_colour),
      '4c': colour(style.shadow_colour),
      '1a': clear(halfUp(255 * touch.opacity * touch.fill, 1_000_000)),
      '3a': opacity,
      '4a': opacity,
    };
  }
}

/** A part of a unit and the pen it is written with; null: any. */
type Stroke = readonly [Pen | null, string];

/** Where the words stand as they are: from a picture to another, as few as can be told beforehand. */
function stretches(clip: Clip, group: Group, highlights: boolean): (readonly [number, number])[] {
  const { first, end } = group;
  const cuts = new Set([first, end]);
  const [enter, leave, loop] = [wordsMotion(clip.enter), wordsMotion(clip.leave), wordsMotion(clip.loop)];
  const all = (from: number, to: number) => {
    const [begins, ends] = [Math.max(first, from), Math.min(end, to)];
    const step = 1 + Math.floor((group.units.length * (ends - begins)) / MOST_UNITS);
    for (let at = begins; at < ends; at += step) cuts.add(at);
    cuts.add(ends);
  };
  if (highlights) for (const at of group.times.flat()) if (first < at && at < end) cuts.add(at);
  if (enter) all(first, first + enter.length);
  if (leave) all(end - leave.length, end);
  if (loop) all(first, end);
  const ordered = [...cuts].sort((one, two) => one - two);
  return ordered.slice(1).map((to, at) => [ordered[at]!, to] as const);
}

function wordsMotion(motion: Motion | null): Motion | null {
  return motion && Object.hasOwn(MOVEMENTS, motion.name) && motion.length > 0 ? motion : null;
}

/** What the clip's movements do to a unit at one picture. */
function touchOf(clip: Clip, group: Group, at: number, letter: number, word: number): Touch {
  const total = group.end - group.first;
  let made = STILL;
  for (const [given, since] of [
    [clip.enter, at - group.first],
    [clip.leave, group.end - 1 - at],
  ] as const) {
    const motion = wordsMotion(given);
    if (!motion) continue;
    const length = Math.min(motion.length, total);
    if (since < length)
      made = both(made, one(motion.name, Math.floor((1000 * since + 500) / length), group, letter, word));
  }
  const loop = wordsMotion(clip.loop);
  if (loop)
    made = both(made, one(loop.name, Math.floor((1000 * (at % loop.length)) / loop.length), group, letter, word));
  return made;
}

function one(name: string, progress: number, group: Group, letter: number, word: number): Touch {
  return MOVEMENTS[name]!.by === 'word'
    ? touched(name, progress, word, group.words)
    : touched(name, progress, letter, group.letters);
}

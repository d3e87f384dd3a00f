/**
 * From what somebody wrote to units that a line is set from: `core/montage/words/letters.py`. Letters here are code
 * points, as they are there.
 */

import type { Face, Font, Lettering } from './lettering';

export type Unit = {
  readonly kind: 'letters' | 'space' | 'emoji' | 'may_break' | 'line';
  /** Letters; of an emoji its name in the table of drawings. */
  readonly text: string;
  readonly face: Face | null;
  readonly word: number;
  readonly letter: number;
};

const MISSING = '\u25a1';
const MOST_MARKS = 8;
const SIGNS = { emoji: '\ufe0f', text: '\ufe0e' } as const;
const LONGEST_EMOJI = 12;

/* eslint-disable no-control-regex, no-misleading-character-class -- controls and joiners are what is looked for */
const LINE_ENDS = /\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]/gu;
const UNSEEN =
  /[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffc\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\u{e0000}-\u{e001f}\u{e0080}-\u{10ffff}]/gu;
const MARKS =
  /^[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/u;
const STEERING = /^[\u061c\u200c-\u200f\u202a-\u202e\u2066-\u2069]/u;
const COMMON = /^[ -@\[-`{-\xbf\u2000-\u206f\u3000-\u303f]/u;
const EAST = /^[\u2e80-\u2fff\u3001-\u30ff\u3105-\u312f\u31a0-\ua4cf\uf900-\ufaff\uff01-\uff60]/u;
const NOT_FIRST =
  /^[\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u3019\u301b\u303b\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u309b-\u309e\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee\u30f5\u30f6\u30fb-\u30fe\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d\uff5e!),.:;?\]}%\u2019\u201d\u2026]/u;
const NOT_LAST = /^[\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\uff08\uff3b\uff5b(\[{\u2018\u201c]/u;
const THAI = /^[\u0e01-\u0e4e\u0e81-\u0eae]/u;
const THAI_FIRST = /^[\u0e40-\u0e44\u0ec0-\u0ec4]/u;
const SHOWN_IN_COLOUR =
  /^[\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\u{1f000}-\u{1ffff}]/u;
/* eslint-enable */

const codeOf = (letter: string) => letter.codePointAt(0)!;
const lastOf = (text: string) => [...text].at(-1) ?? '';

export function chosen(font: Font, bold: boolean): Face {
  return (bold && font.bold) || font.regular;
}

/** What is written, without what can't be seen, accents and letters composed; line ends are `\n`. */
export function cleaned(text: string): string {
  return text.replace(LINE_ENDS, '\n').replaceAll('\t', ' ').replace(UNSEEN, '').normalize('NFC');
}

/** The words one after the other, numbered, a space between them where their script has one. */
export function unitsOf(words: readonly string[], font: Font, bold: boolean, lettering: Lettering): Unit[] {
  const setter = new Setter([font, ...lettering.helping].map((one) => chosen(one, bold)), lettering);
  words.forEach((word, number) => setter.word(cleaned(word), number));
  return setter.made;
}

class Setter {
  readonly made: Unit[] = [];
  #marks = 0;

  constructor(
    private readonly faces: readonly Face[],
    private readonly lettering: Lettering,
  ) {}

  word(text: string, word: number): void {
    const letters = [...text];
    const before = this.made.at(-1);
    if (before && letters.length && apart(before, letters[0]!)) this.#push('space', ' ', this.#lastFace(), word);
    this.#marks = 0;
    for (let at = 0; at < letters.length; ) {
      const [length, name] = this.#emoji(letters, at);
      if (length) {
        this.#push('emoji', name, null, word);
        at += length;
        this.#marks = 0;
      } else {
        this.#letter(letters[at]!, word);
        at += 1;
      }
    }
  }

  #letter(letter: string, word: number): void {
    const last = this.made.at(-1);
    const code = codeOf(letter);
    if (letter === '\n') this.#push('line', '', null, word);
    else if (letter === SIGNS.emoji || letter === SIGNS.text || (code >= 0xe0020 && code <= 0xe007f)) return;
    else if (last?.kind === 'letters' && (MARKS.test(letter) || STEERING.test(letter))) {
      this.#marks += 1;
      if (this.#marks <= MOST_MARKS) this.#lengthen(last, letter);
    } else {
      this.#marks = 0;
      if (last && mayBreak(last, letter)) this.#push('may_break', '', null, word);
      const [shown, face] = this.#face(letter, this.#lastFace());
      this.#push(letter === ' ' ? 'space' : 'letters', shown, face, word);
    }
  }

  #push(kind: Unit['kind'], text: string, face: Face | null, word: number): void {
    this.made.push({ kind, text, face, word, letter: 0 });
  }

  #lastFace(): Face {
    return this.made.findLast((unit) => unit.face)?.face ?? this.faces[0]!;
  }

  /** How many letters from `at` are one emoji, the longest there is, and its name; 0 where none is. */
  #emoji(letters: readonly string[], at: number): readonly [number, string] {
    let found: readonly [number, string] = [0, ''];
    if (!this.lettering.emojiStarts.has(letters[at]!)) return found;
    const codes: string[] = [];
    let coloured = SHOWN_IN_COLOUR.test(letters[at]!);
    const most = Math.min(letters.length - at, 2 * LONGEST_EMOJI);
    for (let taken = 1; taken <= most; taken++) {
      const letter = letters[at + taken - 1]!;
      if (letter === SIGNS.text && codes.length === 1) return [0, ''];
      if (letter === SIGNS.emoji) coloured = true;
      else codes.push(codeOf(letter).toString(16));
      const name = codes.join('-');
      if (this.lettering.isEmoji(name) && (coloured || codes.length > 1)) found = [taken, name];
    }
    return found;
  }

  #lengthen(last: Unit, letter: string): void {
    const code = codeOf(letter);
    let face: Face | null | undefined = last.face;
    if (!STEERING.test(letter) && !this.lettering.has(face!, code)) {
      face = this.faces.find((one) => this.lettering.has(one, code) && this.lettering.has(one, codeOf(last.text)));
    }
    if (face) this.made[this.made.length - 1] = { ...last, text: last.text + letter, face };
  }

  /** The letter as it is shown, and the first face that has it. */
  #face(letter: string, before: Face): readonly [string, Face] {
    if (STEERING.test(letter)) return [letter, before];
    const code = codeOf(letter);
    if (COMMON.test(letter) && this.lettering.has(before, code)) return [letter, before];
    const face = this.faces.find((one) => this.lettering.has(one, code));
    return face ? [letter, face] : this.#face(MISSING, before);
  }
}

function apart(before: Unit, first: string): boolean {
  if (before.kind === 'line' || before.kind === 'space' || first === ' ' || first === '\n') return false;
  return !(before.kind === 'letters' && EAST.test(lastOf(before.text)) && EAST.test(first));
}

/** Whether a line may end between two letters that no space stands between. */
function mayBreak(before: Unit, letter: string): boolean {
  if (before.kind !== 'letters' && before.kind !== 'emoji') return false;
  if (letter === ' ' || letter === '\n' || NOT_FIRST.test(letter)) return false;
  const last = before.kind === 'letters' ? lastOf(before.text) : '';
  if (last && NOT_LAST.test(last)) return false;
  if (last && THAI.test(last) && THAI_FIRST.test(letter)) return true;
  return EAST.test(letter) || (last !== '' && EAST.test(last));
}

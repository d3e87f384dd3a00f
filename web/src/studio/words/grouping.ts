/** Which words are shown at once, and when: `core/montage/words/grouping.py`. */

import type { Captions, Clip, Word } from '../kernels/document';
import type { Lettering } from './lettering';
import { unitsOf, type Unit } from './letters';

const LINGER_MS = 500;
const PAUSE_MS = 1000;

export type Group = {
  readonly units: readonly Unit[];
  readonly first: number;
  readonly end: number;
  /** From when to when each word is said; of a text, nothing. */
  readonly times: readonly (readonly [number, number])[];
  readonly letters: number;
  readonly words: number;
};

/** The groups of a clip, in order of time, never two at once. */
export function groupsOf(clip: Clip, fps: number, lettering: Lettering): Group[] {
  const { content } = clip;
  if (content.what === 'text') {
    const units = unitsOf([content.text], lettering.font(content.style.font), content.style.bold, lettering);
    return units.length ? [group(numbered(units, true), 0, clip.length, [])] : [];
  }
  if (content.what !== 'captions') throw new Error(`no words: ${content.what}`);
  const font = lettering.font(content.style.font);
  const groups = parted(content, clip.length, fps);
  const made: Group[] = [];
  groups.forEach((words, at) => {
    const last = Math.max(...words.map((word) => word.at + word.length));
    const until = groups[at + 1]?.[0]!.at ?? clip.length;
    const texts = words.map((word) => word.text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''));
    const units = numbered(unitsOf(texts, font, content.style.bold, lettering), false);
    const first = Math.max(0, words[0]!.at);
    const end = Math.min(last + Math.floor((LINGER_MS * fps) / 1000), until, clip.length);
    if (units.length && end > first) made.push(group(units, first, end, times(words, end)));
  });
  return made;
}

/** Number of the word that is being said; -1: none. */
export function said({ times }: Group, at: number): number {
  return times.findIndex(([first, end]) => first <= at && at < end);
}

function group(units: readonly Unit[], first: number, end: number, times: Group['times']): Group {
  const last = units.at(-1)!;
  return { units, first, end, times, letters: last.letter + 1, words: last.word + 1 };
}

/** Words that are seen at all, in order of time, in groups. */
function parted(captions: Captions, length: number, fps: number): Word[][] {
  const groups: Word[][] = [];
  const seen = captions.words.filter((word) => word.at < length && word.at + word.length > 0);
  for (const word of seen.toSorted((one, two) => one.at - two.at)) {
    const now = groups.at(-1);
    const before = now?.at(-1);
    if (
      !now ||
      !before ||
      now.length >= Math.max(1, captions.most_words) ||
      word.text.startsWith('\n') ||
      before.text.endsWith('\n') ||
      1000 * (word.at - before.at - before.length) >= PAUSE_MS * fps
    )
      groups.push([word]);
    else now.push(word);
  }
  return groups;
}

/** A word is said until the next one begins at the latest. */
function times(words: readonly Word[], end: number): (readonly [number, number])[] {
  return words.map((word, at) => {
    const following = words[at + 1]?.at ?? end;
    return [word.at, Math.min(word.at + word.length, Math.max(following, word.at))] as const;
  });
}

/** Units with the number of their letter; `byRoom`: and of their word, where room between letters parts words. */
function numbered(units: readonly Unit[], byRoom: boolean): Unit[] {
  let letter = -1;
  let word = 0;
  let apart = false;
  return units.map((unit) => {
    if (unit.kind === 'letters' || unit.kind === 'emoji') {
      letter += 1;
      if (apart && letter > 0) word += 1;
      apart = false;
    } else if (unit.kind === 'space' || unit.kind === 'line') apart = true;
    return { ...unit, letter: Math.max(0, letter), word: byRoom ? word : unit.word };
  });
}

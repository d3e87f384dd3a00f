/** Completing an @handle or a #tag while it is written. Knows nothing of a browser. */

const PERSON = /(?:^|[^\w@/.])@([a-z0-9_.]*)$/i;
const TAG = /(?:^|[^\p{L}\p{N}_&#/])#([\p{L}\p{M}\p{N}_]*)$/u;

export type Begun = { sign: '@' | '#'; letters: string };

/** The handle or tag that ends at the caret, in lower case; null when none is being written. */
export function begunAt(text: string, caret: number): Begun | null {
  const before = text.slice(0, caret);
  for (const [sign, pattern] of [['@', PERSON], ['#', TAG]] as const) {
    const letters = pattern.exec(before)?.[1];
    if (letters !== undefined) return { sign, letters: letters.toLowerCase() };
  }
  return null;
}

/** The text with `word` in place of what was begun at the caret, and where the caret stands then. */
export function completed(text: string, caret: number, word: string): { text: string; at: number } {
  const begun = begunAt(text, caret)?.letters ?? '';
  const before = `${text.slice(0, caret - begun.length)}${word} `;
  return { text: before + text.slice(caret).replace(/^ /, ''), at: before.length };
}

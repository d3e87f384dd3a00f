/** Captions that somebody types: lines spread over the film, each word as long as it takes to say it. */
import type { Word } from './kernels/document';

/** How long a word is said, against others: its letters, and a little for each word and each line end. */
const weight = (word: string, ends: boolean): number => [...word].length + 2 + (ends ? 4 : 0);

export function spread(text: string, length: number): Word[] {
  const lines = text.split('\n').map((line) => line.trim().split(/\s+/).filter(Boolean)).filter((line) => line.length);
  const words = lines.flatMap((line) => line.map((word, i) => ({ word, ends: i === line.length - 1 })));
  const whole = words.reduce((sum, one) => sum + weight(one.word, one.ends), 0);
  let before = 0;
  return words.map(({ word, ends }, n) => {
    const at = Math.floor((before / whole) * length);
    before += weight(word, ends);
    const end = Math.max(at + 1, Math.floor((before / whole) * length));
    return { text: ends && n < words.length - 1 ? `${word}\n` : word, at, length: end - at };
  });
}

/** The words of a caption as lines again. */
export const told = (words: readonly Word[]): string => words.map((word) => (word.text.endsWith('\n') ? word.text : `${word.text} `)).join('').trim();

/** Goes through a story of `tests/montage/*.txt`: what is drawn is how things stand, a line does something, `= …` and
 * `refused: …` say what came of the line before. For tests. */

import { expect } from 'vitest';
import type { Montage } from './document';
import { drawn, isDrawn } from './drawn';
import { Refused } from './edits';

/** What `line` makes of the montage, and what it has to say. */
export type Act = (montage: Montage, words: readonly string[]) => [Montage, string];

/** `exactly`: whatever was said must stand in the story; else only refusals must. */
export function told(lines: readonly string[], act: Act, exactly = false): void {
  let montage: Montage | null = null;
  let said = '';
  let drawing: string[] = [];
  for (const line of [...lines, '']) {
    if (isDrawn(line)) {
      drawing.push(line);
      continue;
    }
    if (drawing.length > 0) {
      const expected = drawn(drawing);
      if (montage) expect(montage).toEqual(expected);
      [montage, drawing] = [expected, []];
    }
    if (/^(=|refused:)/.test(line)) {
      expect(said).toBe(line);
      said = '';
    } else if (line) {
      if (exactly || said.startsWith('refused')) expect(said).toBe('');
      try {
        [montage, said] = act(montage!, line.split(' '));
      } catch (no) {
        if (!(no instanceof Refused)) throw no;
        said = `refused: ${no.code}`;
      }
    }
  }
  if (exactly || said.startsWith('refused')) expect(said).toBe('');
}

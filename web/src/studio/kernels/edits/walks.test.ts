/** Long rows of edits, which Python walked first: `tests/montage/walks.py`. */

import { expect, test } from 'vitest';
import text from '../../../../../tests/montage/walks.json?raw';
import { digest } from '../canonical';
import { drawn, material } from '../drawn';
import { done } from '../verbs';
import { type Lengths, nameOf, Refused } from './index';

const saved = JSON.parse(text);
const lengths: Lengths = new Map(
  Object.entries<number>(saved.lengths).map(([name, length]) => [nameOf(material(name)), length]),
);

test('Every row of edits is refused at the same steps and leads to the same project as in Python.', async () => {
  for (const walk of saved.walks) {
    let montage = drawn(saved.start);
    const refused: string[] = [];
    for (const line of walk.lines) {
      const [name, ...words] = line.split(' ');
      try {
        [montage] = done(montage, lengths, name, words);
      } catch (no) {
        if (!(no instanceof Refused)) throw no;
        refused.push(no.code);
      }
    }
    expect({ lines: walk.lines, refused, digest: await digest(montage) }).toEqual(walk);
  }
});

/** Every edit, by the stories that Python runs too: `tests/montage/edits.txt`. */

import { test } from 'vitest';
import text from '../../../../../tests/montage/edits.txt?raw';
import { material, stories } from '../drawn';
import { told } from '../told';
import { done } from '../verbs';
import * as edits from './index';

test.each(stories(text))('$says', ({ lines }) => {
  let lengths: edits.Lengths = new Map();
  told(lines, (montage, [name = '', ...words]) => {
    if (name !== 'lengths:') return done(montage, lengths, name, words);
    lengths = new Map(words.map((word) => word.split('=')).map(([m, n]) => [edits.nameOf(material(m!)), Number(n)]));
    return [montage, ''];
  });
});

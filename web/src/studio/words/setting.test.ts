/** What a text or captions clip becomes for libass, by the cases that Python runs too: `tests/montage/words.json`. */

import { expect, test } from 'vitest';
import catalogueText from '../../../../src/mutoscope/assets/fonts/catalogue.json?raw';
import drawingsText from '../../../../src/mutoscope/assets/fonts/emoji.json?raw';
import toldText from '../../../../tests/montage/words.json?raw';
import { canvas, clip } from '../kernels/filled';
import { Lettering } from './lettering';
import { scriptAlone, setWords } from './setting';

const told = JSON.parse(toldText);
const lettering = new Lettering(JSON.parse(catalogueText), JSON.parse(drawingsText));

for (const one of told.cases)
  test(one.name, () => {
    const shape = canvas(one.canvas);
    const words = setWords(clip(one.clip), shape, lettering);
    const script = scriptAlone(words, shape);
    expect(script.split('Effect, Text\n')[1]!.split('\n').slice(0, -1)).toEqual(one.dialogue);
    expect(words.files).toEqual(one.files);
    const { x, y, scale, rotation } = words.left.place;
    const { enter, leave, loop } = words.left;
    expect({ place: { x, y, scale, rotation }, enter, leave, loop }).toEqual(one.left);
  });

test('A script says the canvas it is made for, and one style each for words and boxes.', () => {
  const words = setWords(clip({ length: 60, content: { what: 'text', text: 'Hello' } }), canvas(), lettering);
  expect(scriptAlone(words, canvas()).split('Dialogue')[0]!.split('\n').slice(0, -1)).toEqual(told.head);
});

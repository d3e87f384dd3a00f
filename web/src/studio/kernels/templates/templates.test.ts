/** What is put into a template, by the stories that Python runs too: `tests/montage/templates.txt`. */

import { expect, test } from 'vitest';
import text from '../../../../../tests/montage/templates.txt?raw';
import type { Montage } from '../document';
import { drawn, drawnPiece, stories } from '../drawn';
import { Refused, remove, split } from '../edits';
import { canvas, place } from '../filled';
import { told } from '../told';
import { boxed, boxOf, fill, fillSound, fillText, loosely, putIn, putOwn, templateOf, unfilled } from './index';

test.each(stories(text))('$says', ({ lines }) => told(lines, done, true));

function done(montage: Montage, [verb, one = '', two = '', ...more]: readonly string[]): [Montage, string] {
  switch (verb) {
    case 'fill': {
      const pieces = [one, two, ...more].filter(Boolean).map(drawnPiece);
      const { montage: made, extra, again, tooShort } = fill(montage, pieces);
      const told = { extra: extra.map((piece) => piece.material.id.replace(/^0+/, '')), again, short: tooShort };
      const said = Object.entries(told).filter(([, every]) => every.length > 0);
      return [made, said.map(([name, every]) => `= ${name} ${every.join(' ')}`).join('')];
    }
    case 'put': {
      const made = putIn(montage, one, drawnPiece(two));
      const lacking = unfilled(made);
      return [made, lacking.length > 0 ? `= lacks ${lacking.join(' ')}` : ''];
    }
    case 'words': return [fillText(montage, one, two), ''];
    case 'sound': return [fillSound(montage, one, drawnPiece(two).material), ''];
    case 'own': return [putOwn(montage, one, drawnPiece(two)), ''];
  }
  return [templateOf(montage), ''];
}

test('A film of any shape fills its box, and the box is known again from where it lies.', () => {
  const whole = canvas();
  for (const [width, height] of [[1920, 1080], [1080, 1920], [500, 500]] as const)
    for (const box of [{ x: 2500, y: 5000, width: 5000, height: 5000 }, { x: 5000, y: 2500, width: 10_000, height: 5000 }]) {
      const again = boxOf(boxed(box, whole, width, height, place()), whole, width, height);
      expect(Math.abs(again.width - box.width) + Math.abs(again.height - box.height)).toBeLessThan(20);
    }
});

test('What its maker marked is cut and moved like any other clip, and stays marked.', () => {
  const montage = drawn(['main: a[0..30) {slot s1} b[30..60) c[60..90) {slot s3 >20}']);
  expect(() => remove(montage, 'b')).toThrow(Refused);
  const act = (given: Montage) => split(remove(given, 'b'), 'a', 10, 'new');
  expect(loosely(montage, act)).toEqual(drawn(['main: a[0..10) {slot s1} new[10..30)=a+10 c[30..60) {slot s3 >20}']));
  expect(loosely(montage, (given) => given)).toBe(montage);
});

import { expect, test } from 'vitest';
import told from '../../../../tests/montage/looks/movements.json?raw';
import type { Motion } from '../kernels/document';
import catalogue from './catalogue.json';
import { eased, moved } from './movements';

type Said = [string, number] | null;
interface Case {
  enter: Said;
  leave: Said;
  loop: Said;
  k: number;
  length: number;
  moved: number[];
}
const motion = (said: Said): Motion | null => said && { name: said[0], length: said[1] };

test('Pictures move as in the render.', () => {
  for (const { enter, leave, loop, k, length, moved: expected } of JSON.parse(told) as Case[]) {
    const found = moved({ enter: motion(enter), leave: motion(leave), loop: motion(loop), length }, k);
    const numbers = [found.x, found.y, found.scale, found.rotation * 100, found.opacity];
    numbers.forEach((value, at) => expect(value, `${enter} ${loop} ${k}`).toBeCloseTo(expected[at]!, 4));
  }
});

test('Every way begins away and ends at home.', () => {
  for (const { name, ease } of catalogue.passages) {
    expect(eased(ease, 0), name).toBeCloseTo(0);
    expect(eased(ease, 1), name).toBeCloseTo(1);
  }
});

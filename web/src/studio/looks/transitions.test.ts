import { expect, test } from 'vitest';
import catalogue from './catalogue.json';
import { knowsTransition, transition } from './transitions';

test('There are thirty transitions and more, each with sums of its own.', () => {
  expect(catalogue.transitions.length).toBeGreaterThanOrEqual(30);
  const shaders = new Set(catalogue.transitions.map(({ name }) => transition(name)));
  expect(shaders.size).toBe(catalogue.transitions.length);
});

test('One that nobody knows fades.', () => {
  expect(knowsTransition('fold')).toBe(false);
  expect(transition('fold')).toBe(transition('fade'));
});

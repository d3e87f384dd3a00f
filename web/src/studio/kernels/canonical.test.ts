import { expect, test } from 'vitest';
import expected from '../../../../tests/montage/defaults.sha256?raw';
import sparse from '../../../../tests/montage/defaults.json?raw';
import { canonical, digest } from './canonical';
import { filled } from './filled';

test('What is left out is filled in as in Python, to the last letter of the digest.', async () => {
  expect(await digest(filled(JSON.parse(sparse)))).toBe(expected.trim());
});

test('Filling in what is full changes nothing.', () => {
  const full = filled(JSON.parse(sparse));
  expect(canonical(filled(full))).toBe(canonical(full));
});

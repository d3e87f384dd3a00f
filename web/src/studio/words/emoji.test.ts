import { expect, test } from 'vitest';
import told from '../../../../tests/montage/emoji.json?raw';
import { clip } from '../kernels/filled';
import { written } from './emoji';

interface Case {
  name: string;
  height: number;
  text: string;
  size: number;
}

test.each((JSON.parse(told) as Case[]).map((each) => [each.name, each] as const))('The sticker %s becomes what it does in the render.', (_, each) => {
  const given = clip({ id: 'a', start: 3, length: 9, content: { what: 'sticker', name: each.name } });
  const made = written(given, each.height);
  if (!each.text) expect(made).toBe(given);
  else expect(made.content).toMatchObject({ what: 'text', text: each.text, width: 10_000, style: { size: each.size } });
  expect(written(given, each.height)).toBe(made);
});

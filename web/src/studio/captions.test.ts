import { describe, expect, it } from 'vitest';
import { spread, told } from './captions';

describe('typed captions', () => {
  it('fill the film, in order, without a gap or an overlap', () => {
    const words = spread('One small step\nfor a cat', 300);
    expect(words.map((word) => word.text)).toEqual(['One', 'small', 'step\n', 'for', 'a', 'cat']);
    expect(words[0]!.at).toBe(0);
    for (let i = 1; i < words.length; i++) expect(words[i]!.at).toBe(words[i - 1]!.at + words[i - 1]!.length);
    expect(words.at(-1)!.at + words.at(-1)!.length).toBe(300);
  });

  it('come back as they were typed, without what is empty', () => {
    expect(told(spread('  a  b\n\n\nc ', 90))).toBe('a b\nc');
    expect(spread(' \n ', 90)).toEqual([]);
  });
});

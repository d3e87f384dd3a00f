import { describe, expect, it } from 'vitest';
import { MOST, readSearches, remembered, without } from './recent';

describe('recent searches', () => {
  it('puts the newest in front, once, however it was written', () => {
    expect(remembered(['sea', 'Sky'], ' sky ')).toEqual(['sky', 'sea']);
    expect(remembered(['sea'], '   ')).toEqual(['sea']);
    expect(remembered([], 'red   sea')).toEqual(['red sea']);
  });
  it('keeps few, and lets one go', () => {
    const many = Array.from({ length: 20 }, (_, n) => `s${n}`).reduce<string[]>(remembered, []);
    expect(many).toHaveLength(MOST);
    expect(many[0]).toBe('s19');
    expect(without(many, 'S19')).not.toContain('s19');
  });
  it('reads what was kept and minds no nonsense', () => {
    expect(readSearches('["a", 1, "", "b"]')).toEqual(['a', 'b']);
    for (const bad of [null, '{', '{}', 'null', '"a"']) expect(readSearches(bad)).toEqual([]);
  });
});

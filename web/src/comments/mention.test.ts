import { describe, expect, it } from 'vitest';
import { begunAt, completed } from './mention';

describe('mention', () => {
  it('finds the handle under the caret', () => {
    expect(begunAt('hello @An', 9)).toEqual({ sign: '@', letters: 'an' });
    expect(begunAt('@', 1)).toEqual({ sign: '@', letters: '' });
    for (const [text, caret] of [['hello @ana and', 14], ['me@home', 7], ['', 0]] as const) expect(begunAt(text, caret)).toBe(null);
  });
  it('finds the tag under the caret, in any script', () => {
    expect(begunAt('calm #Été', 9)).toEqual({ sign: '#', letters: 'été' });
    expect(begunAt('(#', 2)).toEqual({ sign: '#', letters: '' });
    for (const text of ['a#b', 'one #two three', 'https://here.example/#top', '&#39']) expect(begunAt(text, text.length)).toBe(null);
  });
  it('writes it out and leaves the rest alone', () => {
    expect(completed('hey @le you', 7, 'leo')).toEqual({ text: 'hey @leo you', at: 9 });
    expect(completed('@', 1, 'ana')).toEqual({ text: '@ana ', at: 5 });
    expect(completed('by the #se', 10, 'sea')).toEqual({ text: 'by the #sea ', at: 12 });
  });
});

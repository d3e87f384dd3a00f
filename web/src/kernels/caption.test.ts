import { describe, expect, it } from 'vitest';
import { pieces } from './caption';

describe('pieces', () => {
  it('finds tags and mentions, and leaves their full stop outside', () => {
    expect(pieces('Up we go #Sunrise, with @ana.b.')).toEqual([
      { kind: 'text', text: 'Up we go ' },
      { kind: 'tag', text: 'Sunrise' },
      { kind: 'text', text: ', with ' },
      { kind: 'mention', text: 'ana.b' },
      { kind: 'text', text: '.' },
    ]);
  });
  it('knows every script', () => {
    expect(pieces('#été #東京 #مرحبا').filter((p) => p.kind === 'tag').map((p) => p.text)).toEqual(['été', '東京', 'مرحبا']);
  });
  it('does not take an e-mail address or a lone sign for one', () => {
    expect(pieces('me@here.org # @ a#b').every((p) => p.kind === 'text')).toBe(true);
  });
  it('takes out signs that would turn the screen around', () => {
    expect(pieces('a\u202eb')).toEqual([{ kind: 'text', text: 'ab' }]);
  });
  it('ends a tag at a dot, which a handle may hold', () => {
    expect(pieces('#sea.now @a.b')).toEqual([
      { kind: 'tag', text: 'sea' },
      { kind: 'text', text: '.now ' },
      { kind: 'mention', text: 'a.b' },
    ]);
  });
  it('an empty caption has no pieces', () => {
    expect(pieces('')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { isAbout, says } from './mute';

const card = { creator: { id: 'ana' }, caption: 'No SPOILER, please #Été', tags: ['ete'], sound: { id: 'song' } };

describe('what was muted just now', () => {
  it('finds whole words, in any case and accent', () => {
    expect(says('A rat!', 'rat')).toBe(true);
    expect(says('My strategy', 'rat')).toBe(false);
    expect(says('Fin  de la saga', 'de LA')).toBe(true);
    expect(says('un été', 'ETE')).toBe(true);
    expect(says('anything', '')).toBe(false);
  });
  it('knows a person, a tag, a sound and a word', () => {
    expect(isAbout(card, { person: 'ana' })).toBe(true);
    expect(isAbout(card, { person: 'bob' })).toBe(false);
    expect(isAbout(card, { tag: 'Été' })).toBe(true);
    expect(isAbout(card, { sound: 'song' })).toBe(true);
    expect(isAbout({ ...card, sound: null }, { sound: 'song' })).toBe(false);
    expect(isAbout(card, { word: 'spoiler' })).toBe(true);
    expect(isAbout(card, {})).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { dayName, firstNew, layOut, videoLinked, words } from './talk';

const noon = (day: number, minutes = 0) => new Date(2026, 4, day, 12, minutes).getTime();
const said = (author: string, at_ms: number, note = false) => ({ key: String(at_ms), author, at_ms, note });

describe('layOut', () => {
  it('writes each day once and joins what somebody says in one go', () => {
    const places = layOut([said('ana', noon(1)), said('ana', noon(1, 2)), said('leo', noon(1, 3)), said('leo', noon(1, 30)), said('leo', noon(2))]);
    expect(places.map((p) => p.newDay)).toEqual([true, false, false, false, true]);
    expect(places.map((p) => p.first)).toEqual([true, false, true, true, true]);
    expect(places.map((p) => p.last)).toEqual([false, true, true, true, true]);
  });
  it('a note stands alone', () => {
    expect(layOut([said('ana', noon(1)), said('ana', noon(1, 1), true)]).every((p) => p.first && p.last)).toBe(true);
  });
});

describe('dayName', () => {
  it('says today and yesterday in words, other days by date', () => {
    expect(dayName(noon(3), noon(3), 'en')).toBe('Today');
    expect(dayName(noon(2), noon(3), 'fr')).toBe('Hier');
    expect(dayName(noon(1), noon(3), 'en')).toContain('May');
    expect(dayName(new Date(2024, 1, 1).getTime(), noon(3), 'en')).toContain('2024');
  });
});

describe('words', () => {
  it('finds links and leaves the full stop outside', () => {
    expect(words('See https://here.example/a?b=1. Or (http://there.example)!')).toEqual([
      { text: 'See ', href: '' },
      { text: 'https://here.example/a?b=1', href: 'https://here.example/a?b=1' },
      { text: '. Or (', href: '' },
      { text: 'http://there.example', href: 'http://there.example' },
      { text: ')!', href: '' },
    ]);
  });
  it('takes nothing else for one', () => {
    for (const text of ['javascript:alert(1)', 'data:text/html,x', 'https://', '//here.example', 'ana@here.example']) {
      expect(words(text).every((word) => !word.href)).toBe(true);
    }
  });
});

describe('videoLinked', () => {
  it('knows a link to a video of this site, alone', () => {
    const here = 'https://here.example';
    expect(videoLinked(` ${here}/v/0an942mqq4j4w `, here)).toBe('0an942mqq4j4w');
    for (const text of [`look: ${here}/v/0an942mqq4j4w`, `${here}/v/0an942mqq4j4w?comment=1`, 'https://there.example/v/0an942mqq4j4w', `${here}/v/short`]) {
      expect(videoLinked(text, here)).toBe('');
    }
  });
  it('finds where what is new begins', () => {
    const said = (number: number, own = false, note = '') => ({ id: `m${number}`, number, own, note });
    const all = [said(1), said(2, true), said(3, false, 'joined'), said(4), said(5)];
    expect([0, 2, 4, 5].map((read) => firstNew(all, read))).toEqual(['', 'm4', 'm5', '']);
  });
});

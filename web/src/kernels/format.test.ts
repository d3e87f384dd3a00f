import { describe, expect, it } from 'vitest';
import { ago, bytes, clock, daysAgo, shortCount } from './format';

describe('format', () => {
  it('shortens counts in the reader’s language', () => {
    expect(shortCount(950, 'en')).toBe('950');
    expect(shortCount(1234, 'en')).toBe('1.2K');
    expect(shortCount(1234, 'fr').replace(/\s/g, ' ')).toBe('1,2 k');
  });
  it('writes times', () => {
    expect([0, 7400, 83_000, 3_723_000, -5].map(clock)).toEqual(['0:00', '0:07', '1:23', '1:02:03', '0:00']);
  });
  it('writes sizes', () => {
    expect(bytes(3_400_000, 'en')).toBe('3.4 MB');
    expect([0, 12, 5_400_000_000].map((n) => bytes(n, 'en'))).toEqual(['0 kB', '1 kB', '5.4 GB']);
  });
  it('says how long ago something was', () => {
    const now = 1_800_000_000_000;
    const back = [-5, 0, 59, 60, 3599, 3600, 86_400, 6 * 86_400, 7 * 86_400, 400 * 86_400];
    expect(back.map((s) => ago(now - s * 1000, now, 'en'))).toEqual(
      ['now', 'now', 'now', '1m ago', '59m ago', '1h ago', '1d ago', '6d ago', '1w ago', '1y ago'],
    );
    expect(ago(now - 7200_000, now, 'fr').replace(/\s/g, ' ')).toBe('il y a 2 h');
  });  it('calls the days of this week by their distance', () => {
    const said = (day: string) => daysAgo(day, '2026-03-01', 'fr');
    expect(['2026-03-01', '2026-02-28', '2026-02-26'].map(said)).toEqual(['aujourd’hui', 'hier', 'il y a 3 jours']);
    expect(['2026-02-01', '2026-03-02'].map(said)).toEqual([null, null]);
  });
});

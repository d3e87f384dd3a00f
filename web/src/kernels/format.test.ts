import { describe, expect, it } from 'vitest';
import { bytes, clock, shortCount } from './format';

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
});

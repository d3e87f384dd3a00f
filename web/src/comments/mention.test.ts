import { describe, expect, it } from 'vitest';
import { handleAt, withHandle } from './mention';

describe('mention', () => {
  it('finds the handle under the caret', () => {
    expect(handleAt('hello @An', 9)).toBe('an');
    expect(handleAt('@', 1)).toBe('');
    expect(handleAt('hello @ana and', 14)).toBe(null);
    expect(handleAt('me@home', 7)).toBe(null);
    expect(handleAt('', 0)).toBe(null);
  });
  it('writes it out and leaves the rest alone', () => {
    expect(withHandle('hey @le you', 7, 'leo')).toEqual({ text: 'hey @leo you', at: 9 });
    expect(withHandle('@', 1, 'ana')).toEqual({ text: '@ana ', at: 5 });
  });
});

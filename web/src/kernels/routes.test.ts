import { describe, expect, it } from 'vitest';
import { match, safeNext } from './routes';

describe('match', () => {
  it('takes parameters out of the path, and the sign before them stays outside', () => {
    expect(match('/v/:id', '/v/abc')).toEqual({ id: 'abc' });
    expect(match('/@:handle', '/@ana')).toEqual({ handle: 'ana' });
    expect(match('/reset/:key', '/reset/1-x%2By')).toEqual({ key: '1-x+y' });
  });
  it('refuses what is too short, too long, or empty', () => {
    expect(match('/v/:id', '/v')).toBeNull();
    expect(match('/v/:id', '/v/a/b')).toBeNull();
    expect(match('/@:handle', '/@')).toBeNull();
    expect(match('/', '/login')).toBeNull();
  });
  it('does not mind a final slash or a broken escape', () => {
    expect(match('/login', '/login/')).toEqual({});
    expect(match('/@:handle', '/@100%')).toEqual({ handle: '100%' });
  });
});

describe('safeNext', () => {
  it('returns only to this site', () => {
    expect(safeNext('/v/abc')).toBe('/v/abc');
    for (const bad of ['https://else.where/', '//else.where', '/\\else.where', '', null]) expect(safeNext(bad)).toBe('/');
  });
});

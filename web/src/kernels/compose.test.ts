import { expect, it } from 'vitest';
import { compose, networks, serverOf } from './compose';

const said = { url: 'https://here.example/v/0abcdefghijkl', text: 'Dunes & sea\n"at dawn" #calm' };

it('every network gets the address, and no word of a person ends a parameter', () => {
  for (const network of networks) {
    const link = new URL(compose(network, said, 'social.example'));
    expect(['https:', 'mailto:', 'sms:']).toContain(link.protocol);
    expect([...link.searchParams.values()].join(' ')).toContain(said.url);
    expect(link.hash).toBe('');
  }
});

it('a long caption is cut, whole letters only', () => {
  const link = new URL(compose('telegram', { ...said, text: '🌊'.repeat(400) }));
  expect(link.searchParams.get('text')).toBe('🌊'.repeat(139) + '…');
});

it('a Mastodon server is understood as people write it, and nothing else is', () => {
  for (const written of ['mastodon.social', ' https://Mastodon.Social/@ana ', '@ana@mastodon.social', 'ana@mastodon.social'])
    expect(serverOf(written)).toBe('mastodon.social');
  for (const written of ['', 'not a host', 'javascript:alert(1)', 'localhost', 'https://', 'a b.c', '<x>.y']) expect(serverOf(written)).toBe('');
});

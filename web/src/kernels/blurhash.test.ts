import { describe, expect, it } from 'vitest';
import { decode } from './blurhash';

describe('blurhash', () => {
  it('draws one colour for a hash of one component', () => {
    // size 0 (1 x 1), loudest 0, average #ff8000
    const pixels = decode('00Ts~0', 4, 4);
    expect(pixels?.length).toBe(64);
    expect([...pixels!.slice(0, 4)]).toEqual([...pixels!.slice(60, 64)]);
    expect(pixels![3]).toBe(255);
  });
  it('draws a picture with light and dark for a real one', () => {
    const pixels = decode('LEHV6nWB2yk8pyo0adR*.7kCMdnj', 16, 16)!;
    const bright = Array.from({ length: 256 }, (_, i) => pixels[i * 4]! + pixels[i * 4 + 1]! + pixels[i * 4 + 2]!);
    expect(Math.max(...bright) - Math.min(...bright)).toBeGreaterThan(60);
  });
  it('refuses what is no blurhash', () => {
    for (const bad of ['', 'x', 'LEHV6nWB2yk8', '€€€€€€', '0'.repeat(400)]) expect(decode(bad, 8, 8)).toBeNull();
  });
});

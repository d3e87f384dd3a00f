import { describe, expect, it } from 'vitest';
import { clip as aClip, filled } from './kernels/filled';
import { speaking, wordsIn } from './spoken';

const said = [{ text: 'one', at_ms: 0, length_ms: 500 }, { text: 'two', at_ms: 1000, length_ms: 500 }, { text: 'three', at_ms: 3000, length_ms: 400 }];
const film = (more: object, content: object = {}) =>
  aClip({ id: 'a', start: 90, length: 60, content: { what: 'footage', material: { origin: 'upload', id: 'x' }, ...content }, ...more });

describe('what is said', () => {
  it('is heard where the clip shows that part of its film', () => {
    expect(wordsIn(film({}, { source_in: 15 }), said, 30)).toEqual([{ text: 'two', at: 105, length: 15 }]);
  });

  it('comes sooner and shorter where the film runs twice as fast', () => {
    const words = wordsIn(film({}, { speed: [{ at: 0, rate: 2000 }] }), said, 30);
    expect(words.map(({ text, at, length }) => [text, at, length])).toEqual([['one', 90, 8], ['two', 105, 8], ['three', 135, 6]]);
  });

  it('is not looked for in music, in silence, nor in what runs backwards', () => {
    const backwards = film({ id: 'b', start: 150 }, { backwards: true });
    const silent = film({ id: 'c', start: 210, sounding: { volume: 0 } });
    const montage = filled({
      tracks: [
        { id: 'main', role: 'main', clips: [film({}), backwards, silent] },
        { id: 's', role: 'sound', use: 'music', clips: [aClip({ id: 'm', length: 30, content: { what: 'listening', material: { origin: 'upload', id: 'y' } } })] },
      ],
    });
    expect(speaking(montage).map((clip) => clip.id)).toEqual(['a']);
  });
});

/**
 * An emoji as a sticker: it is written as words of one letter, so that both renderers draw it from our font:
 * `core/montage/words/emoji.py`. Its name is that of the font's table: code points joined by `-`, `1f525`.
 */
import type { Clip, Montage } from '../kernels/document';
import { text, textStyle } from '../kernels/filled';
import { SIDE } from '../looks/stickers';

const CODES = /^[0-9a-f]{4,5}(-[0-9a-f]{2,5})*$/;
const IN_COLOUR = '\ufe0f';
const montages = new WeakMap<Montage, Montage>();
const clips = new WeakMap<Clip, { height: number; made: Clip }>();

/** `montage` with every emoji among its stickers as a clip of words; the same clip is always made into the same. */
export function withEmojiWritten(montage: Montage): Montage {
  const known = montages.get(montage);
  if (known) return known;
  const { height } = montage.canvas;
  const has = montage.tracks.some((track) => track.clips.some(letters));
  const made = has ? { ...montage, tracks: montage.tracks.map((track) => ({ ...track, clips: track.clips.map((clip) => written(clip, height)) })) } : montage;
  montages.set(montage, made);
  return made;
}

/** The clip on a canvas of this height as words, a line of which is as high as a sticker; or as it is. */
export function written(clip: Clip, height: number): Clip {
  const said = letters(clip);
  if (!said) return clip;
  const known = clips.get(clip);
  if (known?.height === height) return known.made;
  const size = Math.floor((SIDE * 10_000 + Math.floor(height / 2)) / height);
  const made = { ...clip, content: text({ text: said, style: textStyle({ size }), width: 10_000 }) };
  clips.set(clip, { height, made });
  return made;
}

function letters({ content }: Clip): string {
  if (content.what !== 'sticker' || !CODES.test(content.name)) return '';
  const codes = content.name.split('-').map((code) => parseInt(code, 16));
  if (codes.some((code) => code >= 0xd800 && code < 0xe000)) return ''; // halves of letters are none
  return String.fromCodePoint(...codes) + IN_COLOUR;
}

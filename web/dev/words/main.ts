/** A page for `bench/words.py`: paints one clip as the preview does, and hands the pixels out as text. */

import type { Clip } from '../../src/studio/kernels/document';
import { canvas, clip, type Sparse } from '../../src/studio/kernels/filled';
import { Setter } from '../../src/studio/words/setter';

type Asked = { clip: Sparse<Clip>; canvas: { width: number; height: number; fps: number }; picture: number; size: [number, number] };

let setter: Promise<Setter> | null = null;

async function paint(asked: Asked): Promise<unknown> {
  const here = await (setter ??= Setter.started());
  const shape = canvas(asked.canvas);
  const began = performance.now();
  const words = here.set(clip(asked.clip), shape);
  const set = performance.now();
  const part = await here.paint(words, shape, asked.picture, asked.size);
  const times = { set_ms: set - began, paint_ms: performance.now() - set };
  if (!part) return { ...times, part: null };
  const { x, y, width, height, pixels } = part;
  let text = '';
  for (let at = 0; at < pixels.length; at += 8192) text += String.fromCharCode(...pixels.subarray(at, at + 8192));
  return { ...times, part: { x, y, width, height, pixels: btoa(text) } };
}

Object.assign(window, { paint });

/**
 * The language of libass, as far as we speak it: `core/montage/words/script.py`. Numbers are whole; sizes and places
 * are hundredths of a pixel.
 */

import type { Canvas } from '../kernels/document';

/** Commands in force, by name, each as the text that follows its name. */
export type Pen = { readonly [name: string]: string };

export type Line = {
  readonly first: number;
  readonly end: number;
  readonly text: string;
  readonly margin: number;
  readonly style: 'Words' | 'Box';
  readonly layer: number;
};

const PEN_ORDER = [
  'fn', 'b', 'i', 'fs', 'fsp', 'fscx', 'fscy', 'bord', 'xshad', 'yshad', 'blur',
  '1c', '3c', '4c', '1a', '3a', '4a',
] as const;

function style(name: string, family: string, border: number): string {
  const colours = '&H00FFFFFF,&H00FFFFFF,&H00000000,&H00000000';
  return `Style: ${name},${family},50,${colours},0,0,0,0,100,100,0,0,${border},0,0,5,0,0,0,-1\n`;
}

/** Lines, each with the picture its clip begins at, as a script for films of the canvas' shape. */
export function scriptOf(lines: readonly (readonly [number, Line])[], family: string, canvas: Canvas): string {
  return (
    `[Script Info]\nScriptType: v4.00+\nPlayResX: ${canvas.width}\nPlayResY: ${canvas.height}\n` +
    `LayoutResX: ${canvas.width}\nLayoutResY: ${canvas.height}\n` +
    'WrapStyle: 0\nScaledBorderAndShadow: yes\nYCbCr Matrix: None\n\n[V4+ Styles]\n' +
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, ' +
    'Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, ' +
    'Alignment, MarginL, MarginR, MarginV, Encoding\n' +
    style('Words', family, 1) +
    style('Box', family, 4) +
    '\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n' +
    lines.map(([at, line]) => dialogue(line, at, canvas.fps)).join('')
  );
}

function dialogue(line: Line, at: number, fps: number): string {
  const times = `${clock(at + line.first, fps)},${clock(at + line.end, fps)}`;
  return `Dialogue: ${line.layer},${times},${line.style},,${line.margin},${line.margin},0,,${line.text}\n`;
}

/** A moment 2 to 12 ms before this picture, as `0:00:01.23`. */
export function clock(picture: number, fps: number): string {
  const hundredths = Math.max(0, Math.floor((1000 * picture - 2 * fps) / (10 * fps)));
  const minutes = Math.floor(hundredths / 6000);
  const rest = hundredths % 6000;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(Math.floor(rest / 100))}.${two(rest % 100)}`;
}

/** What has to be said so that the pen changes, in braces; nothing where it stays as it was. */
export function commands(before: Pen, after: Pen): string {
  const told = PEN_ORDER.filter((name) => after[name] !== undefined && before[name] !== after[name]);
  return told.length ? `{${told.map((name) => `\\${name}${after[name]}`).join('')}}` : '';
}

/** `12`, `12.5`, `-0.25`. */
export function number(hundredths: number): string {
  const size = Math.abs(hundredths);
  const rest = size % 100;
  const tail = rest ? `.${String(rest).padStart(2, '0')}`.replace(/0+$/, '') : '';
  return `${hundredths < 0 ? '-' : ''}${Math.floor(size / 100)}${tail}`;
}

/** `#rrggbb` as libass has it. */
export function colour(rgb: string): string {
  return `&H${rgb.slice(5, 7)}${rgb.slice(3, 5)}${rgb.slice(1, 3)}&`.toUpperCase();
}

/** Opacity of 0 to 255 as libass has it: how much is seen through. */
export function clear(opacity: number): string {
  return `&H${(255 - opacity).toString(16).toUpperCase().padStart(2, '0')}&`;
}

/** Letters that libass draws as they are. */
export function shown(letters: string): string {
  return letters.replaceAll('\\', '\\\u2060').replaceAll('{', '\\{').replaceAll('}', '\\}');
}

/** above / below, rounded, halves up; `below` is positive. */
export function halfUp(above: number, below: number): number {
  return Math.floor((2 * above + below) / (2 * below)) + 0;
}

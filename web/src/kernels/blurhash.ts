/** A blurhash (https://blurha.sh) into pixels: what to show in the moment before the poster is there. */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~';

/** RGBA pixels of a `width` x `height` picture, or null when the text is not a blurhash. */
export function decode(hash: string, width: number, height: number): Uint8ClampedArray<ArrayBuffer> | null {
  const size = number(hash.slice(0, 1));
  const across = (size % 9) + 1;
  const down = Math.floor(size / 9) + 1;
  if (size < 0 || hash.length !== 4 + 2 * across * down) return null;
  const colours = components(hash, across * down);
  if (!colours) return null;
  const columns = waves(width, across);
  const rows = waves(height, down);
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [r, g, b] = [0, 0, 0];
      for (let j = 0; j < down; j++) {
        for (let i = 0; i < across; i++) {
          const wave = columns[i * width + x]! * rows[j * height + y]!;
          const colour = colours[j * across + i]!;
          r += colour[0] * wave;
          g += colour[1] * wave;
          b += colour[2] * wave;
        }
      }
      pixels.set([toScreen(r), toScreen(g), toScreen(b), 255], (y * width + x) * 4);
    }
  }
  return pixels;
}

type Colour = readonly [number, number, number];

function components(hash: string, count: number): Colour[] | null {
  const loudest = (number(hash.slice(1, 2)) + 1) / 166;
  const colours: Colour[] = [];
  for (let k = 0; k < count; k++) {
    const value = number(k === 0 ? hash.slice(2, 6) : hash.slice(4 + k * 2, 6 + k * 2));
    if (value < 0) return null;
    if (k === 0) colours.push([toLight(value >> 16), toLight((value >> 8) & 255), toLight(value & 255)]);
    else colours.push([swing(Math.floor(value / 361), loudest), swing(Math.floor(value / 19) % 19, loudest), swing(value % 19, loudest)]);
  }
  return colours;
}

function waves(length: number, count: number): Float64Array {
  const table = new Float64Array(length * count);
  for (let i = 0; i < count; i++) for (let x = 0; x < length; x++) table[i * length + x] = Math.cos((Math.PI * x * i) / length);
  return table;
}

function number(digits: string): number {
  let value = 0;
  for (const digit of digits) {
    const at = DIGITS.indexOf(digit);
    if (at < 0) return -1;
    value = value * 83 + at;
  }
  return digits ? value : -1;
}

function swing(digit: number, loudest: number): number {
  const part = (digit - 9) / 9;
  return Math.sign(part) * part * part * loudest;
}

function toLight(value: number): number {
  const v = value / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
}

function toScreen(light: number): number {
  const v = Math.min(1, Math.max(0, light));
  return Math.round(255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055));
}

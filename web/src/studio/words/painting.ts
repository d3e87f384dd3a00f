/** From what libass draws, coverage and a colour per glyph run, to pixels: as ffmpeg lays it on a canvas of nothing. */

/** One bitmap of libass: coverage, 0 to 255, at a place; `colour` is rrggbbtt, tt being how much is seen through. */
export type Stamp = {
  readonly w: number;
  readonly h: number;
  readonly dst_x: number;
  readonly dst_y: number;
  readonly stride: number;
  readonly color: number;
  /** Where in the heap its coverage begins. */
  readonly bitmap: number;
};

/** A part of the canvas: RGBA, premultiplied by alpha. Everything outside is clear. */
export type Painted = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
};

/** All stamps one over the other; null where nothing is seen. */
export function painted(stamps: readonly Stamp[], heap: Uint8Array): Painted | null {
  const seen = stamps.filter((stamp) => stamp.w > 0 && stamp.h > 0 && (stamp.color & 255) < 255);
  if (!seen.length) return null;
  const x = Math.min(...seen.map((stamp) => stamp.dst_x));
  const y = Math.min(...seen.map((stamp) => stamp.dst_y));
  const width = Math.max(...seen.map((stamp) => stamp.dst_x + stamp.w)) - x;
  const height = Math.max(...seen.map((stamp) => stamp.dst_y + stamp.h)) - y;
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (const stamp of seen) lay(stamp, heap, pixels, width, stamp.dst_x - x, stamp.dst_y - y);
  return { x, y, width, height, pixels };
}

function lay(stamp: Stamp, heap: Uint8Array, pixels: Uint8ClampedArray, width: number, left: number, top: number): void {
  const { w, h, stride, bitmap, color } = stamp;
  const [red, green, blue] = [(color >>> 24) & 255, (color >>> 16) & 255, (color >>> 8) & 255];
  const opacity = 255 - (color & 255);
  for (let row = 0; row < h; row++) {
    let from = bitmap + row * stride;
    let to = ((top + row) * width + left) * 4;
    for (let column = 0; column < w; column++, from++, to += 4) {
      const covered = heap[from]!;
      if (covered === 0) continue;
      const share = (covered * opacity) / 65025;
      const rest = 1 - share;
      pixels[to] = red * share + pixels[to]! * rest;
      pixels[to + 1] = green * share + pixels[to + 1]! * rest;
      pixels[to + 2] = blue * share + pixels[to + 2]! * rest;
      pixels[to + 3] = 255 * share + pixels[to + 3]! * rest;
    }
  }
}

/** The same with colours not premultiplied, as a canvas of two dimensions takes it. */
export function straight(part: Painted): ImageData {
  const made = new ImageData(part.width, part.height);
  for (let at = 0; at < part.pixels.length; at += 4) {
    const alpha = part.pixels[at + 3]!;
    if (alpha === 0) continue;
    for (let channel = 0; channel < 3; channel++)
      made.data[at + channel] = (part.pixels[at + channel]! * 255) / alpha;
    made.data[at + 3] = alpha;
  }
  return made;
}

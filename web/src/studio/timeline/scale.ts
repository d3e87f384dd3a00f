/** Between pictures of the montage and pixels of the screen: the arithmetic of the timeline.
 *
 *        left                        at (the playhead)
 *          |---- width of the view ----|-----------|
 *     px = (picture - left) * pixels
 */

export type Scale = {
  /** Pixels a picture takes. */
  pixels: number;
  /** The picture (a real number) at the left edge of the view. */
  left: number;
  /** Of the view, in pixels. */
  width: number;
};

/** The widest and the narrowest a second may be drawn. */
const SECOND_MOST = 600;
const SECOND_LEAST = 1.5;

export const xOf = (scale: Scale, picture: number): number => (picture - scale.left) * scale.pixels;
export const pictureAt = (scale: Scale, x: number): number => scale.left + x / scale.pixels;

/** The same picture stays under `x` while all around it grows or shrinks by `factor`. */
export function zoomed(scale: Scale, factor: number, x: number, fps: number): Scale {
  const pixels = Math.min(SECOND_MOST / fps, Math.max(SECOND_LEAST / fps, scale.pixels * factor));
  return { ...scale, pixels, left: pictureAt(scale, x) - x / pixels };
}

/** With the playhead in the middle, as on phones: the film moves, the line stands. */
export const centred = (pixels: number, width: number, at: number): Scale => ({ pixels, width, left: at - width / 2 / pixels });

/** All of it in view, with a little air behind the end. */
export function fitting(length: number, width: number, fps: number): Scale {
  const pixels = (width * 0.92) / Math.max(length, fps);
  return zoomed({ pixels, left: 0, width }, 1, 0, fps);
}

export type Tick = { at: number; label: boolean };

const STEPS_SECONDS = [0.5, 1, 2, 5, 10, 15, 30, 60];

/** Where the ruler has marks: at whole steps of time, words never closer than 64 pixels. */
export function ticks(scale: Scale, fps: number): Tick[] {
  const second = scale.pixels * fps;
  const label = (STEPS_SECONDS.find((step) => step * second >= 64) ?? 120) * fps;
  const between = label / (label / fps >= 1 ? 4 : 2);
  const first = Math.max(0, Math.floor(scale.left / label));
  const found: Tick[] = [];
  for (let at = first * label; at <= scale.left + scale.width / scale.pixels; at += between) {
    found.push({ at, label: Math.abs(at / label - Math.round(at / label)) < 1e-6 });
  }
  return found;
}

/** `1:07.12`: minutes, seconds, pictures. */
export function timecode(picture: number, fps: number): string {
  const whole = Math.max(0, Math.floor(picture));
  const seconds = Math.floor(whole / fps);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}.${two(whole % fps)}`;
}

/** One clip as it is drawn on the timeline: its pictures, the shape of its sound, its name. */
import type { Clip, Role } from '../kernels/document';
import { PEAKS_A_SECOND, type Peaks, type Strip } from '../materials/reading';
import type { Palette } from './palette';
import type { Scale } from './scale';

/** What there is to draw of a clip's material. `second(k)`: the second of the material at picture k of the clip. */
export type Matter = { strip: Strip | null; peaks: Peaks | null; waiting: number | null; refused: boolean; second: (k: number) => number };
export type Drawn = {
  clip: Clip;
  box: { x: number; y: number; width: number; height: number };
  role: Role;
  name: string;
  matter: Matter;
  scale: Scale;
  fps: number;
};

export function drawClip(pen: CanvasRenderingContext2D, drawn: Drawn, palette: Palette): void {
  const { clip, box, role, matter } = drawn;
  const { x, y, width, height } = box;
  const seen = clip.content.what === 'footage';
  const ground = role === 'text' ? palette.text : role === 'sound' ? palette.sound : clip.content.what === 'fill' ? clip.content.colour : palette.fill;
  pen.save();
  pen.beginPath();
  pen.roundRect(x, y, Math.max(2, width - 1), height, Math.min(8, width / 3));
  pen.fillStyle = ground;
  pen.fill();
  pen.clip();
  if (seen && matter.strip?.pictures.length) drawStrip(pen, drawn, matter.strip);
  if (matter.peaks) drawWave(pen, drawn, matter.peaks, seen ? 'rgb(255 255 255 / 70%)' : palette.soundInk);
  const over = seen || clip.content.what === 'fill';
  drawName(pen, drawn, over ? '#fff' : role === 'text' ? palette.textInk : role === 'sound' ? palette.soundInk : palette.ink, over);
  if (matter.waiting !== null) {
    pen.fillStyle = 'rgb(0 0 0 / 35%)';
    pen.fillRect(Math.max(x, 0), y + height - 4, width, 4);
    pen.fillStyle = palette.accent;
    pen.fillRect(x, y + height - 4, width * matter.waiting, 4);
  }
  if (matter.refused) drawRefused(pen, box);
  pen.restore();
}

/** Barred in red: what it is cut from can't be used. */
function drawRefused(pen: CanvasRenderingContext2D, { x, y, width, height }: Drawn['box']): void {
  pen.fillStyle = 'rgb(196 30 58 / 55%)';
  pen.fillRect(x, y, width, height);
  pen.fillStyle = '#fff';
  pen.beginPath();
  const middle = x + width / 2;
  pen.roundRect(middle - 2, y + height / 2 - 9, 4, 11, 2);
  pen.roundRect(middle - 2, y + height / 2 + 5, 4, 4, 2);
  pen.fill();
}

function drawStrip(pen: CanvasRenderingContext2D, { box, matter, scale }: Drawn, strip: Strip): void {
  const first = strip.pictures[0]! as { width: number; height: number };
  const tile = Math.max(14, (box.height * first.width) / first.height);
  const from = Math.max(0, Math.floor((0 - box.x) / tile));
  for (let i = from; i * tile < box.width && box.x + i * tile < scale.width; i++) {
    const second = matter.second(((i + 0.5) * tile) / scale.pixels);
    const picture = strip.pictures[Math.min(strip.pictures.length - 1, Math.max(0, Math.floor(second / strip.every)))]!;
    pen.drawImage(picture, box.x + i * tile, box.y, tile, box.height);
  }
}

function drawWave(pen: CanvasRenderingContext2D, { clip, box, matter, scale }: Drawn, peaks: Peaks, colour: string): void {
  const heard = clip.content.what === 'listening';
  const room = heard ? box.height - 8 : Math.min(16, box.height * 0.35);
  const foot = heard ? box.y + box.height / 2 + room / 2 : box.y + box.height - 2;
  const loud = Math.min(1.4, clip.sounding.volume / 1000);
  pen.fillStyle = colour;
  pen.beginPath();
  const to = Math.min(box.width, scale.width - box.x);
  for (let px = Math.max(0, Math.floor(-box.x / 3) * 3); px < to; px += 3) {
    const k = px / scale.pixels;
    const peak = loudest(peaks, matter.second(k), matter.second(k + 3 / scale.pixels));
    const tall = Math.max(1, Math.min(1, (peak / 255) * loud * fading(clip, k)) * room);
    if (heard) pen.rect(box.x + px, box.y + box.height / 2 - tall / 2, 2, tall);
    else pen.rect(box.x + px, foot - tall, 2, tall);
  }
  pen.fill();
}

function loudest(peaks: Peaks, from: number, to: number): number {
  const [first, last] = [Math.floor(Math.min(from, to) * PEAKS_A_SECOND), Math.floor(Math.max(from, to) * PEAKS_A_SECOND)];
  let most = 0;
  for (let i = Math.max(0, first); i <= Math.min(last, first + 64, peaks.length - 1); i++) most = Math.max(most, peaks[i]!);
  return most;
}

function fading({ sounding, length }: Clip, k: number): number {
  const rising = sounding.fade_in ? Math.min(1, k / sounding.fade_in) : 1;
  return rising * (sounding.fade_out ? Math.min(1, (length - k) / sounding.fade_out) : 1);
}

function drawName(pen: CanvasRenderingContext2D, { box, name, role }: Drawn, colour: string, shaded: boolean): void {
  if (box.width < 34 || !name) return;
  pen.font = '600 11px Inter, Emoji, system-ui, sans-serif';
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  const y = role === 'text' ? box.y + box.height / 2 : box.y + 11;
  const x = Math.max(box.x, Math.min(0, box.x + box.width - 90)) + 8;
  if (shaded) {
    pen.fillStyle = 'rgb(8 6 9 / 72%)'; // read on whatever picture or colour lies beneath
    pen.beginPath();
    pen.roundRect(x - 4, y - 8, Math.min(pen.measureText(name).width, box.width) + 8, 16, 5);
    pen.fill();
  }
  pen.fillStyle = colour;
  pen.fillText(name, x, y);
}

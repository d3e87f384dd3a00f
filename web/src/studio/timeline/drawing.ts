/** Draws the timeline on its canvas. It decides nothing: what lies where comes from scale.ts and rows.ts. */
import type { Clip, Montage } from '../kernels/document';
import { drawClip, type Matter } from './clips';
import type { Palette } from './palette';
import { RULER, rowsOf, touching, type Row } from './rows';
import { ticks, timecode, xOf, type Scale } from './scale';

export type Scene = {
  montage: Montage;
  scale: Scale;
  /** Pixels that the tracks are pushed up, under the ruler. */
  down: number;
  height: number;
  at: number;
  selected: string | null;
  /** What is chosen besides, where several may be. */
  several: boolean;
  also: ReadonlySet<string>;
  /** The clip before the cut that is selected. */
  cut: string | null;
  /** A clip under the finger: where it would start, and on which row. */
  carried: { clip: Clip; start: number; row: Row | null; before: number | null } | null;
  /** A line where something snapped. */
  snapped: number | null;
  matter: (clip: Clip) => Matter;
  name: (clip: Clip) => string;
};

export function draw(pen: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  const { scale, height } = scene;
  pen.clearRect(0, 0, scale.width, height);
  pen.save();
  pen.beginPath();
  pen.rect(0, RULER, scale.width, height - RULER);
  pen.clip();
  pen.translate(0, -scene.down);
  const rows = rowsOf(scene.montage);
  for (const row of rows) drawRow(pen, scene, row, palette);
  for (const row of rows) drawCuts(pen, scene, row, palette);
  if (scene.carried) drawCarried(pen, scene, palette);
  pen.restore();
  drawRuler(pen, scene, palette);
  if (scene.snapped !== null) line(pen, xOf(scale, scene.snapped), RULER, height, palette.accent, 1, [4, 3]);
  drawPlayhead(pen, xOf(scale, scene.at), height, palette);
}

function drawRow(pen: CanvasRenderingContext2D, scene: Scene, row: Row, palette: Palette): void {
  const { scale } = scene;
  const shown = row.track.hidden || (row.track.muted && row.track.role === 'sound') ? 0.4 : 1;
  for (const clip of row.track.clips) {
    const x = xOf(scale, clip.start);
    const width = clip.length * scale.pixels;
    if (x + width < -20 || x > scale.width + 20) continue;
    pen.globalAlpha = shown * (scene.carried?.clip.id === clip.id ? 0.35 : 1);
    const box = { x, y: row.top, width, height: row.height };
    drawClip(pen, { clip, box, role: row.track.role, name: scene.name(clip), matter: scene.matter(clip), scale, fps: scene.montage.canvas.fps }, palette);
    if (clip.slot) drawMarked(pen, box, palette);
    pen.globalAlpha = 1;
    if (scene.several && (scene.also.has(clip.id) || clip.id === scene.selected)) drawFramed(pen, box, palette);
    else if (clip.id === scene.selected) drawChosen(pen, clip, box, scale, palette);
  }
}

type Box = { x: number; y: number; width: number; height: number };

/** Others may replace it. */
function drawMarked(pen: CanvasRenderingContext2D, { x, y, width, height }: Box, palette: Palette): void {
  pen.strokeStyle = palette.accent;
  pen.lineWidth = 2;
  pen.setLineDash([5, 4]);
  pen.beginPath();
  pen.roundRect(x + 2, y + 2, Math.max(1, width - 5), height - 4, 6);
  pen.stroke();
  pen.setLineDash([]);
}

/** One of several. */
function drawFramed(pen: CanvasRenderingContext2D, { x, y, width, height }: Box, palette: Palette): void {
  pen.strokeStyle = palette.accent;
  pen.lineWidth = 3;
  pen.beginPath();
  pen.roundRect(x + 0.5, y - 0.5, Math.max(1, width - 2), height + 1, 8);
  pen.stroke();
}

function drawChosen(pen: CanvasRenderingContext2D, clip: Clip, { x, y, width, height }: Box, scale: Scale, palette: Palette): void {
  const grip = 12;
  pen.fillStyle = palette.ink;
  pen.beginPath();
  pen.roundRect(x - grip, y - 2, grip + 2, height + 4, [8, 0, 0, 8]);
  pen.roundRect(x + width - 2, y - 2, grip + 2, height + 4, [0, 8, 8, 0]);
  pen.rect(x, y - 2, width, 2.5);
  pen.rect(x, y + height - 0.5, width, 2.5);
  pen.fill();
  for (const middle of [x - grip / 2 + 1, x + width + grip / 2 - 1]) {
    pen.fillStyle = palette.ground;
    pen.beginPath();
    pen.roundRect(middle - 1.25, y + height / 2 - 8, 2.5, 16, 1.25);
    pen.fill();
  }
  const moments = new Set(Object.values(clip.keys).flatMap((keys) => keys.map((key) => key.at)));
  for (const at of moments) diamond(pen, x + (at + 0.5) * scale.pixels, y + height - 9, 5, palette.accent, '#fff');
}

function drawCuts(pen: CanvasRenderingContext2D, scene: Scene, row: Row, palette: Palette): void {
  if (row.track.role !== 'main' && row.track.role !== 'overlay') return;
  for (const clip of touching(row.track)) {
    const x = xOf(scene.scale, clip.start + clip.length);
    if (x < -20 || x > scene.scale.width + 20) continue;
    const join = row.track.joins.find((one) => one.left === clip.id);
    const y = row.top + row.height / 2;
    if (join) {
      const first = x - Math.floor(join.length / 2) * scene.scale.pixels;
      pen.fillStyle = 'rgb(255 255 255 / 26%)';
      pen.fillRect(first, row.top, join.length * scene.scale.pixels, row.height);
    }
    const chosen = scene.cut === clip.id;
    pen.fillStyle = chosen ? palette.accent : join ? '#fff' : palette['raised'];
    pen.strokeStyle = chosen ? palette.accent : palette.line;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.roundRect(x - 9, y - 9, 18, 18, 5);
    pen.fill();
    pen.stroke();
    pen.fillStyle = chosen ? palette['accent-ink'] : join ? '#1b1719' : palette['ink-soft'];
    pen.beginPath();
    if (join) {
      pen.moveTo(x - 5, y - 4.5);
      pen.lineTo(x, y);
      pen.lineTo(x - 5, y + 4.5);
      pen.moveTo(x + 5, y - 4.5);
      pen.lineTo(x, y);
      pen.lineTo(x + 5, y + 4.5);
    } else {
      pen.rect(x - 1, y - 5, 2, 10);
    }
    pen.fill();
  }
}

function drawCarried(pen: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  const { clip, start, row, before } = scene.carried!;
  if (!row) return;
  const x = xOf(scene.scale, start);
  if (before !== null) line(pen, xOf(scene.scale, before), row.top - 3, row.top + row.height + 3, palette.accent, 3);
  pen.globalAlpha = 0.85;
  const box = { x, y: row.top - 4, width: clip.length * scene.scale.pixels, height: row.height };
  drawClip(pen, { clip, box, role: row.track.role, name: scene.name(clip), matter: scene.matter(clip), scale: scene.scale, fps: scene.montage.canvas.fps }, palette);
  pen.globalAlpha = 1;
}

function drawRuler(pen: CanvasRenderingContext2D, scene: Scene, palette: Palette): void {
  const { scale, montage } = scene;
  const { fps } = montage.canvas;
  pen.fillStyle = palette.ground;
  pen.fillRect(0, 0, scale.width, RULER);
  pen.font = '500 11px Inter, system-ui, sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  for (const { at, label } of ticks(scale, fps)) {
    const x = xOf(scale, at);
    if (label) {
      pen.fillStyle = palette['ink-soft'];
      pen.fillText(timecode(at, fps).replace(/\.00$/, ''), x, RULER / 2);
    } else {
      pen.fillStyle = palette['ink-faint'];
      pen.beginPath();
      pen.arc(x, RULER / 2, 1.1, 0, Math.PI * 2);
      pen.fill();
    }
  }
  for (const marker of montage.markers) {
    diamond(pen, xOf(scale, marker.at), RULER - 5, 4, marker.kind === 'beat' ? '#ffc34d' : palette.accent, palette.ground);
  }
}

function drawPlayhead(pen: CanvasRenderingContext2D, x: number, height: number, palette: Palette): void {
  line(pen, x, 4, height, palette.ground, 4);
  line(pen, x, 4, height, palette.ink, 2);
  pen.fillStyle = palette.ink;
  pen.beginPath();
  pen.roundRect(x - 5, 0, 10, 12, [3, 3, 5, 5]);
  pen.fill();
}

function diamond(pen: CanvasRenderingContext2D, x: number, y: number, size: number, colour: string, edge: string): void {
  pen.save();
  pen.translate(x, y);
  pen.rotate(Math.PI / 4);
  pen.fillStyle = colour;
  pen.strokeStyle = edge;
  pen.lineWidth = 1;
  pen.fillRect(-size * 0.7, -size * 0.7, size * 1.4, size * 1.4);
  pen.strokeRect(-size * 0.7, -size * 0.7, size * 1.4, size * 1.4);
  pen.restore();
}

function line(pen: CanvasRenderingContext2D, x: number, from: number, to: number, colour: string, width: number, dash: number[] = []): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(dash);
  pen.beginPath();
  pen.moveTo(Math.round(x) + 0.5, from);
  pen.lineTo(Math.round(x) + 0.5, to);
  pen.stroke();
  pen.setLineDash([]);
}

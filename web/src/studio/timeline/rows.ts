/** Where each track lies on the timeline: what covers the picture above what it covers, sounds below all. */
import type { Clip, Montage, Role, Track } from '../kernels/document';

export type Row = { track: Track; top: number; height: number };

export const RULER = 26;
const GAP = 6;
const HEIGHTS: Record<Role, number> = { main: 58, overlay: 44, text: 32, sound: 38 };

/** The rows from top to bottom; an empty main track keeps its place, so that there is where to begin. */
export function rowsOf(montage: Montage): Row[] {
  const seen = montage.tracks.filter((track) => track.role !== 'sound').reverse();
  const heard = montage.tracks.filter((track) => track.role === 'sound');
  let top = RULER + GAP;
  return [...seen, ...heard].map((track) => {
    const row = { track, top, height: HEIGHTS[track.role] };
    top += row.height + GAP;
    return row;
  });
}

export const heightOf = (rows: readonly Row[]): number => (rows.length ? rows.at(-1)!.top + rows.at(-1)!.height + GAP : RULER + GAP);

export const rowAt = (rows: readonly Row[], y: number): Row | null =>
  rows.find((row) => y >= row.top - GAP / 2 && y < row.top + row.height + GAP / 2) ?? null;

export type Hit = { kind: 'clip' | 'start' | 'end'; clip: Clip; row: Row } | { kind: 'cut'; clip: Clip; row: Row } | { kind: 'ruler' } | { kind: 'nothing' };

/** How wide the place to hold a handle is, in pixels: a fingertip's, but never more than a third of the clip. */
const GRIP = 18;
const CUT = 11;

/**
 * What lies at a point of the timeline. Handles only of the clip that is selected: a finger on any other means
 * the clip itself. `x` and `left` in pixels from the montage's first picture.
 */
export function hitAt(rows: readonly Row[], pixels: number, x: number, y: number, selected: string | null): Hit {
  if (y < RULER) return { kind: 'ruler' };
  const row = rowAt(rows, y);
  if (!row) return { kind: 'nothing' };
  const held = row.track.clips.find((clip) => clip.id === selected);
  if (held) {
    const [from, to] = [held.start * pixels, (held.start + held.length) * pixels];
    const inside = Math.min(GRIP, (to - from) / 3);
    if (x >= from - GRIP && x < from + inside) return { kind: 'start', clip: held, row };
    if (x > to - inside && x <= to + GRIP) return { kind: 'end', clip: held, row };
  }
  if (row.track.role === 'main' || row.track.role === 'overlay') {
    for (const clip of touching(row.track)) {
      if (Math.abs(x - (clip.start + clip.length) * pixels) <= CUT && Math.abs(y - row.top - row.height / 2) <= CUT + 4) return { kind: 'cut', clip, row };
    }
  }
  const clip = row.track.clips.find((one) => x >= one.start * pixels && x < (one.start + one.length) * pixels);
  return clip ? { kind: 'clip', clip, row } : { kind: 'nothing' };
}

/** The clips of a track that another one follows without a gap: between them a transition may lie. */
export function touching(track: Track): Clip[] {
  return track.clips.filter((clip, i) => track.clips[i + 1]?.start === clip.start + clip.length);
}

/** Before which clip of the main track something let go at `picture` belongs. */
export function placeInOrder(track: Track, moved: string, picture: number): number {
  const others = track.clips.filter((clip) => clip.id !== moved);
  const before = others.findIndex((clip) => picture < clip.start + clip.length / 2);
  return before < 0 ? others.length : before;
}

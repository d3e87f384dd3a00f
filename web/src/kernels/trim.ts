/** A cut of a video by two handles: whole milliseconds, never shorter than what may be published. */

export type Cut = { startMs: number; endMs: number };

export const SHORTEST_MS = 500;

export function whole(durationMs: number): Cut {
  return { startMs: 0, endMs: Math.max(0, Math.round(durationMs)) };
}

/** The cut with its start at `ms`, as near as the end and the beginning allow. */
export function withStart(cut: Cut, ms: number): Cut {
  return { ...cut, startMs: clamp(ms, 0, Math.max(0, cut.endMs - SHORTEST_MS)) };
}

export function withEnd(cut: Cut, ms: number, durationMs: number): Cut {
  return { ...cut, endMs: clamp(ms, Math.min(durationMs, cut.startMs + SHORTEST_MS), durationMs) };
}

export function isWhole(cut: Cut, durationMs: number): boolean {
  return cut.startMs <= 0 && cut.endMs >= Math.round(durationMs);
}

/** What the server is told: an end of 0 means «to the end», so that a rounded duration never cuts a frame. */
export function asked(cut: Cut, durationMs: number): { trim_start_ms: number; trim_end_ms: number } {
  return { trim_start_ms: cut.startMs, trim_end_ms: cut.endMs >= Math.round(durationMs) ? 0 : cut.endMs };
}

/** The cut that was asked for so; null when it is the whole video, or does not fit into it. */
export function given(startMs: number, endMs: number, durationMs: number): Cut | null {
  const cut = { startMs, endMs: endMs > 0 ? Math.min(endMs, Math.round(durationMs)) : Math.round(durationMs) };
  return startMs < 0 || cut.endMs - startMs < SHORTEST_MS || isWhole(cut, durationMs) ? null : cut;
}

/** `count` moments in the middle of equal parts, for a strip of pictures. */
export function moments(fromMs: number, toMs: number, count: number): number[] {
  const part = (toMs - fromMs) / count;
  return Array.from({ length: count }, (_, i) => Math.round(fromMs + part * (i + 0.5)));
}

function clamp(ms: number, low: number, high: number): number {
  return Math.round(Math.min(Math.max(ms, low), high));
}

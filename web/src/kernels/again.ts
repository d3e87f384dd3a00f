/** Milliseconds before the next try, after so many in a row that failed: doubling, at most half a minute, never in step
 * with others; `dice` from 0 to 1. */
export const pauseMs = (failures: number, dice: number): number => Math.min(30_000, 500 * 2 ** (failures - 1)) * (0.75 + dice / 4);

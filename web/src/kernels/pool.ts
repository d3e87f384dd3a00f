/** Which of a few video elements serves which card. An element that already holds a wanted card keeps it,
 * because what it buffered would be lost otherwise.
 */

/** One entry per element: the index of its card, or null when it rests. */
export type Slots = readonly (number | null)[];

/** The cards worth an element, most urgent first: the one on the screen, the next, the one before. */
export function wanted(current: number, count: number, elements: number): number[] {
  return [current, current + 1, current - 1].filter((i) => i >= 0 && i < count).slice(0, elements);
}

/** Gives the wanted cards to elements; whoever holds nothing wanted is reused, the rest stay resting. */
export function assign(slots: Slots, wants: readonly number[]): Slots {
  const kept = slots.map((card) => (card !== null && wants.includes(card) ? card : null));
  const missing = wants.filter((card) => !kept.includes(card));
  return kept.map((card) => card ?? missing.shift() ?? null);
}

/** How finely an effect's amount is taken where keys move it, as the render takes it: `core/montage/looks/coarsening.py`. */

export const AMOUNT_STEP = 50;
const COARSEST_STEP = 200;
const MOST_RUNS = 96;

type Lasting = { readonly start: number; readonly length: number };
type Amount = (k: number) => number;
/** The steps of an amount, in thousandths, and how many pictures each lasts at least. */
export type Grain = { readonly step: number; readonly lasting: number };

/** Coarser, first in amount and then in time, until a clip of `length` has no more than 96 of them. */
export function grainOf(effect: Lasting, length: number, amount: Amount): Grain {
  const end = effect.length ? Math.min(length, effect.start + effect.length) : length;
  let grain: Grain = { step: AMOUNT_STEP, lasting: 1 };
  while (changes(effect, end, grain, amount) >= MOST_RUNS) {
    const { step, lasting } = grain;
    grain = step < COARSEST_STEP ? { step: 2 * step, lasting: 1 } : { step, lasting: 2 * lasting };
  }
  return grain;
}

/** The amount that picture `k` is made with. */
export function taken(effect: Lasting, { step, lasting }: Grain, k: number, amount: Amount): number {
  const at = Math.max(Math.floor(k / lasting) * lasting, effect.start);
  return step * Math.floor(amount(at) / step + 0.5);
}

function changes(effect: Lasting, end: number, grain: Grain, amount: Amount): number {
  let [count, before] = [0, NaN];
  for (let k = Math.max(0, effect.start); k < end; k++) {
    const now = taken(effect, grain, k, amount);
    if (now !== before && !Number.isNaN(before)) count += 1;
    before = now;
  }
  return count;
}

/** Hours in which nothing rings, as the server counts them (`core/policy/quiet.py`). */

const DAY = 24 * 60;

/** A part of every day in minutes since midnight, over midnight when it ends before it begins; both the same: none. */
export type Span = { from: number; until: number };

/** The minute of the day at which it rings again, when `minute` lies in one of `spans`; null: it rings now, or never. */
export function quietUntil(minute: number, spans: readonly Span[]): number | null {
  let waited = 0;
  for (let left; (left = Math.max(0, ...spans.map((span) => remaining(span, (minute + waited) % DAY)))); ) {
    waited += left;
    if (waited >= DAY) return null;
  }
  return waited ? (minute + waited) % DAY : null;
}

function remaining(span: Span, minute: number): number {
  const length = (span.until - span.from + DAY) % DAY;
  const since = (minute - span.from + DAY) % DAY;
  return since < length ? length - since : 0;
}

/** The minute of the day that a clock in `zone` shows at `now`. */
export function minuteIn(zone: string, now: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone || 'UTC', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' }).formatToParts(now);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return of('hour') * 60 + of('minute');
}

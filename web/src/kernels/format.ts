/** Numbers and times as people write them. */

/** 950, 1.2K, 3.4M; «1,2 k» in French. */
export function shortCount(n: number, language: string): string {
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 }).format(n);
}

/** 0:07, 1:23, 1:02:03 */
export function clock(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(s / 60);
  return minutes < 60 ? `${minutes}:${two(s % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(s % 60)}`;
}

/** 12 kB, 3.4 MB, in the language's own way; less than a kB is rounded up to one, nothing stays 0 kB. */
export function bytes(n: number, language: string): string {
  const units = ['kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, n)) / 3) - 1));
  const shown = step === 0 ? Math.ceil(n / 1000) : n / 1000 ** (step + 1);
  return new Intl.NumberFormat(language, { style: 'unit', unit: units[step]!, unitDisplay: 'short', maximumFractionDigits: 1 }).format(shown);
}

/** A day of the calendar (YYYY-MM-DD) as «today», «yesterday», «3 days ago», up to a week back; null: too long ago,
 * or not yet. `today` is a day of the calendar, too. */
export function daysAgo(day: string, today: string, language: string): string | null {
  const n = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  return n >= 0 && n <= 7 ? new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-n, 'day') : null;
}

const STEPS = [
  ['minute', 60],
  ['hour', 60],
  ['day', 24],
  ['week', 7],
  ['year', 52],
] as const;

/** How long ago, short: «now», «5 min. ago», «il y a 3 j»; never in the future, whatever the clocks say. */
export function ago(ms: number, now: number, language: string): string {
  let n = Math.max(0, (now - ms) / 1000);
  let unit: Intl.RelativeTimeFormatUnit = 'second';
  for (const [next, size] of STEPS) {
    if (n < size) break;
    n /= size;
    unit = next;
  }
  const style = language === 'fr' ? 'short' : 'narrow'; // French at its narrowest is a bare minus
  const words = new Intl.RelativeTimeFormat(language, { style, numeric: unit === 'second' ? 'auto' : 'always' });
  return unit === 'second' ? words.format(0, 'second') : words.format(-Math.floor(n), unit);
}

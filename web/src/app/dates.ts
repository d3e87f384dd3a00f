/** Days and moments as the reader writes them. A day of the calendar (YYYY-MM-DD) is the same wherever one reads
 * it; a moment (milliseconds) falls on the reader's own day. */
import { locale } from '../i18n';

const DAY_MS = 86_400_000;
const MONDAY = Date.UTC(2024, 0, 1);

const written = (when: string | number, how: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale(), typeof when === 'string' ? { ...how, timeZone: 'UTC' } : how).format(new Date(when));

/** 3 Mar 2026 */
export const day = (when: string | number): string => written(when, { dateStyle: 'medium' });

/** 3 Mar */
export const shortDay = (when: string | number): string => written(when, { day: 'numeric', month: 'short' });

/** 3 Mar 2026, 14:05 */
export const moment = (ms: number): string => written(ms, { dateStyle: 'medium', timeStyle: 'short' });

/** Monday is 0. */
export const weekday = (n: number): string => written(MONDAY + n * DAY_MS, { weekday: 'long', timeZone: 'UTC' });

/** 9:00, or 9:00 am */
export const hour = (n: number): string => written(n * 3_600_000, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });

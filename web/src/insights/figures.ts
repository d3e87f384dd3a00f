/** Numbers as people read them, in their language. */
import type { paths } from '../api/schema';
import { language } from '../i18n';
import { clock } from '../kernels/format';

export type VideoNumbers = paths['/api/videos/{video_id}/insights']['get']['responses'][200]['content']['application/json'];
export type AccountNumbers = paths['/api/insights']['get']['responses'][200]['content']['application/json'];
export type Day = AccountNumbers['days'][number];

export const whole = (n: number): string => new Intl.NumberFormat(language()).format(n);

export const percent = (share: number): string => new Intl.NumberFormat(language(), { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** 45 s, 12 min, 3.4 h */
export function lasting(ms: number): string {
  const [value, unit] = ms < 60_000 ? [ms / 1000, 'second'] : ms < 5_400_000 ? [ms / 60_000, 'minute'] : [ms / 3_600_000, 'hour'];
  const digits = unit === 'hour' && value < 100 ? 1 : 0;
  return new Intl.NumberFormat(language(), { style: 'unit', unit: unit as string, unitDisplay: 'short', maximumFractionDigits: digits }).format(value as number);
}

/** A place in a video of this length: 0:07, or 1.4 s where seconds are too coarse. */
export function place(ms: number, durationMs: number): string {
  if (durationMs >= 20_000) return clock(ms);
  return new Intl.NumberFormat(language(), { style: 'unit', unit: 'second', unitDisplay: 'short', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(ms / 1000);
}

export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames([language()], { type: 'region' }).of(code) ?? code;
  } catch {
    return code; // two letters that are no country's
  }
}

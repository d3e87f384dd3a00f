/** A day of the calendar (YYYY-MM-DD) or a moment (milliseconds), as the reader writes days. */
import { language } from '../i18n';

export function day(when: string | number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeZone: typeof when === 'string' ? 'UTC' : undefined }).format(new Date(when));
}

/** How a conversation is laid out: days, turns of one speaker, links in words. Knows nothing of a browser. */

export type Said = { key: string; author: string; at_ms: number; note: boolean };
/** What stands before and after a message besides its words. */
export type Place = {
  /** The first of a day: the day is written above it. */
  newDay: boolean;
  /** The first and the last of what somebody says in one go. */
  first: boolean;
  last: boolean;
};

/** Somebody who says something after such a pause begins anew. */
const PAUSE_MS = 5 * 60_000;

export function layOut(all: readonly Said[]): Place[] {
  const joined = (a: Said | undefined, b: Said | undefined) =>
    !!a && !!b && a.author === b.author && !a.note && !b.note && b.at_ms - a.at_ms < PAUSE_MS && sameDay(a.at_ms, b.at_ms);
  return all.map((one, i) => {
    const before = all[i - 1];
    return { newDay: !before || !sameDay(before.at_ms, one.at_ms), first: !joined(before, one), last: !joined(one, all[i + 1]) };
  });
}

/** The first message that somebody else said after number `read`; '' when there is none, or nothing stands before it. */
export function firstNew(all: readonly { id: string; number: number; own: boolean; note: unknown }[], read: number): string {
  const at = all.findIndex((one) => one.number > read && !one.own && !one.note);
  return at > 0 ? all[at]!.id : '';
}

export function sameDay(a: number, b: number): boolean {
  const [one, other] = [new Date(a), new Date(b)];
  return one.getFullYear() === other.getFullYear() && one.getMonth() === other.getMonth() && one.getDate() === other.getDate();
}

/** «Today», «Yesterday» in the language's words, else the date; the year only when it is another one. */
export function dayName(ms: number, now: number, language: string): string {
  const days = Math.round((midnight(now) - midnight(ms)) / 86_400_000);
  if (days === 0 || days === 1) {
    const name = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-days, 'day');
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  }
  const year = new Date(ms).getFullYear() === new Date(now).getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long', ...year }).format(ms);
}

/** 14:05, as the language writes it. */
export function timeOfDay(ms: number, language: string): string {
  return new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(ms);
}

export type Word = { text: string; href: string };

const LINK = /https?:\/\/[^\s<>"'\u00ab\u00bb]+/gi;

/** Words and the links among them; only addresses of the web, and what closes a sentence is not part of one. */
export function words(text: string): Word[] {
  const found: Word[] = [];
  let from = 0;
  for (const hit of text.matchAll(LINK)) {
    const link = hit[0].replace(/[.,;:!?)\]}]+$/, '');
    if (!isWeb(link)) continue;
    if (hit.index > from) found.push({ text: text.slice(from, hit.index), href: '' });
    found.push({ text: link, href: link });
    from = hit.index + link.length;
  }
  if (from < text.length) found.push({ text: text.slice(from), href: '' });
  return found;
}

/** The video of this site that the words are a link to, and nothing else; empty: they are something else. */
export function videoLinked(text: string, origin: string): string {
  const path = text.trim().startsWith(`${origin}/v/`) ? text.trim().slice(origin.length + 3) : '';
  return /^[0-9a-hjkmnp-tv-z]{13}\/?$/.test(path) ? path.slice(0, 13) : '';
}

function isWeb(link: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(link).protocol);
  } catch {
    return false;
  }
}

function midnight(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0);
}

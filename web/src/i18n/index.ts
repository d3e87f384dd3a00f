/** Words on the screen. `say('feed.like')` answers in the person's language and redraws when it changes.
 *
 * A room with many words of its own (create, profile) makes its own speaker with `speaker(en, fr)`, so that
 * its words travel with its code and not with the first bytes of the feed.
 */
import { en } from './en';
import { chosenNow, spoken, type Language } from './language.svelte';

export { language, languages, locale, type Language } from './language.svelte';

/** A sentence with {holes}, or one per plural form when it counts {n}. */
export type Phrase = string | { one: string; other: string };
export type Phrases = Readonly<Record<string, Phrase>>;
export type Fill = Readonly<Record<string, string | number>>;

type Book<T> = { readonly [K in keyof T]: Phrase };

const plurals = { en: new Intl.PluralRules('en'), fr: new Intl.PluralRules('fr') };

/** A function that says the phrase of a key; both languages must know exactly the same keys. */
export function speaker<T extends Phrases>(english: T, french: Book<T> | (() => Book<T>)): (key: keyof T, fill?: Fill) => string {
  return (key, fill = {}) => {
    const foreign = typeof french === 'function' ? french() : french;
    const phrase = (spoken.language === 'fr' ? foreign : english)[key];
    const text = typeof phrase === 'string' ? phrase : phrase[plural(Number(fill['n'] ?? 0))];
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => (name in fill ? String(fill[name]) : hole));
  };
}

function plural(n: number): 'one' | 'other' {
  return plurals[spoken.language].select(n) === 'one' ? 'one' : 'other';
}

/** The shell's French comes only to those who read it: the first bytes of the feed stay few. */
let shellFrench: Book<typeof en> = en;

export const say = speaker(en, () => shellFrench);

/** Fetches the words of a language; call before the first thing is drawn in it. */
export async function learn(next: Language): Promise<void> {
  if (next === 'fr') shellFrench = (await import('./fr')).fr;
}

/** Speaks another language from now on, on this device. */
export async function choose(next: string): Promise<void> {
  if (next !== 'en' && next !== 'fr') return;
  await learn(next);
  chosenNow(next);
}

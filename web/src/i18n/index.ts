/** Words on the screen. `say('feed.like')` answers in the person's language and redraws when it changes.
 *
 * A room with many words of its own (create, profile) makes its own speaker with `speaker(en, fr)`, so that
 * its words travel with its code and not with the first bytes of the feed.
 */
import { en } from './en';
import { fr } from './fr';
import { spoken, type Language } from './language.svelte';

export { choose, language, languages, type Language } from './language.svelte';

/** A sentence with {holes}, or one per plural form when it counts {n}. */
export type Phrase = string | { one: string; other: string };
export type Phrases = Readonly<Record<string, Phrase>>;
export type Fill = Readonly<Record<string, string | number>>;

const plurals = { en: new Intl.PluralRules('en'), fr: new Intl.PluralRules('fr') };

/** A function that says the phrase of a key; both languages must know exactly the same keys. */
export function speaker<T extends Phrases>(english: T, french: { [K in keyof T]: Phrase }): (key: keyof T, fill?: Fill) => string {
  const books: Record<Language, { [K in keyof T]: Phrase }> = { en: english, fr: french };
  return (key, fill = {}) => {
    const phrase = books[spoken.language][key];
    const text = typeof phrase === 'string' ? phrase : phrase[plural(Number(fill['n'] ?? 0))];
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => (name in fill ? String(fill[name]) : hole));
  };
}

function plural(n: number): 'one' | 'other' {
  return plurals[spoken.language].select(n) === 'one' ? 'one' : 'other';
}

export const say = speaker(en, fr);

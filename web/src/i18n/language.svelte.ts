/** The language spoken: what the person chose, else what the browser asks for, else English. */

export type Language = 'en' | 'fr';
export const languages: readonly { code: Language; name: string }[] = [
  { code: 'en', name: 'English' },
  { code: 'fr', name: 'Français' },
];

const KEY = 'mutoscope.language';

class Spoken {
  language = $state<Language>(first());
}

export const spoken = new Spoken();

export function language(): Language {
  return spoken.language;
}

/** The language as this browser's owner writes dates and times in it: 14:05 in Great Britain, 2:05 PM in America. */
export function locale(): string {
  return navigator.languages.find((wish) => codeOf(wish) === spoken.language) ?? spoken.language;
}

/** Notes the choice; i18n's `choose` has fetched its words before. */
export function chosenNow(next: Language): void {
  spoken.language = next;
  localStorage.setItem(KEY, next);
  document.documentElement.lang = next;
}

/** Whether the person chose a language on this device, or we only guessed. */
export function chosen(): boolean {
  return localStorage.getItem(KEY) !== null;
}

/** fr of fr-CA; Friulian, fur, is not French. */
function codeOf(wish: string): string {
  return wish.split('-')[0]!.toLowerCase();
}

function first(): Language {
  const wishes = [localStorage.getItem(KEY) ?? '', ...navigator.languages];
  for (const wish of wishes) {
    const code = codeOf(wish);
    if (code === 'en' || code === 'fr') return code;
  }
  return 'en';
}

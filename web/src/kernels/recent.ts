/** The list of what was searched for last: newest first, each once, few. Knows nothing of a browser. */

export const MOST = 8;

/** `searches` with `text` in front; blanks do not count, and neither does how it was written before. */
export function remembered(searches: readonly string[], text: string): string[] {
  const tidy = text.trim().replace(/\s+/g, ' ');
  return tidy ? [tidy, ...without(searches, tidy)].slice(0, MOST) : [...searches];
}

export function without(searches: readonly string[], text: string): string[] {
  const same = text.toLocaleLowerCase();
  return searches.filter((one) => one.toLocaleLowerCase() !== same);
}

/** What a browser kept, as far as it can be read. */
export function readSearches(kept: string | null): string[] {
  try {
    const found: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(found) ? found.filter((one): one is string => typeof one === 'string' && one !== '').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

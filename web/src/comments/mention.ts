/** Completing an @handle while it is written. Knows nothing of a browser. */

const BEGUN = /(?:^|[^\w@/.])@([a-z0-9_.]*)$/i;

/** The letters of the handle that ends at the caret, in lower case; null when none is being written. */
export function handleAt(text: string, caret: number): string | null {
  return BEGUN.exec(text.slice(0, caret))?.[1]?.toLowerCase() ?? null;
}

/** The text with `handle` in place of what was begun at the caret, and where the caret stands then. */
export function withHandle(text: string, caret: number, handle: string): { text: string; at: number } {
  const begun = handleAt(text, caret) ?? '';
  const before = `${text.slice(0, caret - begun.length)}${handle} `;
  return { text: before + text.slice(caret).replace(/^ /, ''), at: before.length };
}

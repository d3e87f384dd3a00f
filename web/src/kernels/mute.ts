/** Whether something loaded is among what was muted just now; the server decides about everything to come. */

type Said = { creator: { id: string }; caption: string; tags: readonly string[]; sound: { id: string } | null };
type What = { person?: string; tag?: string; sound?: string; word?: string };

export function isAbout(card: Said, what: What): boolean {
  return (
    (what.person !== undefined && card.creator.id === what.person) ||
    (what.sound !== undefined && card.sound?.id === what.sound) ||
    (what.tag !== undefined && card.tags.some((tag) => fold(tag) === fold(what.tag!))) ||
    (what.word !== undefined && says(card.caption, what.word))
  );
}

/** Whole words in a row, whatever their case and accents. */
export function says(text: string, words: string): boolean {
  const wanted = split(words).join(' ');
  return wanted !== '' && ` ${split(text).join(' ')} `.includes(` ${wanted} `);
}

function split(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{Mn}/gu, '').toLowerCase();
}

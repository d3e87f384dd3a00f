/** A caption cut into words, #tags and @mentions. The text stays text: nothing in it is ever markup. */

export type Piece = { kind: 'text' | 'tag' | 'mention'; text: string };

const MARKED = /(?<![\p{L}\p{N}_&/])([#@])([\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.]*[\p{L}\p{M}\p{N}_])?)/gu;
// Signs that turn the direction of everything around them have no place on somebody else's screen.
const UNSEEN = /[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/g;

export function pieces(caption: string): Piece[] {
  const text = caption.replace(UNSEEN, '');
  const found: Piece[] = [];
  let from = 0;
  for (const hit of text.matchAll(MARKED)) {
    if (hit.index > from) found.push({ kind: 'text', text: text.slice(from, hit.index) });
    const tag = hit[1] === '#';
    const name = (tag ? hit[2]?.split('.')[0] : hit[2]) ?? ''; // handles may hold dots, tags end at one
    found.push({ kind: tag ? 'tag' : 'mention', text: name });
    from = hit.index + 1 + name.length;
  }
  if (from < text.length) found.push({ kind: 'text', text: text.slice(from) });
  return found;
}

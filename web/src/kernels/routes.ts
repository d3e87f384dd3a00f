/** Matching a path against a table of patterns: `/v/:id`, `/@:handle`. Knows nothing of a browser. */

export type Params = Readonly<Record<string, string>>;

/** The parameters when `path` fits `pattern`, or null. A final slash is of no importance. */
export function match(pattern: string, path: string): Params | null {
  const want = parts(pattern);
  const have = parts(path);
  if (want.length !== have.length) return null;
  const params: Record<string, string> = {};
  for (const [i, piece] of want.entries()) {
    const colon = piece.indexOf(':');
    const given = have[i] ?? '';
    if (colon < 0) {
      if (piece !== given) return null;
      continue;
    }
    const before = piece.slice(0, colon);
    if (!given.startsWith(before) || given.length === before.length) return null;
    params[piece.slice(colon + 1)] = decoded(given.slice(before.length));
  }
  return params;
}

/** A path of this site to return to after logging in; anything else becomes the feed. */
export function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

function parts(path: string): string[] {
  return path.split('/').filter((piece) => piece !== '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % is the visitor's business
  }
}

/** The one text of a montage, and its digest: `core/montage/checking/canonical.py`. */

import type { Montage } from './document';

/** JSON with names in order of their letters and no spaces, of a montage with every default filled in. */
export function canonical(montage: Montage): string {
  return JSON.stringify(montage, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

/** SHA-256 of `canonical`, 64 hexadecimal digits: equal where, and only where, the projects are. */
export async function digest(montage: Montage): Promise<string> {
  const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(montage)));
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Names that the client gives to what it sends, so that the server knows it when it comes twice. */

/** A random id; `randomUUID` exists on secure origins only, and a phone on the local network may have none. */
export function freshId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
}

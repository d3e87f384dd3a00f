/** What a key means in the feed, or null when it belongs to somebody else (a field, a button, the browser). */

export type KeyAct =
  | 'next' | 'previous' | 'first' | 'toggle' | 'sound' | 'like' | 'follow' | 'comments' | 'save' | 'share' | 'menu' | 'help' | 'back' | 'forward';

const KEYS: Readonly<Record<string, KeyAct>> = {
  ArrowDown: 'next',
  PageDown: 'next',
  j: 'next',
  ArrowUp: 'previous',
  PageUp: 'previous',
  k: 'previous',
  Home: 'first',
  ' ': 'toggle',
  p: 'toggle',
  m: 'sound',
  l: 'like',
  f: 'follow',
  c: 'comments',
  b: 'save',
  s: 'share',
  o: 'menu',
  '?': 'help',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
};

export function keyAct(event: KeyboardEvent): KeyAct | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('aside') && event.key.length > 1) return null; // arrows scroll what is read there
  if (target?.closest('input, textarea, select, [contenteditable], dialog')) {
    const slider = target.matches('input[type=range]') && ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'j', 'k', 'm', 'l'].includes(event.key);
    if (!slider) return null;
  }
  if (event.key === ' ' && target?.closest('button, a, aside')) return null;
  return KEYS[event.key] ?? KEYS[event.key.toLowerCase()] ?? null;
}

/** Whether this browser's owner is to be asked what they like: until they answer, and at most now and then. */
const KEY = 'mutoscope.begun';
const MOST_TIMES = 3;
const AGAIN_MS = 7 * 86_400_000;

/** Nothing to ask: they answered, or were asked often enough, or lately. */
export function begun(): boolean {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === null) return false;
    const [times, at] = kept.split(' ').map(Number);
    return !at || !times || times >= MOST_TIMES || Date.now() - at < AGAIN_MS;
  } catch {
    return true; // what can't be remembered would be asked again and again
  }
}

export function wasAsked(): void {
  const times = Number(get().split(' ')[0]) || 0;
  set(`${times + 1} ${Date.now()}`);
}

export function haveAnswered(): void {
  set('answered');
}

function get(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

function set(value: string): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // then nobody is asked either
  }
}

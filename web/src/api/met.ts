/** What this tab showed while the server may not remember it: said with each request, so nothing comes twice.
 *
 * It stays in this tab and goes with it.
 */
const KEY = 'mutoscope.met';
const MOST = 1000;

let ids: string[] = load();
/** Whether what is watched may be told; what is said outright (not interested, report) always is. */
let learning = true;

export function learns(): boolean {
  return learning;
}

/** As the last page said. */
export function setLearning(on: boolean): void {
  learning = on;
}

/** Also when learning again: the server still doesn't know these. */
export function met(): string[] {
  return ids;
}

export function remember(id: string): void {
  if (learning || ids.at(-1) === id) return;
  ids = [...ids.filter((one) => one !== id), id].slice(-MOST);
  keep();
}

/** Another person sits down, or the feed begins anew. */
export function forgetMet(): void {
  ids = [];
  keep();
}

function keep(): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // Without storage it lasts as long as the page.
  }
}

function load(): string[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(found) ? found.filter((one) => typeof one === 'string').slice(-MOST) : [];
  } catch {
    return [];
  }
}

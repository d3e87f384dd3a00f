/** What a browser gives to a page, for modules that look at it when they are loaded. */
import { vi } from 'vitest';

export function stubBrowser(pathname: string, page = new EventTarget(), onLine = true): void {
  const browser = {
    window: globalThis,
    addEventListener: page.addEventListener.bind(page),
    document: Object.assign(new EventTarget(), { cookie: '', documentElement: {} }),
    history: { state: null },
    localStorage: { getItem: () => 'en', setItem: () => {} },
    location: { pathname, search: '', href: `http://here${pathname}`, origin: 'http://here' },
    navigator: { languages: ['en'], onLine },
  };
  for (const [name, part] of Object.entries(browser)) vi.stubGlobal(name, part);
}

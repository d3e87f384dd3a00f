import { beforeEach, expect, test, vi } from 'vitest';
import { stubBrowser } from '../testing/browser';
import { canonical } from './kernels/canonical';
import { drawn } from './kernels/drawn';
import type * as Savings from './saving.svelte';

/** What a browser keeps in one stroke; it has no database here. */
class Storage {
  [name: string]: unknown;
}
Object.defineProperties(Storage.prototype, {
  getItem: { value(this: Storage, name: string) { return this[name] ?? null; } },
  setItem: { value(this: Storage, name: string, text: string) { this[name] = text; } },
  removeItem: { value(this: Storage, name: string) { delete this[name]; } },
});

let page: EventTarget;
let Saving: typeof Savings.Saving;
beforeEach(async () => {
  page = new EventTarget();
  stubBrowser('/studio/p', page);
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('localStorage', Object.create(Storage.prototype));
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  vi.resetModules();
  ({ Saving } = await import('./saving.svelte'));
});

const first = drawn(['main: a[0..30)']);
const mine = drawn(['main: a[0..30) b[30..60)']);
const theirs = drawn(['main: a[0..30) c[30..90)']);
const leave = () => page.dispatchEvent(new Event('pagehide'));

test('What was written offline stays, and stays a question, where the server has gone on meanwhile.', async () => {
  const offline = new Saving('p', 'kim', 1, first);
  offline.note(mine);
  leave();
  offline.end();
  for (let visit = 0; visit < 2; visit++) {
    const opened = new Saving('p', 'kim', 2, theirs);
    const found = await opened.waiting();
    expect(canonical(found!)).toBe(canonical(mine));
    opened.note(found!);
    expect(opened.state).toBe('clash');
    expect(opened.mine).toBe(found);
    leave();
    opened.end();
  }
});

test('While the page goes it is given to the database, too, which has room for all of it.', () => {
  let asked = 0;
  vi.stubGlobal('indexedDB', { open: () => (asked++, {}) });
  const saving = new Saving('p', 'kim', 1, first);
  saving.note(mine);
  leave();
  expect(asked).toBe(1);
});

import { beforeEach, expect, test, vi } from 'vitest';
import { stubBrowser } from '../testing/browser';
import type * as Sessions from './session.svelte';

/** What the browser gives to a page; the server's answer to «who is here» is told by each test. */
let answer: (response: Response) => void;
let asked: number;
let sessions: typeof Sessions;

const me = (person: object | null) => Response.json({ csrf: 'c', person, config: {} });

beforeEach(async () => {
  asked = 0;
  const page = new EventTarget();
  stubBrowser('/v/one', page);
  vi.stubGlobal('fetch', () => {
    asked += 1;
    return new Promise((resolve) => (answer = resolve));
  });
  vi.resetModules();
  sessions = await import('./session.svelte');
});

test('an act before the first answer waits for it, and is done', async () => {
  const acts = Promise.all([sessions.needPerson('like'), sessions.needPerson('follow')]);
  expect(sessions.session.wanted).toBeNull();
  answer(me({ id: 'a', handle: 'ana' }));
  expect(await acts).toEqual([true, true]);
  expect(asked).toBe(1);
  expect(sessions.session.wanted).toBeNull();
});

test('a stranger is asked to log in once they are known to be one, and comes back to where they acted', async () => {
  const act = sessions.needPerson('like');
  answer(me(null));
  expect(await act).toBe(false);
  expect(sessions.session.wanted).toEqual({ wish: 'like', next: '/v/one' });
});

test('nobody is taken for a stranger because the server could not be asked', async () => {
  const { toasts } = await import('./toasts.svelte');
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  expect(await sessions.needPerson('like')).toBe(false);
  expect(sessions.session.wanted).toBeNull();
  expect(toasts.list).toHaveLength(1);
});

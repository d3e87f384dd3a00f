import { afterEach, expect, test, vi } from 'vitest';
import { stubBrowser } from '../testing/browser';

afterEach(() => vi.useRealTimers());

test('A server that stumbles is asked ever more seldom, and at once when the network comes back.', async () => {
  vi.useFakeTimers();
  const page = new EventTarget();
  stubBrowser('/create', page);
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  let asked = 0;
  vi.stubGlobal('fetch', (path: string) => {
    if (path === '/api/me') return Promise.resolve(Response.json({ csrf: 'c' }));
    asked += 1;
    return Promise.resolve(new Response('', { status: 500 }));
  });
  const { Sending } = await import('./sending.svelte');
  const sending = new Sending(new Blob(['film']), 'a-name', () => {});
  await sending.start();
  expect(sending.phase).toBe('waiting');
  await vi.advanceTimersByTimeAsync(10_000);
  const soon = asked;
  expect(soon).toBeGreaterThanOrEqual(4);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(asked - soon).toBeLessThanOrEqual(8);
  const before = asked;
  page.dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(10);
  expect(asked).toBe(before + 1);
  sending.end();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(before + 1);
});

test('What is ended by whoever takes its ticket is not sent.', async () => {
  const page = new EventTarget();
  stubBrowser('/studio/p', page);
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ csrf: 'c', upload_url: 'http://127.0.0.1:9/files/1', token: 't' })));
  const { Sending } = await import('./sending.svelte');
  const sending = new Sending(new Blob(['film']), 'a-name', () => sending.end());
  await sending.start();
  expect(sending.phase).toBe('asking');
});

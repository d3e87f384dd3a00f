import { beforeEach, expect, test, vi } from 'vitest';
import { stubBrowser } from '../testing/browser';
import type * as Threads from './thread.svelte';

/** What the server says to whatever is posted; it knows one conversation, in which one may write. */
let refusal: { status: number; code: string };
let threads: typeof Threads;

const GONE = 'http://here/v/0123456789abc';
const talk = { id: 't', is_group: false, others: [], reach: 'write', state: 'in', unread: 0, read_number: 0 };

beforeEach(async () => {
  stubBrowser('/messages/t', new EventTarget(), false);
  vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
    if (init?.method === 'POST') return Response.json({ code: refusal.code, message: 'No.' }, { status: refusal.status });
    return Response.json(path.endsWith('/messages') ? { messages: [], earlier: false } : talk);
  });
  vi.resetModules();
  threads = await import('./thread.svelte');
});

async function refused(words: string, status: number, code: string): Promise<Threads.Thread> {
  refusal = { status, code };
  const thread = new threads.Thread('t');
  await thread.load();
  thread.say(words);
  await vi.waitFor(() => expect(thread.drafts[0]?.state).toBe('failed'));
  return thread;
}

test('a link to a video that has gone is refused, and one may go on writing', async () => {
  const thread = await refused(GONE, 404, 'no_such_video');
  expect(thread.drafts[0]?.video_id).toBe('0123456789abc');
  expect(thread.reach).toBe('write');
});

test.each([
  [404, 'no_such_conversation'],
  [404, 'no_such_person'],
  [403, 'not_reached'],
  [403, 'not_in_group'],
])('nothing can be said any more after %i %s, until the server says otherwise', async (status, code) => {
  const thread = await refused('Hello?', status, code);
  expect(thread.reach).toBe('no');
  await thread.refresh();
  expect(thread.reach).toBe('write');
});

test('a conversation that has not begun is closed for whoever was blocked in another tab', async () => {
  let blocked = false;
  const door = { person: { id: 'p', handle: 'leo' }, conversation_id: '', reach: 'write' };
  vi.stubGlobal('fetch', async () => (blocked ? Response.json({ code: 'no_such_person', message: 'Nobody.' }, { status: 404 }) : Response.json(door)));
  const thread = new threads.Thread('@leo');
  await thread.load();
  expect([thread.reach, thread.missing]).toEqual(['write', false]);
  blocked = true;
  await thread.refresh().catch((error: unknown) => thread.lost(error));
  expect(thread.missing).toBe(true);
});

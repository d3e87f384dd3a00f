/** Tells the server what happened on the screen: in batches, in the background, and never less than once.
 *
 * What is not confirmed lies in localStorage under this tab's own name; the next visit (or another tab) takes
 * it over. The server knows every event by its id, so an overlap does no harm.
 */
import { EventQueue } from '../kernels/queue';
import { api, ApiError } from './client';
import { freshId } from './ids';
import { learns, remember } from './met';

export type EventKind = 'impression' | 'watch' | 'like' | 'unlike' | 'share' | 'follow' | 'profile' | 'not_interested' | 'undo_not_interested' | 'report';
export type FeedEvent = {
  event_id: string;
  kind: EventKind;
  video_id: string;
  page_id: string;
  position: number;
  at_ms: number;
  watched_ms: number;
  duration_ms: number;
  /** What «not interested» is about. */
  scope: 'video' | 'creator' | 'tag' | 'sound';
  tag?: string;
};

const KEY = 'mutoscope.events.';
const mine = KEY + freshId();
const queue = new EventQueue<FeedEvent>(takeOver());
let sending: Promise<void> | null = null;
let timer = 0;
let keeping = 0;

/** What is said rather than watched: told in every mode. */
const OUTRIGHT: readonly EventKind[] = ['not_interested', 'undo_not_interested', 'report'];

/** Notes an event; it leaves within seconds, or when the page is left, or when the network is back. */
export function tell(kind: EventKind, about: Partial<FeedEvent> & { video_id: string }): void {
  if (kind === 'impression') remember(about.video_id);
  if (!learns() && !OUTRIGHT.includes(kind)) return;
  queue.add({
    event_id: freshId(),
    kind,
    page_id: '',
    position: -1,
    at_ms: Date.now(),
    watched_ms: 0,
    duration_ms: 0,
    scope: 'video',
    ...about,
  });
  keepSoon();
  if (queue.size >= 12) void flush();
  else later(4000);
}

/** Sends everything that waits; resolves when it was sent or could not be, never rejects. */
export function flush(): Promise<void> {
  sending ??= sendAll().finally(() => (sending = null));
  return sending;
}

/** After this nobody's events are left here: for logging out. */
export async function flushAndForget(): Promise<void> {
  await flush();
  for (let batch = queue.next(); batch.length; batch = queue.next()) queue.settle(batch, 'refused');
  keep();
}

async function sendAll(): Promise<void> {
  clearTimeout(timer);
  timer = 0;
  for (let batch = queue.next(); batch.length; batch = queue.next()) {
    const how = await send(batch);
    queue.settle(batch, how);
    keep();
    if (how === 'unheard') return later(queue.backoff(Math.random()));
  }
}

async function send(batch: FeedEvent[]): Promise<'taken' | 'refused' | 'unheard'> {
  try {
    await api.post('/api/feed/events', { events: batch }, { keepalive: true });
    return 'taken';
  } catch (error) {
    const status = error instanceof ApiError ? error.status : 0;
    const temporary = status === 0 || status >= 500 || [401, 403, 408, 425, 429].includes(status);
    return temporary ? 'unheard' : 'refused';
  }
}

function later(ms: number): void {
  if (timer) return;
  timer = window.setTimeout(() => ((timer = 0), void flush()), ms);
}

/** The storage is slow and a swipe tells two things at once: they are written together, after the swipe. */
function keepSoon(): void {
  keeping ||= window.setTimeout(keep, 100);
}

function keep(): void {
  clearTimeout(keeping);
  keeping = 0;
  const left = queue.unconfirmed;
  try {
    if (left.length) localStorage.setItem(mine, JSON.stringify(left));
    else localStorage.removeItem(mine);
  } catch {
    // The storage is full or forbidden: the events still leave from memory.
  }
}

function takeOver(): FeedEvent[] {
  const found: FeedEvent[] = [];
  try {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(KEY))) {
      const left: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
      if (Array.isArray(left)) found.push(...(left as FeedEvent[]));
      localStorage.removeItem(key);
    }
  } catch {
    // Unreadable leftovers are not worth a broken start.
  }
  return found;
}

addEventListener('online', () => void flush());
addEventListener('pagehide', () => (keep(), void flush()));
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && void flush());
keep();
if (queue.size) later(1500);

/** What a push says is shown; touching it leads to the page it is about.
 *
 * The words come ready from the server, in the person's language. Whoever looks at the app already is not rung:
 * the page is told instead.
 */
import { WORD, type ToPage } from './talk';

declare const self: ServiceWorkerGlobalScope;

/** What the server seals for us (`apps/notices/pushing.py`). */
type Payload = { title: string; body: string; path: string; tag: string; unread: number; language: string; at_ms: number };
/** Known to browsers, not yet to the types of the language. */
type Options = NotificationOptions & { renotify: boolean; timestamp: number };
type Change = ExtendableEvent & { oldSubscription?: PushSubscription };
type Badge = { setAppBadge?: (n?: number) => Promise<void> };

export async function ring(event: PushEvent): Promise<void> {
  const said = read(event.data);
  await (self.navigator as Badge).setAppBadge?.(said.unread || undefined).catch(() => {});
  const pages = await self.clients.matchAll({ type: 'window' });
  if (pages.some((page) => page.focused && page.visibilityState === 'visible')) {
    for (const page of pages) tell(page, { kind: WORD.news, unread: said.unread });
    return;
  }
  const options: Options = {
    body: said.body,
    tag: said.tag,
    renotify: true,
    icon: '/static/client/icons/icon-192.png',
    badge: '/static/client/icons/badge-96.png',
    lang: said.language,
    timestamp: said.at_ms,
    data: { path: said.path },
  };
  await self.registration.showNotification(said.title, options);
}

export async function open(event: NotificationEvent): Promise<void> {
  event.notification.close();
  const path = safe((event.notification.data as { path?: unknown } | null)?.path);
  const [page] = await self.clients.matchAll({ type: 'window' });
  if (!page) {
    await self.clients.openWindow(path);
    return;
  }
  tell(page, { kind: WORD.go, path });
  await page.focus().catch(() => {});
}

/** The browser made its subscription anew: the server must know, or nothing rings any more. */
export async function renew(event: Event): Promise<void> {
  const key = (event as Change).oldSubscription?.options.applicationServerKey;
  if (!key) return;
  const fresh = await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = fresh.toJSON();
  const me = (await (await fetch('/api/me')).json()) as { csrf: string };
  await fetch('/api/notices/push', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': me.csrf },
    body: JSON.stringify({ endpoint, p256dh: keys?.['p256dh'], auth: keys?.['auth'] }),
  });
}

/** A push that says nothing we understand still rings: browsers take the permission away otherwise. */
function read(data: PushMessageData | null): Payload {
  const silent = { title: 'Mutoscope', body: '', path: '/inbox', tag: 'inbox', unread: 0, language: '', at_ms: Date.now() };
  try {
    return { ...silent, ...(data?.json() as Partial<Payload>) };
  } catch {
    return silent;
  }
}

/** A path of this site; anything else becomes the inbox. */
function safe(path: unknown): string {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : '/inbox';
}

function tell(page: WindowClient, word: ToPage): void {
  page.postMessage(word);
}

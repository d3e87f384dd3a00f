/** The app's own files and screens: from the network when there is one, else from what was kept.
 *
 * One cache per build. A screen is always asked for over the network first; only when nobody answers, the
 * plain starting page (which knows nobody) is taken from the cache, and where even that is missing or would
 * not help, a page that says so.
 */
declare const self: ServiceWorkerGlobalScope;
/** Written in by the build: the files of the first screen, and a name that changes with any of them. */
declare const __SHELL__: readonly string[];
declare const __BUILD__: string;

const PREFIX = 'shell-';
const CACHE = PREFIX + __BUILD__;
const START = '/';
const OFFLINE = '/offline';
const ASSETS = '/static/client/assets/';

/** One of each is kept: which language or encoding it came in does not matter without a network. */
const ANY = { ignoreVary: true };

/** Drawn by the server, not by the app: no starting page can stand in for these. */
const OTHERS = /^\/(admin|api|static|embed|claim|verify|digest|oembed|livez|readyz)(\/|$)/;

export async function prepare(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([...__SHELL__, '/static/sharing/offline.css']);
  // Asked for without cookies: what is kept is a stranger's page, whoever installs.
  await cache.addAll([START, OFFLINE].map((path) => new Request(path, { cache: 'no-cache', credentials: 'omit' })));
}

/** Forgets what older builds kept. */
export async function tidy(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

export function isScreen(request: Request): boolean {
  return request.mode === 'navigate' && request.method === 'GET';
}

export async function answerScreen(event: FetchEvent): Promise<Response> {
  try {
    return ((await event.preloadResponse) as Response | undefined) ?? (await fetch(event.request));
  } catch {
    const { pathname } = new URL(event.request.url);
    const drawnByUs = !OTHERS.test(pathname) && !/\.\w+$/.test(pathname);
    const cache = await caches.open(CACHE);
    const kept = (drawnByUs && (await cache.match(START, ANY))) || (await cache.match(OFFLINE, ANY));
    return kept ?? Response.error();
  }
}

/** Files named after their content, asked for whole: a part of one is the network's business. */
export function isAsset(request: Request): boolean {
  const { origin, pathname } = new URL(request.url);
  return request.method === 'GET' && origin === self.location.origin && (pathname.startsWith(ASSETS) || pathname === '/static/sharing/offline.css') && !request.headers.has('range');
}

export async function answerAsset(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, ANY);
  if (kept) return kept;
  const fresh = await fetch(request);
  const isPage = fresh.headers.get('content-type')?.startsWith('text/html'); // while a server changes builds
  if (fresh.status === 200 && fresh.type === 'basic' && !isPage) void cache.put(request, fresh.clone()).catch(() => {}); // no room
  return fresh;
}

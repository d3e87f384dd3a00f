/** The service worker: what the installed app can do without its page, or without a network.
 *
 * Films and answers of the API never pass through here: it answers for the app's own files and its screens,
 * nothing else, so nothing private and no part of a film can end up in a cache of ours.
 */
import { answerAsset, answerScreen, isAsset, isScreen, prepare, tidy } from './shell';
import { LATER, sendKept } from './later';
import { open, renew, ring } from './push';
import { isShared, takeShared } from './shared';

declare const self: ServiceWorkerGlobalScope;
declare global {
  interface ServiceWorkerGlobalScopeEventMap {
    /** Background synchronisation, which the types of the language do not know yet. */
    sync: ExtendableEvent & { readonly tag: string };
  }
}

self.addEventListener('install', (event) => {
  event.waitUntil(prepare().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([tidy(), self.registration.navigationPreload?.enable()]));
});

self.addEventListener('sync', (event) => {
  if (event.tag === LATER) event.waitUntil(sendKept()); // a failure lets the browser wake us again
});

self.addEventListener('push', (event) => event.waitUntil(ring(event)));
self.addEventListener('notificationclick', (event) => event.waitUntil(open(event)));
self.addEventListener('pushsubscriptionchange', (event) => (event as ExtendableEvent).waitUntil(renew(event)));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (isShared(request)) event.respondWith(takeShared(request));
  else if (isScreen(request)) event.respondWith(answerScreen(event));
  else if (isAsset(request)) event.respondWith(answerAsset(request));
});

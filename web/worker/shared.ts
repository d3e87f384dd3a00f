/** What the system's share sheet hands over: kept on the device for the upload screen, which opens. */
import { keepShared } from './store';

declare const self: ServiceWorkerGlobalScope;

const DOOR = '/share-target';
/** What the upload screen reads of words that came along. */
const MOST_LETTERS = 2000;

export function isShared(request: Request): boolean {
  return request.method === 'POST' && new URL(request.url).origin === self.location.origin && new URL(request.url).pathname === DOOR;
}

export async function takeShared(request: Request): Promise<Response> {
  let outcome = 'missed';
  try {
    const form = await request.formData();
    const file = form.getAll('video').find((one): one is File => one instanceof File && one.size > 0) ?? null;
    const words = ['title', 'text', 'url'].map((name) => form.get(name)).filter((one): one is string => typeof one === 'string' && one !== '');
    if (file) {
      await keepShared({ file, words: words.join('\n').slice(0, MOST_LETTERS), atMs: Date.now() });
      outcome = 'video';
    } else outcome = 'nothing';
  } catch {
    // No room to keep it, or nothing that can be read: the screen says so.
  }
  return Response.redirect(`/create?shared=${outcome}`, 303);
}

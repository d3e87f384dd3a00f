/** What a viewer does to a video or its creator: shown at once, taken back with a word when the server refuses. */
import { api, ApiError } from '../api/client';
import { tell } from '../api/events';
import { sendOrKeep } from '../api/later';
import { copyText } from '../app/copy';
import { needPerson } from '../app/session.svelte';
import { problem, toast } from '../app/toasts.svelte';
import { say } from '../i18n';
import { about, type Feed, type VideoItem } from './feed.svelte';

export async function toggleLike(item: VideoItem, feed: Feed): Promise<void> {
  const { card } = item;
  const liked = !card.viewer.liked;
  if (!(await needPerson('like', `/v/${card.id}`))) return;
  const set = (on: boolean) => {
    if (card.viewer.liked === on) return;
    card.viewer.liked = on;
    card.counts.likes = Math.max(0, card.counts.likes + (on ? 1 : -1));
  };
  set(liked);
  try {
    const outcome = await sendOrKeep<{ likes: number }>(liked ? 'PUT' : 'DELETE', `/api/videos/${card.id}/like`);
    const likes = outcome.kept ? undefined : outcome.answer?.likes;
    if (card.viewer.liked === liked && typeof likes === 'number') card.counts.likes = likes;
    tell(liked ? 'like' : 'unlike', about(item));
    if (liked) feed.react();
  } catch (error) {
    set(!liked);
    complain(error);
  }
}

export async function toggleFollow(item: VideoItem, feed: Feed): Promise<void> {
  const { creator, viewer } = item.card;
  const follows = !viewer.follows;
  if (viewer.own || !(await needPerson('follow', `/v/${item.card.id}`))) return;
  const set = (on: boolean) => feed.change((card) => card.creator.id === creator.id, (card) => (card.viewer.follows = on));
  set(follows);
  try {
    const path = `/api/people/${encodeURIComponent(creator.handle)}/follow`;
    const outcome = await sendOrKeep<{ requested: boolean } | null>(follows ? 'PUT' : 'DELETE', path);
    if (outcome.kept) return;
    const waits = follows && outcome.answer?.requested === true; // a private account decides first
    if (waits) set(false);
    if (follows) tell('follow', about(item));
    const words = waits ? 'feed.requested' : follows ? 'feed.followed' : 'feed.unfollowed';
    toast(say(words, { name: creator.name || creator.handle }));
  } catch (error) {
    set(!follows);
    complain(error);
  }
}

/** Saves, or lets go. After saving, `sort` opens the collections; what was let go can be brought back. */
export async function toggleSave(item: VideoItem, sort: () => void): Promise<void> {
  const { card } = item;
  const saved = !card.viewer.saved;
  if (!(await needPerson('save', `/v/${card.id}`))) return;
  const path = `/api/videos/${card.id}/save`;
  const set = (on: boolean) => {
    if (card.viewer.saved === on) return;
    card.viewer.saved = on;
    card.counts.saves = Math.max(0, card.counts.saves + (on ? 1 : -1));
  };
  set(saved);
  try {
    const outcome = await sendOrKeep<{ saves: number; collections?: string[] }>(saved ? 'PUT' : 'DELETE', path);
    if (outcome.kept) return;
    const { saves, collections = [] } = outcome.answer;
    card.counts.saves = saves;
    if (saved) toast(say('feed.saved'), { label: say('feed.sort'), run: sort });
    else toast(say('feed.unsaved'), { label: say('feed.undo'), run: () => void putBack(item, collections) });
  } catch (error) {
    set(!saved);
    complain(error);
  }
}

async function putBack({ card }: VideoItem, collections: string[]): Promise<void> {
  try {
    card.counts.saves = (await api.put<{ saves: number }>(`/api/videos/${card.id}/save`)).saves;
    card.viewer.saved = true;
    for (const id of collections) await api.put(`/api/collections/${id}/videos/${card.id}`);
  } catch (error) {
    complain(error);
  }
}

/** Shows a video on one's own profile, or no longer. */
export async function toggleRepost({ card }: VideoItem): Promise<void> {
  const on = !card.viewer.reposted;
  if (!(await needPerson('repost', `/v/${card.id}`))) return;
  const path = `/api/videos/${card.id}/repost`;
  try {
    const outcome = await sendOrKeep<{ reposts: number }>(on ? 'PUT' : 'DELETE', path);
    card.viewer.reposted = on;
    card.counts.reposts = outcome.kept ? Math.max(0, card.counts.reposts + (on ? 1 : -1)) : outcome.answer.reposts;
    if (!outcome.kept) toast(say(on ? 'feed.reposted' : 'feed.unreposted'));
  } catch (error) {
    complain(error);
  }
}

/** The system's own share sheet, where there is one. */
export async function shareElsewhere(item: VideoItem): Promise<void> {
  const url = `${location.origin}/v/${item.card.id}`;
  try {
    await navigator.share({ url, text: item.card.caption.slice(0, 140) });
    tell('share', about(item));
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) await copy(url);
  }
}

export async function copyLink(item: VideoItem): Promise<void> {
  await copy(`${location.origin}/v/${item.card.id}`);
  tell('share', about(item));
}

export const copy = (text: string): Promise<void> => copyText(text, say('feed.copied'));

/** Says what went wrong; a video that has gone says so itself, where its film was. */
function complain(error: unknown): void {
  if (!(error instanceof ApiError && error.code === 'no_such_video')) toast(problem(error));
}

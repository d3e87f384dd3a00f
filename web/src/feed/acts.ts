/** What a viewer does to a video or its creator: shown at once, taken back with a word when the server refuses. */
import { api } from '../api/client';
import { tell } from '../api/events';
import { needPerson } from '../app/session.svelte';
import { problem, toast } from '../app/toasts.svelte';
import { say } from '../i18n';
import type { Feed, VideoItem } from './feed.svelte';
import { about } from './player.svelte';

export async function toggleLike(item: VideoItem, feed: Feed): Promise<void> {
  const { card } = item;
  if (!needPerson('like', `/v/${card.id}`)) return;
  const liked = !card.viewer.liked;
  const set = (on: boolean) => {
    if (card.viewer.liked === on) return;
    card.viewer.liked = on;
    card.counts.likes = Math.max(0, card.counts.likes + (on ? 1 : -1));
  };
  set(liked);
  try {
    const path = `/api/videos/${card.id}/like`;
    const answer = await (liked ? api.put<{ likes: number }>(path) : api.delete<{ likes: number }>(path));
    if (card.viewer.liked === liked && typeof answer?.likes === 'number') card.counts.likes = answer.likes;
    tell(liked ? 'like' : 'unlike', about(item));
    if (liked) feed.react();
  } catch (error) {
    set(!liked);
    toast(problem(error));
  }
}

export async function toggleFollow(item: VideoItem, feed: Feed): Promise<void> {
  const { creator, viewer } = item.card;
  if (viewer.own || !needPerson('follow', `/v/${item.card.id}`)) return;
  const follows = !viewer.follows;
  const set = (on: boolean) => feed.change((card) => card.creator.id === creator.id, (card) => (card.viewer.follows = on));
  set(follows);
  try {
    const path = `/api/people/${encodeURIComponent(creator.handle)}/follow`;
    const standing = await (follows ? api.put<{ requested: boolean }>(path) : api.delete<null>(path));
    const waits = follows && standing?.requested === true; // a private account decides first
    if (waits) set(false);
    if (follows) tell('follow', about(item));
    const words = waits ? 'feed.requested' : follows ? 'feed.followed' : 'feed.unfollowed';
    toast(say(words, { name: creator.name || creator.handle }));
  } catch (error) {
    set(!follows);
    toast(problem(error));
  }
}

export async function share(item: VideoItem): Promise<void> {
  const url = `${location.origin}/v/${item.card.id}`;
  const text = item.card.caption.slice(0, 140);
  try {
    if (typeof navigator.share === 'function') await navigator.share({ url, text });
    else await copy(url);
    tell('share', about(item));
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) await copy(url).catch(() => toast(url));
  }
}

export async function copyLink(item: VideoItem): Promise<void> {
  await copy(`${location.origin}/v/${item.card.id}`).catch(() => {});
  tell('share', about(item));
}

async function copy(url: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(url);
    toast(say('feed.copied'));
  } else {
    toast(url); // an insecure origin has no clipboard: the address can at least be read
  }
}

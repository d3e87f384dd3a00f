/** The list that is being swiped through: what came, where we stand, when to ask for more. */
import { api, ApiError } from '../api/client';
import { flush } from '../api/events';
import type { FeedCard, FeedPage, VideoCard } from '../api/types';

export type VideoItem = { kind: 'video'; key: string; card: FeedCard; pageId: string; position: number };
export type Item = VideoItem | { kind: 'caught_up'; key: string };
export type Trouble = 'none' | 'offline' | 'server' | 'gone';

const SIZE = 8;
/** Ask for the next page when so many are left. */
const LEFT = 3;
/** After a page that did not come, while there is something left to watch. */
const AGAIN_MS = 4000;
const EMPTY_MS = 15_000;

export class Feed {
  items = $state<Item[]>([]);
  index = $state(0);
  busy = $state(false);
  trouble = $state<Trouble>('none');
  /** The server answered, and there is nothing at all to watch. */
  empty = $state(false);

  private generation = 0;
  private saidCaughtUp = false;
  /** After an empty page there is nothing to ask for, for a while. */
  private exhaustedUntil = 0;
  private again = 0;

  get current(): Item | undefined {
    return this.items[this.index];
  }

  /** Starts with one named video, or with whatever the feed has first; false when there is no such video to see. */
  async start(videoId = ''): Promise<boolean> {
    let found = true;
    if (videoId && !this.items.length) {
      this.busy = true;
      try {
        this.append([await api.get<VideoCard>(`/api/videos/${videoId}`)], '');
      } catch (error) {
        found = !(error instanceof ApiError) || error.status >= 500 || error.offline;
        this.trouble = found ? trouble(error) : 'gone';
        if (found) return true;
      } finally {
        this.busy = false;
      }
    }
    await this.more();
    return found;
  }

  /** Stands at another card. */
  stand(index: number): void {
    this.index = Math.max(0, Math.min(index, this.items.length - 1));
    if (this.items.length - 1 - this.index < LEFT) void this.more();
  }

  /** Asks for the next page, unless one is on its way or the last one was empty. */
  async more(again = false): Promise<void> {
    if (this.busy || (!again && Date.now() < this.exhaustedUntil)) return;
    clearTimeout(this.again);
    this.busy = true;
    const generation = ++this.generation;
    try {
      if (this.items.length) await flush(); // the page should know what was just watched
      const have = this.items.slice(this.index).flatMap((item) => (item.kind === 'video' ? [item.card.id] : []));
      const page = await api.post<FeedPage>('/api/feed/page', { have, size: SIZE });
      if (generation === this.generation) this.take(page);
    } catch (error) {
      if (generation !== this.generation) return;
      this.trouble = trouble(error);
      if (this.items.length) this.again = window.setTimeout(() => void this.more(true), AGAIN_MS);
    } finally {
      if (generation === this.generation) this.busy = false;
    }
  }

  /** After a strong signal: what is not yet near is dropped and asked for anew, so that it shows soon.
   *
   * Near is what the player already fetched something of: by itself the next two cards.
   */
  react(near = 2): void {
    const keep = this.index + 1 + near;
    if (this.items.slice(keep).some((item) => item.kind === 'caught_up')) this.saidCaughtUp = false;
    if (this.items.length > keep) this.items = this.items.slice(0, keep);
    this.generation++; // an answer on its way was made without the signal
    this.busy = false;
    void this.more(true);
  }

  /** Takes cards out of what is still to come. */
  drop(unwanted: (card: FeedCard) => boolean): void {
    this.items = this.items.filter((item, i) => i <= this.index || item.kind !== 'video' || !unwanted(item.card));
  }

  /** Changes every card of the list that fits, for example after following its creator. */
  change(fits: (card: FeedCard) => boolean, act: (card: FeedCard) => void): void {
    for (const item of this.items) if (item.kind === 'video' && fits(item.card)) act(item.card);
  }

  private take(page: FeedPage): void {
    this.trouble = 'none';
    const held = new Set(this.items.slice(this.index).flatMap((item) => (item.kind === 'video' ? [item.card.id] : [])));
    const cards = page.cards.filter((card) => !held.has(card.id));
    const recycled = cards.findIndex((card) => card.trace?.recycled);
    const cut = recycled >= 0 ? recycled : cards.length;
    this.append(cards.slice(0, cut), page.page_id);
    if (page.caught_up && !this.saidCaughtUp && this.items.length) {
      this.saidCaughtUp = true;
      this.items.push({ kind: 'caught_up', key: `end-${page.page_id}` });
    }
    this.append(cards.slice(cut), page.page_id, cut);
    this.exhaustedUntil = cards.length === 0 ? Date.now() + EMPTY_MS : 0;
    this.empty = this.items.length === 0;
  }

  private append(cards: FeedCard[], pageId: string, from = 0): void {
    this.items.push(
      ...cards.map((card, i) => ({ kind: 'video' as const, key: `${pageId}.${from + i}.${card.id}`, card, pageId, position: from + i })),
    );
  }
}

function trouble(error: unknown): Trouble {
  return error instanceof ApiError && error.offline ? 'offline' : 'server';
}

/** The feed of «/» outlives its screen: coming back from a profile, one stands where one stood. */
let home: Feed | null = null;

export function feedOf(videoId: string | undefined): Feed {
  if (videoId) return new Feed();
  home ??= new Feed();
  return home;
}

/** Another person sits down: their feed begins anew. */
export function forgetFeed(): void {
  home = null;
}

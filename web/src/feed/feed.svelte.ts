/** The list that is being swiped through: what came, where we stand, when to ask for more. */
import { api, ApiError } from '../api/client';
import type { FeedCard, VideoCard } from '../api/types';
import { onHush } from '../app/hush';
import { forgetKept } from '../app/kept';
import { isAbout } from '../kernels/mute';
import { begun } from './begun';
import { sourceOf, taken } from './lists';
import { forgetMet } from '../api/met';
import { nextPage, type Kind, type Mode, type Page } from './sources';

export type VideoItem = { kind: 'video'; key: string; card: FeedCard; pageId: string; position: number };
export type Item = VideoItem | { kind: 'caught_up' | 'begin'; key: string };
export type Trouble = 'none' | 'offline' | 'server' | 'gone' | 'stranger';

/** A newcomer is asked what they like after so many videos. */
const BEFORE_ASKING = 2;
/** Ask for the next page when so many are left. */
const LEFT = 3;
/** After a page that did not come, while there is something left to watch. */
const AGAIN_MS = 4000;
const EMPTY_MS = 15_000;
/** A feed that is sorted by time is begun anew after so long away from it. */
const STALE_MS = 5 * 60_000;

export class Feed {
  items = $state<Item[]>([]);
  index = $state(0);
  busy = $state(false);
  trouble = $state<Trouble>('none');
  /** The server answered, and there is nothing at all to watch. */
  empty = $state(false);

  /** How the last page was made. */
  mode = $state<Mode>('learning');

  private generation = 0;
  private saidCaughtUp = false;
  /** After an empty page there is nothing to ask for, for a while. */
  private exhaustedUntil = 0;
  private again = 0;
  private cursor = '';
  private askedAt = Date.now();

  /** `list`: the name of the list that a video was opened from. */
  constructor(
    readonly kind: Kind = 'for_you',
    readonly list = '',
  ) {}

  get current(): Item | undefined {
    return this.items[this.index];
  }

  /** Starts with one named video, or with whatever the feed has first; false when there is no such video to see. */
  async start(videoId = ''): Promise<boolean> {
    let found = true;
    if (videoId && this.list && this.open(videoId)) return true;
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

  /** Stands at a video of the list as far as that was handed over. */
  private open(videoId: string): boolean {
    const page = taken(this.list, videoId);
    if (!page || this.items.length) return false;
    this.append(page.cards, '');
    this.index = page.cards.findIndex((card) => card.id === videoId);
    this.cursor = page.next;
    if (!page.next) {
      this.exhaustedUntil = Infinity;
      this.items.push({ kind: 'caught_up', key: 'end' });
    }
    this.stand(this.index);
    return true;
  }

  /** Whether a video may still be seen, as far as anybody answers. */
  async stands(videoId: string): Promise<boolean> {
    try {
      await api.get(`/api/videos/${videoId}`);
      return true;
    } catch (error) {
      return !(error instanceof ApiError && (error.status === 403 || error.status === 404));
    }
  }

  /** Begins anew, from the top. */
  async renew(): Promise<void> {
    this.generation++;
    Object.assign(this, { items: [], index: 0, cursor: '', busy: false, empty: false, saidCaughtUp: false, exhaustedUntil: 0 });
    await this.more(true);
  }

  /** Sorted by time, and left alone for so long that the top of it is elsewhere now. */
  get stale(): boolean {
    return this.kind !== 'for_you' && this.kind !== 'list' && Date.now() - this.askedAt > STALE_MS;
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
      const have = this.items.slice(this.index).flatMap((item) => (item.kind === 'video' ? [item.card.id] : []));
      const page = await nextPage(this.kind, have, this.cursor, this.items.length > 0, this.list, this.index);
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
    if (this.kind !== 'for_you') return; // time alone sorts it
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

  /** Takes cards out of the whole list, also those already met; stands at what comes after them. */
  banish(unwanted: (card: FeedCard) => boolean): void {
    const wanted = (item: Item) => item.kind !== 'video' || !unwanted(item.card);
    const before = this.items.slice(0, this.index).filter(wanted).length;
    this.items = this.items.filter(wanted);
    this.index = Math.max(0, Math.min(before, this.items.length - 1));
    if (this.kind === 'for_you') this.react(0);
    else if (!this.items.length) void this.renew();
  }

  /** Changes every card of the list that fits, for example after following its creator. */
  change(fits: (card: FeedCard) => boolean, act: (card: FeedCard) => void): void {
    for (const item of this.items) if (item.kind === 'video' && fits(item.card)) act(item.card);
  }

  private take(page: Page): void {
    this.trouble = 'none';
    this.cursor = page.next;
    this.mode = page.mode;
    this.askedAt = Date.now();
    const since = this.kind === 'for_you' ? this.index : 0; // what is sorted by time never comes back
    const held = new Set(this.items.slice(since).flatMap((item) => (item.kind === 'video' ? [item.card.id] : [])));
    const cards = page.cards.filter((card) => !held.has(card.id));
    const recycled = cards.findIndex((card) => card.trace?.recycled);
    const cut = recycled >= 0 ? recycled : cards.length;
    this.append(cards.slice(0, cut), page.id);
    if (page.caughtUp && !this.saidCaughtUp && this.items.length) {
      this.saidCaughtUp = true;
      this.items.push({ kind: 'caught_up', key: `end-${page.id}` });
    }
    this.append(cards.slice(cut), page.id, cut);
    if (page.begins) this.ask();
    const over = this.kind === 'for_you' ? cards.length === 0 : page.next === '';
    this.exhaustedUntil = over ? (this.kind === 'list' ? Infinity : Date.now() + EMPTY_MS) : 0;
    this.empty = this.items.length === 0;
    if (this.empty && (this.kind === 'for_you' || this.kind === 'newest')) this.lookLater();
  }

  /** Nothing is there yet: the first video comes by itself, to whoever waits before an empty page. */
  private lookLater(): void {
    this.again = window.setTimeout(() => {
      if (!this.empty) return;
      if (document.visibilityState === 'visible') void this.more(true);
      else this.lookLater();
    }, AGAIN_MS);
  }

  /** Puts the card that asks a newcomer between two videos, where nothing has been looked at yet. */
  private ask(): void {
    const asked = this.items.some((item) => item.kind === 'begin');
    if (asked || begun() || this.index >= BEFORE_ASKING || this.items.length <= BEFORE_ASKING) return;
    this.items.splice(BEFORE_ASKING, 0, { kind: 'begin', key: 'begin' });
  }

  /** The question was answered: what follows is asked for anew, and takes the place of the card. */
  async answered(): Promise<void> {
    const at = this.items.findIndex((item) => item.kind === 'begin');
    this.items = this.items.slice(0, at + 1);
    this.generation++;
    this.busy = false;
    await this.more(true);
    if (this.items.length > at + 1) this.items.splice(at, 1);
  }

  private append(cards: FeedCard[], pageId: string, from = 0): void {
    this.items.push(
      ...cards.map((card, i) => ({ kind: 'video' as const, key: `${pageId}.${from + i}.${card.id}`, card, pageId, position: from + i })),
    );
  }
}

function trouble(error: unknown): Trouble {
  if (error instanceof ApiError && error.status === 401) return 'stranger';
  return error instanceof ApiError && error.offline ? 'offline' : 'server';
}

/** The feeds outlive their screen: coming back from a profile, one stands where one stood. */
const kept = new Map<Kind, Feed>();

export function feedOf(videoId: string | undefined, kind: Kind = 'for_you', list = ''): Feed {
  if (videoId) return sourceOf(list) ? new Feed('list', list) : new Feed();
  const feed = kept.get(kind) ?? new Feed(kind);
  kept.set(kind, feed);
  return feed;
}

/** What was chosen elsewhere: the next look at «For you» begins with pages that heed it. */
export function forgetPages(): void {
  kept.delete('for_you');
}

/** Another person sits down: their feeds begin anew. */
export function forgetFeed(): void {
  kept.clear();
  forgetKept();
  forgetMet();
}

onHush((what) => kept.forEach((feed) => feed.banish((card) => isAbout(card, what))));

/** What an event says of the video it is about. */
export function about(item: VideoItem) {
  return { video_id: item.card.id, page_id: item.pageId, position: item.position };
}

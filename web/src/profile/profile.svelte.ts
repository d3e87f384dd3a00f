/** Somebody's profile and the videos of it, as far as they are loaded. */
import { api, ApiError } from '../api/client';
import type { Collection, Door, PersonCard, Shelves, VideoCard } from '../api/types';

export type Standing = { follows: boolean; requested: boolean; followed_by: boolean; blocked: boolean; muted: boolean; own: boolean };
/** A row of videos on a profile. */
export type Shelf = 'videos' | 'reposts' | 'saved' | 'likes';
export type Person = PersonCard & {
  bio: string;
  is_private: boolean;
  counts: { followers: number; following: number; videos: number };
  standing: Standing;
};

export class Profile {
  person = $state<Person | null>(null);
  /** The viewer may write to them, or has. */
  talks = $state(false);
  cards = $state<VideoCard[]>([]);
  /** There are more cards to ask for. */
  more = $state(false);
  missing = $state(false);
  trouble = $state<unknown>(null);
  loading = $state(false);
  shelf = $state<Shelf>('videos');
  shelves = $state<Shelves | null>(null);
  /** Of «saved»: the collections, and the one that is looked at. */
  collections = $state<Collection[]>([]);
  collection = $state('');
  next = '';
  /** Counts the shelves looked at: an answer for an older one comes too late. */
  private turn = 0;

  constructor(readonly handle: string) {}

  async load(): Promise<void> {
    this.trouble = null;
    try {
      this.person = await api.get<Person>(`/api/people/${encodeURIComponent(this.handle)}`);
      if (this.locked || this.person.standing.blocked) this.clear(false);
      else {
        this.shelves = await api.get<Shelves>(`/api/people/${encodeURIComponent(this.handle)}/shelves`);
        await this.look(this.shelf, this.collection);
      }
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) this.missing = true;
      else this.trouble = error;
    }
  }

  /** Whether there is a conversation with them, or could be. */
  async knock(): Promise<void> {
    const door = await api.get<Door>(`/api/people/${encodeURIComponent(this.handle)}/conversation`).catch(() => null);
    this.talks = !!door && (door.reach !== 'no' || door.conversation_id !== '');
  }

  /** Looks at another row of videos, from its start. */
  async look(shelf: Shelf, collection = ''): Promise<void> {
    this.shelf = shelf;
    this.collection = collection;
    this.clear(true);
    if (shelf === 'saved') void this.loadCollections();
    await this.loadMore();
  }

  async loadCollections(): Promise<void> {
    this.collections = (await api.get<{ collections: Collection[] }>('/api/collections').catch(() => ({ collections: [] }))).collections;
  }

  private clear(more: boolean): void {
    this.turn += 1;
    this.loading = false;
    this.cards = [];
    this.next = '';
    this.more = more;
  }

  /** The name of what is looked at, for swiping on in it (see feed/lists). */
  get list(): string {
    if (this.shelf === 'saved') return this.collection ? `collection/${this.collection}` : 'saved';
    return `@${this.handle}/${this.shelf}`;
  }

  private get path(): string {
    if (this.shelf === 'saved') return this.collection ? `/api/collections/${this.collection}/videos` : '/api/saved';
    return `/api/people/${encodeURIComponent(this.handle)}/${this.shelf}`;
  }

  async loadMore(): Promise<void> {
    if (this.loading || !this.more) return;
    this.loading = true;
    const turn = this.turn;
    try {
      const query = this.next ? `?cursor=${encodeURIComponent(this.next)}` : '';
      const page = await api.get<{ cards: VideoCard[]; next: string | null }>(`${this.path}${query}`);
      if (turn !== this.turn) return;
      const known = new Set(this.cards.map((card) => card.id));
      this.cards.push(...page.cards.filter((card) => !known.has(card.id)));
      this.next = page.next ?? '';
      this.more = Boolean(page.next);
    } catch (error) {
      if (turn !== this.turn) return;
      if (!this.cards.length) this.trouble = error;
      this.more = false;
    } finally {
      if (turn === this.turn) this.loading = false;
    }
  }

  /** A private account that this viewer does not follow. */
  get locked(): boolean {
    const { person } = this;
    return person !== null && person.is_private && !person.standing.own && !person.standing.follows;
  }

  async setFollow(follow: boolean): Promise<void> {
    const { person } = this;
    if (!person) return;
    const path = `/api/people/${encodeURIComponent(this.handle)}/follow`;
    const before = person.standing.follows;
    person.standing = await (follow ? api.put<Standing>(path) : api.delete<Standing>(path));
    person.counts.followers += Number(person.standing.follows) - Number(before);
    if (person.is_private && before !== person.standing.follows) await this.load();
  }

  async setMute(mute: boolean): Promise<void> {
    const { person } = this;
    const path = `/api/people/${encodeURIComponent(this.handle)}/mute`;
    if (person) person.standing = await (mute ? api.put<Standing>(path) : api.delete<Standing>(path));
  }

  async unblock(): Promise<void> {
    await api.delete(`/api/people/${encodeURIComponent(this.handle)}/block`);
    await this.load();
  }
}

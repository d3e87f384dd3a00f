/** A search as it is being typed: what is asked, what came, and the next page of it. */
import { api } from '../api/client';
import type { Found } from '../api/types';

export const KINDS = ['all', 'people', 'videos', 'tags', 'sounds'] as const;
export const SINCE = ['any', 'day', 'week', 'month', 'year'] as const;
export const LENGTHS = ['any', 'short', 'medium', 'long'] as const;
export const SORTS = ['best', 'newest'] as const;
export type Kind = (typeof KINDS)[number];

/** Milliseconds without a key before the server is asked. */
const PAUSE_MS = 160;

export class Search {
  q = $state('');
  kind = $state<Kind>('all');
  since = $state<(typeof SINCE)[number]>('any');
  length = $state<(typeof LENGTHS)[number]>('any');
  sort = $state<(typeof SORTS)[number]>('best');
  found = $state.raw<Found | null>(null);
  /** What the present answer answers. */
  answered = $state('');
  loading = $state(false);
  trouble = $state.raw<unknown>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private going: AbortController | null = null;

  constructor(query: URLSearchParams) {
    this.q = query.get('q') ?? '';
    this.kind = one(KINDS, query.get('kind'));
    this.since = one(SINCE, query.get('since'));
    this.length = one(LENGTHS, query.get('length'));
    this.sort = one(SORTS, query.get('sort'));
  }

  get empty(): boolean {
    return this.q.trim() === '';
  }

  get nothing(): boolean {
    const { found } = this;
    return found !== null && !count(found) && !found.next;
  }

  /** The address of this search: to come back to, or to give to somebody. */
  get address(): string {
    const query = this.query();
    return query.size ? `/search?${query}` : '/search';
  }

  /** Asks after a short pause, so that not every letter is a question. */
  typed(): void {
    clearTimeout(this.timer);
    if (this.empty) return this.forget();
    this.timer = setTimeout(() => void this.ask(), PAUSE_MS);
  }

  /** Asks at once. An answer that is overtaken by another question is not shown. */
  async ask(): Promise<void> {
    clearTimeout(this.timer);
    this.going?.abort();
    if (this.empty) return this.forget();
    const mine = (this.going = new AbortController());
    this.loading = true;
    try {
      const found = await api.get<Found>(`/api/search?${this.query()}`, { signal: mine.signal });
      if (mine !== this.going) return;
      this.found = found;
      this.answered = this.q.trim();
      this.trouble = null;
    } catch (error) {
      if (mine === this.going) this.trouble = error;
    } finally {
      if (mine === this.going) this.loading = false;
    }
  }

  async more(): Promise<void> {
    const before = this.found;
    if (this.loading || !before?.next) return;
    const mine = this.going;
    this.loading = true;
    try {
      const query = this.query();
      query.set('cursor', before.next);
      const page = await api.get<Found>(`/api/search?${query}`);
      if (mine !== this.going) return;
      const people = new Set(before.people.map((person) => person.id));
      const videos = new Set(before.videos.map((video) => video.id));
      this.found = {
        people: [...before.people, ...page.people.filter((person) => !people.has(person.id))],
        videos: [...before.videos, ...page.videos.filter((video) => !videos.has(video.id))],
        tags: [...before.tags, ...page.tags],
        sounds: [...before.sounds, ...page.sounds],
        next: page.next,
      };
    } catch (error) {
      if (mine === this.going) this.trouble = error;
    } finally {
      if (mine === this.going) this.loading = false;
    }
  }

  leave(): void {
    clearTimeout(this.timer);
    this.going?.abort();
    this.going = null;
  }

  private forget(): void {
    this.leave();
    this.found = this.trouble = null;
    this.answered = '';
    this.loading = false;
  }

  private query(): URLSearchParams {
    const query = new URLSearchParams();
    if (!this.empty) query.set('q', this.q.trim().slice(0, 200));
    if (this.kind !== 'all') query.set('kind', this.kind);
    if (this.kind !== 'videos') return query;
    if (this.since !== 'any') query.set('since', this.since);
    if (this.length !== 'any') query.set('length', this.length);
    if (this.sort !== 'best') query.set('sort', this.sort);
    return query;
  }
}

/** How many finds of all kinds an answer holds. */
export function count(found: Found): number {
  return found.people.length + found.videos.length + found.tags.length + found.sounds.length;
}

function one<T extends string>(known: readonly [T, ...T[]], wish: string | null): T {
  return known.find((value) => value === wish) ?? known[0];
}

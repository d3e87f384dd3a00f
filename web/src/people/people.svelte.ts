/** A list of people as far as it is loaded, and what one does to those on it. */
import { api } from '../api/client';
import type { PersonCard } from '../api/types';

export type Tie = { follows: boolean; requested: boolean; followed_by: boolean; own: boolean };
export type Suggestion = { reason: 'friends' | 'watched'; via: string[]; more: number };
export type Listed = PersonCard & { is_private: boolean; standing: Tie; suggestion?: Suggestion };
export type Which = 'followers' | 'following' | 'suggested';

const STRANGER: Tie = { follows: false, requested: false, followed_by: false, own: false };

export class People {
  list = $state<Listed[]>([]);
  more = $state(true);
  loading = $state(false);
  trouble = $state<unknown>(null);
  private next = '';

  constructor(
    readonly handle: string,
    readonly which: Which,
  ) {}

  async load(): Promise<void> {
    if (this.loading || !this.more) return;
    this.loading = true;
    this.trouble = null;
    try {
      if (this.which === 'suggested') await this.suggest();
      else await this.page();
    } catch (error) {
      this.trouble = error;
      this.more = false;
    }
    this.loading = false;
  }

  /** Asks again after something went wrong. */
  again(): Promise<void> {
    this.more = true;
    return this.load();
  }

  drop(person: Listed): void {
    this.list = this.list.filter((other) => other.id !== person.id);
  }

  private async page(): Promise<void> {
    const path = `${address(this.handle)}/${this.which}?cursor=${encodeURIComponent(this.next)}`;
    const page = await api.get<{ people: Listed[]; next: string }>(path);
    const known = new Set(this.list.map((person) => person.id));
    this.list.push(...page.people.filter((person) => !known.has(person.id)));
    this.next = page.next;
    this.more = page.next !== '';
  }

  private async suggest(): Promise<void> {
    const { people } = await api.get<{ people: (PersonCard & Suggestion)[] }>('/api/suggestions');
    this.list = people.map((one) => ({ ...one, is_private: false, standing: { ...STRANGER }, suggestion: one }));
    this.more = false;
  }
}

export async function setFollow(person: Listed, follow: boolean): Promise<void> {
  const path = `${address(person.handle)}/follow`;
  person.standing = await (follow ? api.put<Tie>(path) : api.delete<Tie>(path));
}

export async function removeFollower(person: Listed): Promise<void> {
  await api.delete(`${address(person.handle)}/follower`);
}

export function address(handle: string): string {
  return `/api/people/${encodeURIComponent(handle)}`;
}

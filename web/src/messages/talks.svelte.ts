/** One's conversations, as far as they are loaded, and what strangers ask. Kept while one walks around. */
import { api } from '../api/client';
import type { Conversation, ConversationPage } from '../api/types';
import { session } from '../app/session.svelte';

export class Talks {
  list = $state<Conversation[]>([]);
  /** There are more to ask for. */
  more = $state(true);
  loading = $state(false);
  loaded = $state(false);
  trouble = $state<unknown>(null);
  private next = '';

  constructor(readonly requests: boolean) {}

  /** The newest ones anew; what was loaded below stays. */
  async refresh(): Promise<void> {
    const page = await this.fetch('');
    if (!page) return;
    const fresh = new Set(page.conversations.map((one) => one.id));
    const end = page.conversations.at(-1)?.latest_ms ?? 0;
    const below = page.next ? this.list.filter((one) => !fresh.has(one.id) && one.latest_ms <= end) : [];
    this.list = [...page.conversations, ...below];
    if (!below.length) this.goOnAt(page.next);
    this.loaded = true;
    if (!this.list.length && this.more) await this.loadMore();
  }

  async loadMore(): Promise<void> {
    const page = this.more ? await this.fetch(this.next) : null;
    if (!page) return;
    const known = new Set(this.list.map((one) => one.id));
    this.list.push(...page.conversations.filter((one) => !known.has(one.id)));
    this.goOnAt(page.next);
    if (!this.list.length && this.more) await this.loadMore(); // a page of people who are blocked is no end
  }

  /** Takes over what is now known of one conversation; it moves to the top when something was said. */
  put(one: Conversation): void {
    const belongs = (one.state === 'asked') === this.requests;
    const others = this.list.filter((other) => other.id !== one.id);
    this.list = belongs ? [...others, one].sort((a, b) => b.latest_ms - a.latest_ms) : others;
  }

  drop(id: string): void {
    this.list = this.list.filter((one) => one.id !== id);
  }

  private goOnAt(next: string): void {
    this.next = next;
    this.more = next !== '';
  }

  private async fetch(cursor: string): Promise<ConversationPage | null> {
    if (this.loading) return null;
    this.loading = true;
    this.trouble = null;
    try {
      const query = new URLSearchParams({ ...(this.requests ? { requests: 'true' } : {}), ...(cursor ? { cursor } : {}) });
      return await api.get<ConversationPage>(`/api/conversations?${query}`);
    } catch (error) {
      this.trouble = error;
      return null;
    } finally {
      this.loading = false;
    }
  }
}

let mine = { person: '', talks: new Talks(false), asked: new Talks(true) };

/** The lists of whoever is logged in; nothing of somebody before them is left. */
export function lists(): { talks: Talks; asked: Talks } {
  const person = session.person?.id ?? '';
  if (mine.person !== person) mine = { person, talks: new Talks(false), asked: new Talks(true) };
  return mine;
}

/** What a conversation is called: its name, or whoever is in it. */
export function title(one: Conversation, nobody: string): string {
  const names = one.others.map((other) => other.person.name || other.person.handle || nobody);
  return one.name || names.join(', ') || nobody;
}

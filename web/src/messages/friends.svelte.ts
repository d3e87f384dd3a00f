/** People to whom one may write at once, as far as they are loaded. */
import { api } from '../api/client';
import type { Message } from '../api/types';

export type Friend = Message['author'];
type Page = { people: Friend[]; next: string };

export class Friends {
  list = $state<Friend[]>([]);
  more = $state(true);
  loading = $state(false);
  trouble = $state<unknown>(null);
  private next = '';

  async load(): Promise<void> {
    if (this.loading || !this.more) return;
    this.loading = true;
    this.trouble = null;
    try {
      const page = await api.get<Page>(`/api/messages/friends${this.next ? `?cursor=${this.next}` : ''}`);
      const known = new Set(this.list.map((one) => one.id));
      this.list.push(...page.people.filter((one) => !known.has(one.id)));
      this.next = page.next;
      this.more = page.next !== '';
    } catch (error) {
      this.trouble = error;
    } finally {
      this.loading = false;
    }
    if (this.more && !this.list.length && !this.trouble) await this.load(); // a page whose people can't be written to
  }

  /** Those whose name or handle has these letters; accents and case don't matter. */
  like(text: string): Friend[] {
    const plain = (s: string) => s.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    const wanted = plain(text.trim().replace(/^@/, ''));
    return wanted ? this.list.filter((one) => plain(`${one.name} ${one.handle}`).includes(wanted)) : this.list;
  }
}

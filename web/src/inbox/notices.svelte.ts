/** What one was told, as far as it is loaded. */
import { api } from '../api/client';
import type { paths } from '../api/schema';
import { nowUnread } from '../app/unread.svelte';

type Page = paths['/api/notices']['get']['responses'][200]['content']['application/json'];
export type Notice = Page['notices'][number];
export type Kind =
  'like' | 'repost' | 'comment' | 'reply' | 'comment_like' | 'mention' | 'pinned' | 'answer' | 'follow' | 'request' | 'accepted' | 'ready' | 'stopped' | 'device' | 'export' | 'judged' | 'taken' | 'report' | 'used' | 'part_gone' | 'alike' | 'message' | 'message_request';

export class Notices {
  list = $state<Notice[]>([]);
  /** There are more to ask for. */
  more = $state(true);
  loading = $state(false);
  trouble = $state<unknown>(null);
  private next = '';

  /** From the top; what is shown then counts as read, and stays marked as new until the page is left. */
  async load(): Promise<void> {
    this.next = '';
    this.more = true;
    const page = await this.fetch();
    if (!page) return;
    this.list = page.notices;
    const newest = page.notices[0];
    if (newest) await this.markRead(newest.at_ms);
    await this.fill();
  }

  async loadMore(): Promise<void> {
    const page = this.more ? await this.fetch() : null;
    if (!page) return;
    const known = new Set(this.list.map((one) => one.id));
    this.list.push(...page.notices.filter((one) => !known.has(one.id)));
    await this.fill();
  }

  drop(id: string): void {
    this.list = this.list.filter((one) => one.id !== id);
  }

  /** A page whose notices may all not be shown any more is no end: go on until there is something. */
  private async fill(): Promise<void> {
    if (this.more && !this.trouble && this.list.length === 0) await this.loadMore();
  }

  private async fetch(): Promise<Page | null> {
    if (this.loading) return null;
    this.loading = true;
    this.trouble = null;
    try {
      const page = await api.get<Page>(`/api/notices${this.next ? `?cursor=${encodeURIComponent(this.next)}` : ''}`);
      this.next = page.next;
      this.more = page.next !== '';
      return page;
    } catch (error) {
      this.trouble = error;
      return null;
    } finally {
      this.loading = false;
    }
  }

  private async markRead(until_ms: number): Promise<void> {
    await api.post<{ unread: number }>('/api/notices/read', { until_ms }).then(
      (answer) => nowUnread(answer.unread),
      () => {}, // they stay new; the next visit tries again
    );
  }
}

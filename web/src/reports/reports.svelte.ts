/** What one reported, as far as it is loaded. */
import { api } from '../api/client';
import type { paths } from '../api/schema';

type Page = paths['/api/reports']['get']['responses'][200]['content']['application/json'];
export type Report = Page['reports'][number];

export class Reports {
  list = $state<Report[]>([]);
  /** There are more to ask for. */
  more = $state(false);
  loading = $state(false);
  trouble = $state<unknown>(null);
  private next = '';

  /** The first page; raises what went wrong. */
  async begin(): Promise<this> {
    this.take(await api.get<Page>('/api/reports'));
    return this;
  }

  async loadMore(): Promise<void> {
    if (this.loading || !this.more) return;
    this.loading = true;
    this.trouble = null;
    try {
      this.take(await api.get<Page>(`/api/reports?cursor=${encodeURIComponent(this.next)}`));
    } catch (error) {
      this.trouble = error;
    }
    this.loading = false;
  }

  private take(page: Page): void {
    const known = new Set(this.list.map((one) => one.id));
    this.list.push(...page.reports.filter((one) => !known.has(one.id)));
    this.next = page.next;
    this.more = page.next !== '';
  }
}

/** A list that the server gives page by page, as far as it is loaded. */
export class Paged<T extends { id: string }> {
  list = $state<T[]>([]);
  /** There are more to ask for. */
  more = $state(false);
  loading = $state(false);
  trouble = $state<unknown>(null);
  private next = '';

  /** `ask`: the page at a cursor; an empty one is the first. */
  constructor(private readonly ask: (cursor: string) => Promise<{ rows: readonly T[]; next: string }>) {}

  /** The first page; raises what went wrong. */
  async begin(): Promise<this> {
    await this.take();
    return this;
  }

  async loadMore(): Promise<void> {
    if (this.loading || !this.more) return;
    this.loading = true;
    this.trouble = null;
    try {
      await this.take();
    } catch (error) {
      this.trouble = error;
    }
    this.loading = false;
  }

  /** What one of them is by now. */
  put(now: T): void {
    this.list = this.list.map((one) => (one.id === now.id ? now : one));
  }

  private async take(): Promise<void> {
    const page = await this.ask(this.next);
    const known = new Set(this.list.map((one) => one.id));
    this.list.push(...page.rows.filter((one) => !known.has(one.id)));
    this.next = page.next;
    this.more = page.next !== '';
  }
}

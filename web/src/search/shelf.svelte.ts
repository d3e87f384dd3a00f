/** The page of a tag, a sound or what was made of a video: what stands at its head, and its videos as far as they are loaded. */
import { api } from '../api/client';
import type { SoundPage, TagPage, Uses, VideoCard } from '../api/types';

export class Shelf<Page extends TagPage | SoundPage | Uses> {
  /** The first page: everything but the cards is read from it. */
  head = $state.raw<Page | null>(null);
  cards = $state.raw<Page['cards']>([]);
  trouble = $state.raw<unknown>(null);
  loading = $state(false);
  /** Cursor of the next page; empty at the end. */
  next = $state('');

  constructor(private readonly address: string) {}

  get more(): boolean {
    return this.next !== '';
  }

  /** Takes out what was muted or blocked just now. */
  drop(unwanted: (card: VideoCard) => boolean): void {
    this.cards = this.cards.filter((card) => !unwanted(card));
  }

  /** Loads the first page, or the next one. */
  async load(): Promise<void> {
    if (this.loading || (this.head && !this.next)) return;
    this.loading = true;
    try {
      const page = await api.get<Page>(this.next ? `${this.address}?cursor=${encodeURIComponent(this.next)}` : this.address);
      this.head ??= page;
      const known = new Set(this.cards.map((card) => card.id));
      this.next = page.next;
      this.cards = [...this.cards, ...page.cards.filter((card) => !known.has(card.id))];
      this.trouble = null;
    } catch (error) {
      this.trouble = error;
    }
    this.loading = false;
  }
}

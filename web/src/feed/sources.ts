/** Where a feed's pages come from: ranked for this viewer, or simply newest first. */
import { api } from '../api/client';
import { flush } from '../api/events';
import { met, setLearning } from '../api/met';
import type { FeedCard, FeedPage, Stream } from '../api/types';
import { listPage } from './lists';

/** for_you is ranked; following is everything of those one follows; newest is one's language, and tells the
 * server nothing about what was watched; list is what a video was opened from. */
export type Kind = 'for_you' | 'following' | 'newest' | 'list';
export type Mode = FeedPage['mode'];
export type Page = { id: string; cards: FeedCard[]; caughtUp: boolean; next: string; mode: Mode; begins: boolean };

const SIZE = 8;
/** At the beginning of a sitting it is asked more often, so that what they just watched shows soon. */
const SMALL = 4;
const SETTLED_AFTER = 16;
const TRACE = { following: 'follows', newest: 'newest' } as const;

/** The page after what the player holds (`have`), or after a cursor; `watched` cards were met in this feed. */
export async function nextPage(kind: Kind, have: string[], cursor: string, begun: boolean, list = '', watched = 0): Promise<Page> {
  if (kind === 'list') {
    const page = await listPage(list, cursor);
    return { id: '', cards: page.cards, caughtUp: page.next === '', next: page.next, mode: 'learning', begins: false };
  }
  if (kind === 'for_you') {
    if (begun) await flush(); // the page should know what was just watched
    const page = await api.post<FeedPage>('/api/feed/page', { have, size: watched < SETTLED_AFTER ? SMALL : SIZE, met: met() });
    setLearning(page.mode === 'learning');
    return { id: page.page_id, cards: page.cards, caughtUp: page.caught_up, next: '', mode: page.mode, begins: page.begins };
  }
  const page = await api.get<Stream>(`/api/feed/${kind}?size=${SIZE}&cursor=${encodeURIComponent(cursor)}`);
  const trace = { source: TRACE[kind], explore: false, recycled: false };
  return { id: '', cards: page.cards.map((card) => ({ ...card, trace })), caughtUp: page.next === '', next: page.next, mode: 'learning', begins: false };
}

export function kindOf(path: string): Kind {
  return path === '/following' ? 'following' : path === '/newest' ? 'newest' : 'for_you';
}

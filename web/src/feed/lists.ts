/** Lists that a video was opened from: swiping goes on in them, not in the feed.
 *
 * A list is named in the address (/v/<id>?in=tag/sea), so that a reload and a shared tab know it too. Whoever
 * opens a video hands over what is loaded already, and finds its page as it was left when the browser goes back.
 */
import { api } from '../api/client';
import type { VideoCard } from '../api/types';
import { session } from '../app/session.svelte';

export type ListPage = { cards: VideoCard[]; next: string };
type Loaded = ListPage & { name: string };

/** Where a list comes from; undefined: there is no list of this name. */
export function sourceOf(name: string): string | undefined {
  const [kind = '', rest = ''] = split(name);
  if (kind === 'tag' && rest) return `/api/tags/${encodeURIComponent(rest)}`;
  if (kind === 'sound' && rest) return `/api/sounds/${encodeURIComponent(rest)}`;
  if (kind === 'uses' && rest) return `/api/videos/${encodeURIComponent(rest)}/uses`;
  if (kind === 'collection' && rest) return `/api/collections/${encodeURIComponent(rest)}/videos`;
  if (kind === 'saved') return '/api/saved';
  if (kind.startsWith('@') && ['videos', 'reposts', 'likes'].includes(rest)) return `/api/people/${encodeURIComponent(kind.slice(1))}/${rest}`;
  return undefined;
}

export async function listPage(name: string, cursor: string): Promise<ListPage> {
  const page = await api.get<{ cards: VideoCard[]; next: string | null }>(`${sourceOf(name)}?cursor=${encodeURIComponent(cursor)}`);
  return { cards: page.cards, next: page.next ?? '' };
}

/** The address of a video as a part of a list. */
export const within = (id: string, name: string) => `/v/${id}?in=${encodeURIComponent(name)}`;

/** The page that shows a list whole. */
export function pageOf(name: string): string {
  const [kind = '', rest = ''] = split(name);
  if (kind === 'tag' || kind === 'sound') return `/${kind}/${encodeURIComponent(rest)}`;
  if (kind === 'uses') return `/videos/${encodeURIComponent(rest)}/uses`;
  if (kind.startsWith('@')) return `/${kind}`;
  return session.person ? `/@${session.person.handle}` : '/'; // what is saved, and collections, are one's own
}

let handed: Loaded | null = null;

/** Hands over what is loaded of a list, at the moment one of its videos is opened. */
export function hand(name: string, cards: readonly VideoCard[], next: string): void {
  handed = { name, cards: [...cards], next };
}

/** What was handed over, when it is of this list and holds the video. */
export function taken(name: string, id: string): ListPage | null {
  return handed?.name === name && handed.cards.some((card) => card.id === id) ? handed : null;
}

function split(name: string): string[] {
  const at = name.indexOf('/');
  return at < 0 ? [name] : [name.slice(0, at), name.slice(at + 1)];
}

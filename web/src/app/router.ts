/** The table of screens. The feed comes with the first bytes; every other screen when it is asked for. */
import type { Component } from 'svelte';
import Feed from '../feed/FeedPage.svelte';
import { match, type Params } from '../kernels/routes';

export { guardLeaving, here, navigate } from './location.svelte';

type Loaded = { default: Component<{ params: Params }> };
export type Screen = {
  pattern: string;
  /** The screen itself, or how to fetch it. */
  page: Component<{ params: Params }> | (() => Promise<Loaded>);
  lazy: boolean;
  /** Dark to the edges, the navigation drawn over it. */
  immersive?: boolean;
};

// Screens of other rooms are found by name, so that a room can be built before it is furnished.
const rooms = import.meta.glob<Loaded>([
  '../create/CreatePage.svelte',
  '../create/DraftsPage.svelte',
  '../profile/ProfilePage.svelte',
  '../pages/*.svelte',
]);
const room = (pattern: string, file: string, more: Partial<Screen> = {}): Screen[] => {
  const page = rooms[file];
  return page ? [{ pattern, page, lazy: true, ...more }] : [];
};
const lazily = (pattern: string, page: () => Promise<unknown>): Screen => ({
  pattern,
  page: page as () => Promise<Loaded>,
  lazy: true,
});

const screens: Screen[] = [
  { pattern: '/', page: Feed, lazy: false, immersive: true },
  { pattern: '/v/:id', page: Feed, lazy: false, immersive: true },
  ...room('/create', '../create/CreatePage.svelte', { immersive: true }),
  ...room('/drafts', '../create/DraftsPage.svelte'),
  ...room('/@:handle', '../profile/ProfilePage.svelte'),
  ...room('/login', '../pages/LoginPage.svelte'),
  ...room('/join', '../pages/JoinPage.svelte'),
  ...room('/reset', '../pages/ForgotPage.svelte'),
  ...room('/reset/:key', '../pages/ResetPage.svelte'),
  ...room('/settings', '../pages/SettingsPage.svelte'),
];
const missing = lazily('*', () => import('../pages/MissingPage.svelte'));

/** The screen of a path with its parameters; a path nobody knows gets the «nothing here» screen. */
export function find(path: string): { screen: Screen; params: Params } {
  for (const screen of screens) {
    const params = match(screen.pattern, path);
    if (params) return { screen, params };
  }
  return { screen: missing, params: {} };
}

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
  /** Addresses of one name stay one screen while one moves between them. */
  same?: string;
  /** On a phone it reaches to the lower edge: the navigation steps aside. */
  whole?: boolean;
};

const lazily = (pattern: string, page: () => Promise<unknown>, more: Partial<Screen> = {}): Screen => ({
  pattern,
  page: page as () => Promise<Loaded>,
  lazy: true,
  ...more,
});

const screens: Screen[] = [
  { pattern: '/', page: Feed, lazy: false, immersive: true },
  { pattern: '/following', page: Feed, lazy: false, immersive: true },
  { pattern: '/newest', page: Feed, lazy: false, immersive: true },
  { pattern: '/v/:id', page: Feed, lazy: false, immersive: true },
  lazily('/tag/:tag', () => import('../search/TagPage.svelte')),
  lazily('/sound/:id', () => import('../search/SoundPage.svelte')),
  lazily('/search', () => import('../search/SearchPage.svelte')),
  lazily('/create', () => import('../create/CreatePage.svelte')),
  lazily('/drafts', () => import('../create/DraftsPage.svelte')),
  lazily('/studio', () => import('../studio/ProjectsPage.svelte')),
  lazily('/studio/templates', () => import('../studio/TemplatesPage.svelte')),
  lazily('/studio/templates/:id', () => import('../studio/TemplatePage.svelte')),
  lazily('/studio/:id', () => import('../studio/EditorPage.svelte'), { whole: true }),
  lazily('/@:handle', () => import('../profile/ProfilePage.svelte')),
  lazily('/inbox', () => import('../inbox/InboxPage.svelte')),
  lazily('/messages', () => import('../messages/MessagesPage.svelte'), { same: 'messages' }),
  lazily('/messages/@:handle', () => import('../messages/MessagesPage.svelte'), { same: 'messages', whole: true }),
  lazily('/messages/:id', () => import('../messages/MessagesPage.svelte'), { same: 'messages', whole: true }),
  lazily('/@:handle/followers', () => import('../people/PeoplePage.svelte')),
  lazily('/@:handle/following', () => import('../people/PeoplePage.svelte')),
  lazily('/@:handle/suggested', () => import('../people/PeoplePage.svelte')),
  lazily('/login', () => import('../pages/LoginPage.svelte')),
  lazily('/join', () => import('../pages/JoinPage.svelte')),
  lazily('/reset', () => import('../pages/ForgotPage.svelte')),
  lazily('/reset/:key', () => import('../pages/ResetPage.svelte')),
  lazily('/settings/notifications', () => import('../inbox/ChoicesPage.svelte')),
  lazily('/insights', () => import('../insights/AccountPage.svelte')),
  lazily('/videos/:id/uses', () => import('../lineage/UsesPage.svelte')),
  lazily('/videos/:id/insights', () => import('../insights/VideoPage.svelte')),
  lazily('/settings', () => import('../pages/SettingsPage.svelte')),
  lazily('/settings/feed', () => import('../steer/FeedSettingsPage.svelte')),
  lazily('/settings/feed/interests', () => import('../steer/InterestsPage.svelte')),
  lazily('/settings/feed/kept', () => import('../steer/KeptPage.svelte')),
  lazily('/settings/feed/parameters', () => import('../steer/ParametersPage.svelte')),
  lazily('/settings/muted', () => import('../pages/MutedPage.svelte')),
  lazily('/settings/comments', () => import('../comments/CommentsPage.svelte')),
  lazily('/settings/privacy', () => import('../privacy/PrivacyPage.svelte')),
  lazily('/settings/messages', () => import('../privacy/PrivacyPage.svelte')), // where it was before
  lazily('/settings/data', () => import('../privacy/DataPage.svelte')),
  lazily('/likenesses', () => import('../likeness/LikenessPage.svelte')),
  lazily('/settings/storage', () => import('../pages/StoragePage.svelte')),
  lazily('/settings/reports', () => import('../reports/ReportsPage.svelte')),
  lazily('/settings/security', () => import('../security/SecurityPage.svelte')),
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

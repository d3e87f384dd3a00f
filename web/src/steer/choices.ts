/** What somebody chose about their feed: read from the server, changed there, heeded by the next page. */
import { api } from '../api/client';
import { flush } from '../api/events';
import { setLearning } from '../api/met';
import type { paths } from '../api/schema';
import { forgetPages } from '../feed/feed.svelte';

type Paths<P extends keyof paths> = paths[P];
export type Choices = Paths<'/api/feed/choices'>['get']['responses'][200]['content']['application/json'];
export type Change = Paths<'/api/feed/choices'>['patch']['requestBody']['content']['application/json'];
export type Dial = NonNullable<Change['dials']>[number];
export type Level = -2 | -1 | 0 | 1 | 2;
export type Why = Paths<'/api/feed/why/{video_id}'>['get']['responses'][200]['content']['application/json'];
export type Topic = Paths<'/api/feed/topics'>['get']['responses'][200]['content']['application/json']['topics'][number];
export type Profile = Paths<'/api/feed/profile'>['get']['responses'][200]['content']['application/json'];
export type Interest = Profile['interests'][number];
export type Imported = Paths<'/api/feed/profile'>['post']['responses'][200]['content']['application/json'];
export type Parameters = Paths<'/api/feed/parameters'>['get']['responses'][200]['content']['application/json'];

export const FOREVER = 2 ** 52;

export function read(): Promise<Choices> {
  return api.get<Choices>('/api/feed/choices');
}

/** Changes choices; whoever holds a page that was made without them asks for it anew. */
export async function change(wish: Change): Promise<Choices> {
  const choices = await api.patch<Choices>('/api/feed/choices', wish);
  setLearning(choices.mode === 'learning');
  return choices;
}

/** As `change`, from outside the feed: what lies ready there is forgotten. */
export async function steer(wish: Change): Promise<Choices> {
  const choices = await change(wish);
  forgetPages();
  return choices;
}

/** What the feed believes of somebody, with what they just watched. */
export async function readProfile(): Promise<Profile> {
  await flush();
  return api.get<Profile>('/api/feed/profile');
}

/** A file to carry away and bring along. */
export function download(profile: Profile): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(profile, null, 2)], { type: 'application/json' }));
  link.download = 'mutoscope-interests.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

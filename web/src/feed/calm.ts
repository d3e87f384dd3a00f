/** Muting and blocking from a card: done on the server, gone from everything loaded, taken back with a word. */
import { api } from '../api/client';
import type { VideoCard } from '../api/types';
import { ask } from '../app/ask.svelte';
import { hush, type Hushed } from '../app/hush';
import { needPerson } from '../app/session.svelte';
import { problem, toast } from '../app/toasts.svelte';
import { say } from '../i18n';
import { word } from './calmWords';

type Creator = VideoCard['creator'];

export async function mutePerson(person: Creator): Promise<void> {
  const path = `/api/people/${encodeURIComponent(person.handle)}/mute`;
  await mute({ person: person.id }, person.name || person.handle, () => api.put(path), () => api.delete(path));
}

export async function muteTag(tag: string): Promise<void> {
  await listed({ tag }, `#${tag}`, { kind: 'tag', text: tag });
}

export async function muteSound(card: VideoCard): Promise<void> {
  if (!card.sound) return;
  const title = card.sound.title || say('feed.sound_of', { name: card.sound.creator_handle || card.creator.handle });
  await listed({ sound: card.sound.id }, title, { kind: 'sound', text: title.slice(0, 60), sound_id: card.sound.id });
}

/** Asks first: a block ends follows, and they don't come back. */
export async function blockPerson(person: Creator): Promise<boolean> {
  if (!(await needPerson('follow'))) return false;
  const name = person.name || person.handle;
  const sure = await ask({ title: word('block_sure', { name }), text: word('block_more'), yes: word('block_yes'), no: say('app.cancel'), danger: true });
  if (!sure) return false;
  try {
    await api.put(`/api/people/${encodeURIComponent(person.handle)}/block`);
    hush({ person: person.id });
    toast(word('blocked', { name }));
    return true;
  } catch (error) {
    toast(problem(error));
    return false;
  }
}

async function listed(what: Hushed, name: string, body: object): Promise<void> {
  let id = '';
  const on = async () => (id = (await api.post<{ id: string }>('/api/mutes', body)).id);
  await mute(what, name, on, () => api.delete(`/api/mutes/${id}`));
}

async function mute(what: Hushed, name: string, on: () => Promise<unknown>, off: () => Promise<unknown>): Promise<void> {
  if (!(await needPerson('follow'))) return;
  try {
    await on();
    hush(what);
    const back = () => void off().then(() => toast(word('unmuted', { name })), (error: unknown) => toast(problem(error)));
    toast(word('muted', { name }), { label: word('undo'), run: back });
  } catch (error) {
    toast(problem(error));
  }
}

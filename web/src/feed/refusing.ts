/** «Not interested»: heeded at once in the list that lies ready, told to the server, and taken back when asked. */
import { tell } from '../api/events';
import { toast } from '../app/toasts.svelte';
import { say } from '../i18n';
import { about, type Feed, type VideoItem } from './feed.svelte';

export type Scope = 'video' | 'creator' | 'tag' | 'sound';
/** What is refused on a video; `tag` belongs to the scope «tag» only. */
export type Unwanted = { scope: Scope; tag?: string };

/** Tells that less is wanted of something, and takes it out of what is still to come. Then swipe on, and `react`. */
export function refuse(item: VideoItem, feed: Feed, unwanted: Unwanted): void {
  const { card } = item;
  tell('not_interested', { ...about(item), ...unwanted });
  if (unwanted.scope === 'creator') feed.drop((one) => one.creator.id === card.creator.id);
  if (unwanted.scope === 'tag') feed.drop((one) => one.tags.some((tag) => tag.toLowerCase() === unwanted.tag?.toLowerCase()));
  if (unwanted.scope === 'sound') feed.drop((one) => one.sound !== null && one.sound.id === card.sound?.id);
}

/** Says that it was noted, and offers for some seconds to take it back; `comeBack` returns to the video. */
export function offerUndo(item: VideoItem, feed: Feed, unwanted: Unwanted, comeBack: () => void): void {
  const run = () => {
    tell('undo_not_interested', { ...about(item), ...unwanted });
    comeBack();
    feed.react(1); // what lies ready was chosen without it
  };
  toast(say('menu.noted'), { label: say('menu.undo'), run });
}

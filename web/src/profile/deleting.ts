/** Deleting with a few seconds to change one's mind, and no lie about it: the video is hidden from everybody at
 * once, and deleted for good when the seconds are over or the page is left. */
import { api } from '../api/client';
import type { VideoCard } from '../api/types';
import { problem, toast } from '../app/toasts.svelte';
import { word } from './words';

const SECONDS_TO_UNDO = 7;

/** Hides `card` now and deletes it soon; calls `onundo` when it was brought back, or could not be hidden. */
export async function deleteSoon(card: VideoCard, onundo: () => void): Promise<void> {
  const path = `/api/videos/${card.id}`;
  try {
    await api.patch(path, { audience: 'me' });
  } catch (error) {
    toast(problem(error));
    onundo();
    return;
  }
  let open = true;
  const finish = (keepalive: boolean) => {
    if (!open) return;
    open = false;
    removeEventListener('pagehide', leaving);
    api.delete(path, { keepalive }).catch((error: unknown) => {
      toast(problem(error));
      onundo();
    });
  };
  const leaving = () => finish(true);
  addEventListener('pagehide', leaving);
  setTimeout(() => finish(false), SECONDS_TO_UNDO * 1000);
  toast(word('deleted'), {
    label: word('undo'),
    run: () => {
      if (!open) return;
      open = false;
      removeEventListener('pagehide', leaving);
      api.patch(path, { audience: card.audience }).then(onundo, (error: unknown) => toast(problem(error)));
    },
  });
}

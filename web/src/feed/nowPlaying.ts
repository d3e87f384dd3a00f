/** The system's own media controls: what plays, and their keys for next and previous. */
import type { VideoCard } from '../api/types';

type Controls = { next: () => void; previous: () => void; toggle: () => void };

export function nowPlaying(controls: Controls): () => void {
  const media = navigator.mediaSession;
  if (!media) return () => {};
  const table: [MediaSessionAction, (() => void)][] = [
    ['nexttrack', controls.next],
    ['previoustrack', controls.previous],
    ['play', controls.toggle],
    ['pause', controls.toggle],
  ];
  for (const [action, act] of table) media.setActionHandler(action, act);
  return () => {
    for (const [action] of table) media.setActionHandler(action, null);
    media.metadata = null;
  };
}

nowPlaying.show = (card: VideoCard | null): void => {
  if (!navigator.mediaSession || !card) return;
  const artwork = card.poster_url ? [{ src: card.poster_url }] : [];
  navigator.mediaSession.metadata = new MediaMetadata({
    title: card.caption.slice(0, 120) || 'Mutoscope',
    artist: card.creator.name || card.creator.handle,
    artwork,
  });
};

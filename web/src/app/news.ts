/** News from the server, told to whoever on this page wants to know. */

/** `about`: the conversation, for news of messages; what it is news of, for news of the studio. */
export type News = { kind: 'messages' | 'notices' | 'studio_material' | 'studio_project' | 'studio_render'; about: string };

type Listener = (news: News) => void;
const listeners = new Set<Listener>();

/** Calls `listener` with everything new from now on; returns what ends it. */
export function onNews(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function tellNews(news: News): void {
  for (const listener of [...listeners]) listener(news);
}

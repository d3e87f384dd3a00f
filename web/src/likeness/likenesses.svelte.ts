/** Videos that are alike, as far as they are loaded, and one's answers. */
import { api } from '../api/client';
import type { paths } from '../api/schema';
import { Paged } from '../app/paged.svelte';

type Page = paths['/api/likenesses']['get']['responses'][200]['content']['application/json'];
export type Likeness = Page['likenesses'][number];
export type Side = 'mine' | 'uses';
export type Act = Likeness['may'][number];

export class Likenesses extends Paged<Likeness> {
  constructor(side: Side) {
    super(async (cursor) => {
      const page = await api.get<Page>(`/api/likenesses?side=${side}&cursor=${encodeURIComponent(cursor)}`);
      return { rows: page.likenesses, next: page.next };
    });
  }

  /** Says what one thinks of it; raises what went wrong. */
  async say(id: string, act: Act): Promise<void> {
    this.put(await api.post<Likeness>(`/api/likenesses/${id}/${act}`));
  }
}

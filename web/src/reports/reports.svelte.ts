/** What one reported, as far as it is loaded. */
import { api } from '../api/client';
import type { paths } from '../api/schema';
import { Paged } from '../app/paged.svelte';

type Page = paths['/api/reports']['get']['responses'][200]['content']['application/json'];
export type Report = Page['reports'][number];

export const reports = (): Paged<Report> =>
  new Paged(async (cursor) => {
    const page = await api.get<Page>(`/api/reports?cursor=${encodeURIComponent(cursor)}`);
    return { rows: page.reports, next: page.next };
  });

/** One's own tables of colours: .cube files, sent like every material, read by the server, looked through here. */
import { api, ApiError } from '../../api/client';
import { Sending } from '../../create/sending.svelte';
import { bringTable } from '../looks/brought';
import { server, type MaterialTicket, type MaterialView } from '../server';

/** Milliseconds between two looks at how far the server is. */
const LOOK_MS = 700;
const MOST_LOOKS = 120;

export class Tables {
  /** Newest first; those that can be looked through. */
  list = $state.raw<readonly MaterialView[]>([]);
  busy = $state(false);
  /** Why the last one did not come, in words; empty: it did. */
  reason = $state('');
  private ended = false;

  /** `came`: a table can be looked through from now on. */
  constructor(private readonly came: (view: MaterialView) => void) {}

  async look(): Promise<void> {
    let cursor = '';
    const found: MaterialView[] = [];
    do {
      const page = await server.tables(cursor);
      found.push(...page.materials.filter((view) => view.state === 'ready'));
      cursor = page.next;
    } while (cursor && !this.ended);
    for (const view of found) await this.show(view);
  }

  /** Sends a file; answers the table once the server has read it, null where it is none: `reason` says why. */
  async bring(file: File, otherwise: string): Promise<MaterialView | null> {
    this.busy = true;
    this.reason = '';
    try {
      const view = await this.sent(file);
      if (view?.state === 'ready' && view.what === 'table') {
        await this.show(view);
        return view;
      }
      this.reason = view?.reason?.message || otherwise;
    } catch (error) {
      this.reason = (error instanceof Error && error.message) || otherwise;
    } finally {
      this.busy = false;
    }
    return null;
  }

  /** Deletes it for good; the server refuses while a project looks through it. */
  async drop(view: MaterialView): Promise<boolean> {
    this.reason = '';
    try {
      await api.delete(`/api/studio/materials/${encodeURIComponent(view.id)}`);
      this.list = this.list.filter((one) => one.id !== view.id);
      return true;
    } catch (error) {
      this.reason = error instanceof ApiError ? error.message : '';
      return false;
    }
  }

  end(): void {
    this.ended = true;
  }

  private async show(view: MaterialView): Promise<void> {
    if (!(await bringTable(view.id, view.url).catch(() => null)) || this.ended) return;
    this.came(view);
    this.list = [view, ...this.list.filter((one) => one.id !== view.id)].sort((one, other) => other.created_ms - one.created_ms);
  }

  private async sent(file: File): Promise<MaterialView | null> {
    const id = await new Promise<string>((resolve, reject) => {
      let ticket = '';
      const sending = new Sending(file, crypto.randomUUID(), (given) => (ticket = (given as unknown as MaterialTicket).material.id), '/api/studio/materials');
      const watch = setInterval(() => {
        if (sending.phase === 'sent') (clearInterval(watch), resolve(ticket));
        if (sending.phase === 'refused' || this.ended) (clearInterval(watch), sending.end(), reject(new Error(sending.reason)));
      }, 100);
      void sending.start();
    });
    for (let look = 0; look < MOST_LOOKS && !this.ended; look++) {
      const view = await server.material(id);
      if (view.state === 'ready' || view.state === 'failed') return view;
      await new Promise((go) => setTimeout(go, LOOK_MS));
    }
    return null;
  }
}

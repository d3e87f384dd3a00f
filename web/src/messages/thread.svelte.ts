/** One conversation as far as it is loaded, and what is on its way into it.
 *
 * What one says shows at once and is sent in the order said, each under a name of its own, so that sending
 * again never says it twice. What could not be sent stays, with a way to try again.
 */
import { api, ApiError } from '../api/client';
import { freshId } from '../api/ids';
import type { Conversation, Door, Message, MessagePage } from '../api/types';
import { session } from '../app/session.svelte';
import { videoLinked } from '../kernels/talk';
import { nowWaiting } from '../app/unread.svelte';
import { lists } from './talks.svelte';

const SOON_MS = 4_000;
/** With these words are refused where nothing can be said any more; a video that has gone is another matter. */
const SHUTTING = new Set(['no_such_conversation', 'no_such_person', 'not_reached', 'not_in_group']);

export type Draft = { client_id: string; text: string; video_id: string; at_ms: number; state: 'sending' | 'failed'; trouble: unknown };

export class Thread {
  /** Empty until the first thing is said to somebody new. */
  id = $state('');
  talk = $state<Conversation | null>(null);
  /** Of a conversation that has not begun: with whom. */
  door = $state<Door | null>(null);
  messages = $state<Message[]>([]);
  drafts = $state<Draft[]>([]);
  earlier = $state(false);
  loaded = $state(false);
  missing = $state(false);
  trouble = $state<unknown>(null);
  /** What is being written, kept while one looks elsewhere. */
  text = $state('');
  /** Messages of others that came while this was open, for whoever listens. */
  arrived = $state.raw<Message[]>([]);
  private busy = false;
  /** Somebody asked for a fresh look while another was under way. */
  private wanted = false;
  private sending = false;

  /** Words were refused because nothing can be said here any more: trying again would not help. */
  private shut = $state(false);

  /** `place`: the id of a conversation, or @handle of somebody to talk with. */
  constructor(readonly place: string) {
    if (!place.startsWith('@')) this.id = place;
  }

  get others(): Conversation['others'] {
    return this.talk?.others ?? (this.door ? [{ person: this.door.person, founder: false, read_number: 0 }] : []);
  }

  /** Whether one may write here, and how: see the API. */
  get reach(): Conversation['reach'] {
    return this.shut ? 'no' : (this.talk?.reach ?? this.door?.reach ?? 'no');
  }

  async load(): Promise<void> {
    this.trouble = null;
    try {
      if (!this.id) await this.knock();
      if (this.id) await this.refresh();
      this.loaded = true;
    } catch (error) {
      this.fail(error);
    }
  }

  /** Whether one may talk with somebody, and whether a conversation has begun meanwhile. */
  private async knock(): Promise<void> {
    this.door = await api.get<Door>(`/api/people/${encodeURIComponent(this.place.slice(1))}/conversation`);
    this.id = this.door.conversation_id;
  }

  /** The newest page anew: what was said, taken back and read; of what has not begun, whether it still may. */
  async refresh(): Promise<void> {
    if (!this.id && this.loaded) await this.knock();
    if (!this.id) return;
    if (this.busy) return void (this.wanted = true);
    this.busy = true;
    try {
      const path = `/api/conversations/${this.id}`;
      const [talk, page] = await Promise.all([api.get<Conversation>(path), api.get<MessagePage>(`${path}/messages`)]);
      this.know(talk);
      const first = page.messages[0]?.number ?? 0;
      const above = this.messages.filter((one) => one.number < first);
      const gap = page.earlier && above.length > 0 && !this.messages.some((one) => one.number >= first);
      if (!this.loaded || gap || !page.earlier) this.earlier = page.earlier;
      this.take([...(gap ? [] : above), ...page.messages]);
    } finally {
      this.free();
    }
  }

  /** What was said since: cheap enough to ask often. */
  async look(): Promise<void> {
    if (!this.id || this.busy) return;
    this.busy = true;
    try {
      const after = this.messages.at(-1)?.number ?? 0;
      const page = await api.get<MessagePage>(`/api/conversations/${this.id}/messages?after=${after}`);
      if (page.messages.length) this.take([...this.messages, ...page.messages]);
    } finally {
      this.free();
    }
  }

  async older(): Promise<void> {
    const first = this.messages[0]?.number;
    if (this.busy || !this.earlier || !first) return;
    this.busy = true;
    try {
      const page = await api.get<MessagePage>(`/api/conversations/${this.id}/messages?before=${first}`);
      this.messages = [...page.messages, ...this.messages];
      this.earlier = page.earlier;
    } catch (error) {
      this.trouble = error;
    } finally {
      this.free();
    }
  }

  /** A link to a video here, alone, is the video itself; in a request links and videos wait. */
  say(text: string, video = ''): void {
    const linked = video || this.reach !== 'write' ? '' : videoLinked(text, location.origin);
    if (linked) text = '';
    const video_id = video || linked;
    this.drafts.push({ client_id: freshId(), text, video_id, at_ms: Date.now(), state: 'sending', trouble: null });
    this.sendAgain();
  }

  again(draft: Draft): void {
    draft.state = 'sending';
    this.sendAgain();
  }

  forget(draft: Draft): void {
    this.drafts = this.drafts.filter((one) => one.client_id !== draft.client_id);
  }

  /** Tries again what failed for want of a network, before what was said later. */
  sendAgain(): void {
    for (const draft of this.drafts) if (unheard(draft.trouble)) draft.state = 'sending';
    void this.send();
  }

  async unsay(message: Message): Promise<void> {
    await api.delete(`/api/conversations/${this.id}/messages/${message.id}`);
    Object.assign(message, { gone: 'author', text: '', has_video: false, video: null });
  }

  /** Everything that is loaded has been seen. */
  async markRead(): Promise<void> {
    const newest = this.messages.at(-1)?.number ?? 0;
    if (!this.talk || (newest <= this.talk.read_number && !this.talk.unread)) return;
    const before = { read_number: this.talk.read_number, unread: this.talk.unread };
    Object.assign(this.talk, { read_number: newest, unread: 0 });
    try {
      nowWaiting(await api.post<{ conversations: number; requests: number }>(`/api/conversations/${this.id}/read`, { number: newest }));
      this.tell();
    } catch {
      Object.assign(this.talk, before); // the next look tries again
    }
  }

  know(talk: Conversation): void {
    this.shut = false; // what it says of reach is newer
    this.talk = talk;
    this.id = talk.id;
    this.tell();
  }

  private tell(): void {
    const { talks, asked } = lists();
    if (this.talk) for (const list of [talks, asked]) list.put($state.snapshot(this.talk) as Conversation);
  }

  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      for (let draft = this.nextDraft(); draft; draft = this.nextDraft()) {
        if (await this.sendOne(draft)) continue;
        for (const later of this.drafts) if (later.state === 'sending') Object.assign(later, { state: 'failed', trouble: draft.trouble });
      }
    } finally {
      this.sending = false;
    }
  }

  private free(): void {
    this.busy = false;
    if (!this.wanted) return;
    this.wanted = false;
    void this.refresh().catch((error: unknown) => this.lost(error));
  }

  private nextDraft(): Draft | undefined {
    return this.drafts.find((one) => one.state === 'sending');
  }

  /** False: nobody answered, so what was said later has to wait. */
  private async sendOne(draft: Draft): Promise<boolean> {
    const body = { text: draft.text, video_id: draft.video_id, client_id: draft.client_id };
    try {
      if (this.id) {
        const said = await api.post<Message>(`/api/conversations/${this.id}/messages`, body);
        this.take([...this.messages, said]);
        if (this.talk) this.know({ ...this.talk, last: said, latest_ms: said.created_ms, read_number: said.number, unread: 0, state: 'in' });
      } else {
        this.know(await api.post<Conversation>(`/api/people/${encodeURIComponent(this.place.slice(1))}/messages`, body));
        await this.refresh();
      }
      this.forget(draft);
      return true;
    } catch (error) {
      draft.state = 'failed';
      draft.trouble = error;
      this.shut = error instanceof ApiError && SHUTTING.has(error.code);
      // Without a network the browser says when there is one; this is for when it was back already.
      setTimeout(() => navigator.onLine && this.sendAgain(), SOON_MS);
      return !unheard(error);
    }
  }

  /** Takes over messages, each once, in their order; says which of others are new. */
  private take(all: Message[]): void {
    const known = new Set(this.messages.map((one) => one.id));
    const found = new Map(all.map((one) => [one.id, one]));
    const sent = new Set(all.filter((one) => one.own).map((one) => one.client_id));
    this.messages = [...found.values()].sort((a, b) => a.number - b.number);
    this.drafts = this.drafts.filter((one) => !sent.has(one.client_id));
    if (this.loaded) this.arrived = this.messages.filter((one) => !one.own && !known.has(one.id) && !one.note);
  }

  /** A look that failed: the next one tells, unless there is nothing to look at any more. */
  lost(error: unknown): void {
    if (error instanceof ApiError && error.status === 404) this.missing = true;
  }

  private fail(error: unknown): void {
    if (error instanceof ApiError && (error.status === 404 || error.code === 'bad_id' || error.code === 'yourself')) this.missing = true;
    else this.trouble = error;
  }
}

const unheard = (trouble: unknown): boolean => trouble instanceof ApiError && trouble.offline;

const MOST_KEPT = 12;
let kept = { person: '', threads: new Map<string, Thread>() };

/** The conversation at a place; the ones looked at last stay as they were left. */
export function threadAt(place: string): Thread {
  const person = session.person?.id ?? '';
  if (kept.person !== person) kept = { person, threads: new Map() };
  const known = [...kept.threads.values()].find((one) => one.place === place || one.id === place);
  const thread = known ?? new Thread(place);
  kept.threads.delete(thread.place);
  kept.threads.set(thread.place, thread);
  for (const [old, one] of kept.threads) {
    if (kept.threads.size <= MOST_KEPT) break;
    if (!one.drafts.length && !one.text) kept.threads.delete(old);
  }
  return thread;
}

/** Nothing of this conversation is kept: it was deleted, declined, or its person blocked. */
export function forgetThread(thread: Thread): void {
  kept.threads.delete(thread.place);
  const { talks, asked } = lists();
  for (const list of [talks, asked]) list.drop(thread.id);
}

/** One video being made: its file, its way to the server, what is written about it, what became of it. */
import { api, ApiError } from '../api/client';
import type { VideoCard } from '../api/types';
import { patience, stepOf, type ServerState, type Step } from '../kernels/journey';
import { asked, given, whole, type Cut } from '../kernels/trim';
import type { Reuse } from '../lineage/ReuseField.svelte';
import type { Commenters } from './CommentsField.svelte';
import { forget, keep, leave, type Form, type Kept } from './memory';
import { Sending, type Ticket } from './sending.svelte';

export type Status = {
  state: ServerState;
  progress: { stage: string; fraction: number };
  reason: { code: string; message: string } | null;
  card: VideoCard | null;
  info: { duration_ms: number; width: number; height: number } | null;
  draft: Draft | null;
};

/** What the server keeps of a draft, for whichever device goes on with it. */
type Draft = Pick<Form, 'caption' | 'audience'> & { trim_start_ms: number; trim_end_ms: number; cover_ms: number; allow_sound: boolean; allow_download: boolean; allows: Reuse[]; comments_for: Commenters };

export class Work {
  sending = $state<Sending | null>(null);
  status = $state.raw<Status | null>(null);
  form = $state<Form>({ caption: '', audience: 'everyone', allowSound: true, allowDownload: null, sound: null, cut: null, coverMs: -1 });
  durationMs = $state(0);
  /** The person has said «publish». */
  submitted = $state(false);
  videoId = $state<string | null>(null);
  private known: Kept | null = null;
  /** A draft's trim, until the length is known that says which cut it is. */
  private trim: Draft | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private questions = 0;
  private over = false;

  private constructor(
    readonly file: Blob | null,
    readonly name: string,
  ) {}

  /** A file just chosen or recorded: it starts to travel at once, while its words are written. */
  static of(file: Blob, clientId: string, personId: string, earlier?: Kept): Work {
    const name = earlier?.name ?? (file instanceof File ? file.name : '');
    const work = new Work(file, name);
    if (earlier) work.form = { ...earlier.form };
    work.known = { clientId, personId, videoId: null, name, size: file.size, file, form: work.form, atMs: Date.now() };
    work.sending = new Sending(file, clientId, (ticket) => work.ticketCame(ticket));
    void work.remember();
    void work.sending.start();
    return work;
  }

  /** A draft that the server already has whole. */
  static ofDraft(videoId: string, status: Status, form?: Form): Work {
    const work = new Work(null, '');
    work.videoId = videoId;
    if (form) work.form = { ...form };
    else if (status.draft) work.form = written(status.draft);
    const answered = status.card?.answers;
    if (!form && answered) work.form.answers = { id: answered.id, name: answered.handle, text: answered.text };
    if (!form) work.trim = status.draft;
    work.take(status);
    void work.ask();
    return work;
  }

  get step(): Step {
    if (this.status && this.status.state !== 'uploading') return stepOf(this.status.state);
    return this.sending?.phase === 'refused' ? 'stopped' : 'sending';
  }

  /** Nothing more has to leave this device. */
  get sent(): boolean {
    return !this.sending || this.sending.phase === 'sent' || this.step !== 'sending';
  }

  get cut(): Cut {
    return this.form.cut ?? whole(this.durationMs);
  }

  /** The server's own film of it, for browsers that can't show the file. */
  get served(): string | null {
    return this.status?.card?.renditions[0]?.url ?? null;
  }

  /** Keeps what was written, so that a reload finds it again. */
  async remember(): Promise<void> {
    if (!this.known || this.over) return;
    await keep((this.known = this.noted(this.known)));
  }

  /** The same while the page goes. */
  rememberAtOnce(): void {
    if (this.known && !this.over) leave(this.noted(this.known));
  }

  private noted(known: Kept): Kept {
    return { ...known, videoId: this.videoId, form: $state.snapshot(this.form), atMs: Date.now() };
  }

  /** Throws an ApiError with the server's sentence when it says no. */
  async publish(): Promise<void> {
    await this.announced();
    const { caption, audience, allowSound, allowDownload, allows, coverMs, sound, commentsFor } = this.form;
    await this.answer();
    this.take(
      await api.post<Status>(`/api/videos/${this.videoId}/submit`, {
        caption,
        audience,
        allow_sound: allowSound,
        ...(allowDownload == null ? {} : { allow_download: allowDownload }),
        ...(allows == null ? {} : { allows }),
        ...(sound ? { sound_id: sound.id } : {}),
        ...(commentsFor ? { comments_for: commentsFor } : {}),
        cover_ms: coverMs,
        ...(this.form.cut ? asked(this.form.cut, this.durationMs) : {}),
      }),
    );
    this.submitted = true;
    void this.ask();
    if (this.sent) await this.finish();
  }

  /** What was decided goes to the server, so that any device can go on with it; here it stays until the file has left. */
  async saveDraft(): Promise<void> {
    await this.announced();
    const { caption, audience, allowSound, allowDownload, allows, coverMs, cut, commentsFor } = this.form;
    await this.answer();
    const trim = cut ? asked(cut, this.durationMs) : { trim_start_ms: 0, trim_end_ms: 0 };
    const known = this.durationMs > 0 ? trim : {}; // a trim that was not looked at yet stays as it is
    await api.patch(`/api/videos/${this.videoId}`, { caption, audience, allow_sound: allowSound, allow_download: allowDownload ?? null, allows: allows ?? null, comments_for: commentsFor ?? null, cover_ms: coverMs, ...known });
    if (this.sent) await this.finish();
    else await this.remember();
  }

  /** Says which comment the video answers, or that it answers none any more. */
  private async answer(): Promise<void> {
    const { answers } = this.form;
    const path = `/api/videos/${this.videoId}/answer`;
    if (answers) await api.put(`${path}/${answers.id}`);
    else if (answers === null) await api.delete(path);
  }

  /** Stops and deletes everything, here and there. */
  async discard(): Promise<void> {
    this.leave();
    if (this.known) await forget(this.known.clientId);
    if (this.videoId) await api.delete(`/api/videos/${this.videoId}`).catch(() => {});
  }

  /** The screen goes away: nothing here may run on. */
  leave(): void {
    this.over = true;
    clearTimeout(this.timer);
    this.sending?.end();
  }

  private ticketCame(ticket: Ticket): void {
    this.videoId = ticket.video_id;
    void this.remember();
    void this.ask();
  }

  /** Waits until the server has given the video a name. */
  private async announced(): Promise<void> {
    for (let tries = 0; !this.videoId && tries < 100; tries++) {
      if (this.sending?.phase === 'refused') throw new ApiError(400, 'refused', this.sending.reason);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    if (!this.videoId) throw new ApiError(0, 'offline', '');
  }

  private async ask(): Promise<void> {
    clearTimeout(this.timer);
    if (this.over || !this.videoId) return;
    const sending = this.sending !== null && this.sending.phase !== 'sent';
    if (!sending) {
      try {
        this.take(await api.get<Status>(`/api/videos/${this.videoId}/status`));
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) return;
      }
    }
    const ended = this.step === 'stopped' || this.step === 'done' || (this.step === 'ready' && !this.submitted);
    if (ended && !sending) return;
    this.timer = setTimeout(() => void this.ask(), sending ? 400 : patience(this.questions++, this.step));
  }

  private take(status: Status): void {
    this.status = status;
    if (!this.durationMs && status.info) this.durationMs = status.info.duration_ms;
    if (this.trim && this.durationMs) {
      this.form.cut = given(this.trim.trim_start_ms, this.trim.trim_end_ms, this.durationMs);
      this.trim = null;
    }
    if (this.submitted && this.sent) void this.finish();
  }

  /** What lies with the server needs no keeping here. */
  private async finish(): Promise<void> {
    if (this.known) await forget(this.known.clientId);
    this.known = null;
  }
}

function written(draft: Draft): Form {
  const { caption, audience, allow_sound: allowSound, allow_download: allowDownload, allows, comments_for: commentsFor, cover_ms: coverMs } = draft;
  return { caption, audience, allowSound, allowDownload, allows, commentsFor, sound: null, cut: null, coverMs };
}

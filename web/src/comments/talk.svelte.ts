/** The comments under one video, as far as they are loaded, and what one does to them.
 *
 * What was done shows at once where nothing can be lost by it (likes, pins, deleting); words show when the
 * server has them, under a name that we give them, so that sending again never writes twice.
 */
import { api, ApiError } from '../api/client';
import { postOrKeep } from '../api/later';
import type { Comment, CommentPage, CommentPlace, VideoCard } from '../api/types';
import { problem, toast } from '../app/toasts.svelte';
import { word } from './words';

export type Sort = 'best' | 'newest';
/** The answers of one thread; `open` while they are shown. */
export type Thread = { open: boolean; comments: Comment[]; next: string; begun: boolean; busy: boolean };

export class Talk {
  sort = $state<Sort>('best');
  comments = $state<Comment[]>([]);
  pinned = $state<Comment | null>(null);
  threads = $state<Record<string, Thread>>({});
  total = $state(0);
  next = $state('');
  loaded = $state(false);
  busy = $state(false);
  trouble = $state<unknown>(null);
  mayComment = $state(false);
  closed = $state(false);
  commentsFor = $state<CommentPage['comments_for']>('everyone');
  /** Comments under one's own videos that wait for one to look at them. */
  waiting = $state(0);
  /** The comment that a link led to; drawn with a mark. */
  focus = $state('');
  /** What was folded away by mutes is shown all the same. */
  unfolded = $state(false);
  /** So many more than are shown were written meanwhile; shown when they are asked for. */
  fresh = $state(0);
  private generation = 0;

  constructor(readonly card: VideoCard) {
    this.total = card.counts.comments;
  }

  private get path(): string {
    return `/api/videos/${this.card.id}/comments`;
  }

  /** Loads the first page anew, and the comment of a link when one is given. */
  async load(focus = ''): Promise<void> {
    const generation = ++this.generation;
    this.busy = true;
    this.trouble = null;
    try {
      const page = await api.get<CommentPage>(`${this.path}?sort=${this.sort}`);
      if (generation !== this.generation) return;
      this.comments = page.comments;
      this.threads = {};
      this.pinned = page.pinned;
      this.next = page.next;
      this.mayComment = page.may_comment;
      this.closed = page.comments_for === 'nobody';
      this.commentsFor = page.comments_for;
      this.waiting = page.waiting;
      this.fresh = 0;
      this.count(page.total);
      this.loaded = true;
      if (focus) await this.find(focus);
    } catch (error) {
      if (generation === this.generation) this.trouble = error;
    } finally {
      if (generation === this.generation) this.busy = false;
    }
  }

  async more(): Promise<void> {
    if (this.busy || !this.next) return;
    const generation = this.generation;
    this.busy = true;
    try {
      const page = await api.get<CommentPage>(`${this.path}?sort=${this.sort}&cursor=${encodeURIComponent(this.next)}`);
      if (generation !== this.generation) return;
      this.comments.push(...page.comments.filter((one) => !this.has(one.id)));
      this.next = page.next;
    } catch (error) {
      toast(problem(error));
    } finally {
      if (generation === this.generation) this.busy = false;
    }
  }

  /** Looks whether others wrote meanwhile, and moves nothing. */
  async look(): Promise<void> {
    if (!this.loaded || this.busy || this.closed) return;
    const generation = this.generation;
    const page = await api.get<CommentPage>(`${this.path}?sort=newest`).catch(() => null);
    if (page && generation === this.generation && !this.busy) this.fresh = Math.max(0, page.total - this.total);
  }

  /** Puts what was written meanwhile above the rest, and new answers under what they answer. */
  async takeFresh(): Promise<void> {
    if (this.busy) return;
    const generation = this.generation;
    this.busy = true;
    try {
      const page = await api.get<CommentPage>(`${this.path}?sort=newest`);
      if (generation !== this.generation) return;
      const last = this.all.reduce((id, one) => (one.id > id ? one.id : id), '');
      this.comments.unshift(...page.comments.filter((one) => one.id > last && !this.has(one.id)));
      const now = page.pinned ? [page.pinned, ...page.comments] : page.comments;
      const answered = now.filter((one) => one.replies > (this.all.find((known) => known.id === one.id)?.replies ?? Infinity));
      this.fresh = 0;
      this.count(page.total);
      for (const root of answered) await this.showAnswers(root);
    } catch (error) {
      toast(problem(error));
    } finally {
      if (generation === this.generation) this.busy = false;
    }
  }

  private async showAnswers({ id, replies }: Comment): Promise<void> {
    const here = this.all.find((one) => one.id === id);
    if (!here) return;
    here.replies = replies;
    await this.openThread(here);
    const thread = this.thread(here);
    if (!thread.next && thread.comments.length < replies) await this.moreReplies(here);
  }

  /** What is loaded of those that answer nobody. */
  private get all(): Comment[] {
    return this.pinned ? [this.pinned, ...this.comments] : this.comments;
  }

  order(sort: Sort): void {
    if (sort === this.sort) return;
    this.sort = sort;
    this.comments = [];
    void this.load();
  }

  thread(root: Comment): Thread {
    return (this.threads[root.id] ??= { open: false, comments: [], next: '', begun: false, busy: false });
  }

  async openThread(root: Comment): Promise<void> {
    const thread = this.thread(root);
    thread.open = true;
    if (!thread.begun) await this.moreReplies(root);
  }

  async moreReplies(root: Comment): Promise<void> {
    const thread = this.thread(root);
    if (thread.busy) return;
    thread.busy = true;
    try {
      const query = thread.next ? `?cursor=${thread.next}` : '';
      const page = await api.get<{ comments: Comment[]; next: string }>(`/api/comments/${root.id}/replies${query}`);
      const known = new Set(thread.comments.map((one) => one.id));
      thread.comments = [...thread.comments, ...page.comments.filter((one) => !known.has(one.id))].sort((a, b) => (a.id < b.id ? -1 : 1));
      thread.next = page.next;
      thread.begun = true;
    } catch (error) {
      toast(problem(error));
    } finally {
      thread.busy = false;
    }
  }

  /** Writes under the video or answers `to`; false when it was refused, with a word why. */
  async write(text: string, to: Comment | null, clientId: string): Promise<boolean> {
    try {
      const body = { text, client_id: clientId, ...(to ? { parent_id: to.id } : {}) };
      const outcome = await postOrKeep<CommentPlace>(this.path, body);
      if (outcome.kept) return true;
      const made = outcome.answer;
      if (made.reply) await this.showReply(made.root, made.reply);
      else if (!this.has(made.root.id)) this.comments.unshift(made.root);
      const now = made.reply ?? made.root;
      if (!now.held && !now.waiting) this.count(this.total + 1);
      return true;
    } catch (error) {
      toast(problem(error));
      return false;
    }
  }

  async edit(comment: Comment, text: string): Promise<boolean> {
    try {
      const made = await api.patch<CommentPlace>(`/api/comments/${comment.id}`, { text });
      const now = made.reply ?? made.root;
      comment.text = now.text;
      comment.edited_ms = now.edited_ms;
      const gone = this.counted(comment) - this.counted(now);
      [comment.held, comment.waiting] = [now.held, now.waiting];
      this.count(this.total - gone);
      return true;
    } catch (error) {
      toast(problem(error));
      return false;
    }
  }

  async setLike(comment: Comment, liked: boolean): Promise<void> {
    const set = (on: boolean) => {
      if (comment.liked === on) return;
      comment.liked = on;
      comment.likes = Math.max(0, comment.likes + (on ? 1 : -1));
      if (this.card.viewer.own) comment.liked_by_creator = on;
    };
    set(liked);
    try {
      const path = `/api/comments/${comment.id}/like`;
      const answer = await (liked ? api.put<{ likes: number }>(path) : api.delete<{ likes: number }>(path));
      if (comment.liked === liked && answer) comment.likes = answer.likes;
    } catch (error) {
      set(!liked);
      toast(problem(error));
    }
  }

  async togglePin(comment: Comment): Promise<void> {
    const path = `/api/comments/${comment.id}/pin`;
    try {
      await (comment.pinned ? api.delete(path) : api.put(path));
      await this.load();
    } catch (error) {
      toast(problem(error));
    }
  }

  /** Takes a comment away at once, or down for our team; for some seconds a word brings it back. */
  async remove(comment: Comment): Promise<void> {
    try {
      if (comment.may_take_down) await api.put(`/api/comments/${comment.id}/decision`);
      else await api.delete(`/api/comments/${comment.id}`);
    } catch (error) {
      return toast(problem(error));
    }
    const counted = this.counted(comment);
    this.takeOut(comment);
    this.count(this.total - counted);
    toast(word(comment.may_take_down ? 'taken_down' : 'deleted'), { label: word('undo'), run: () => void this.bringBack(comment, counted) });
  }

  private async bringBack(comment: Comment, counted: number): Promise<void> {
    try {
      const path = `/api/comments/${comment.id}`;
      if (comment.may_take_down) await api.delete(`${path}/decision`);
      const back = await (comment.may_take_down ? api.get<CommentPlace>(path) : api.post<CommentPlace>(`${path}/restore`));
      if (back.reply) await this.showReply(back.root, back.reply);
      else this.comments.unshift(back.root);
      this.count(this.total + counted);
    } catch (error) {
      toast(problem(error));
    }
  }

  /** Shows the comment that a link leads to, wherever in the list it would stand. */
  private async find(id: string): Promise<void> {
    try {
      const place = await api.get<CommentPlace>(`/api/comments/${id}`);
      if (place.root.video_id !== this.card.id) return;
      this.focus = id;
      if (!place.root.pinned) this.comments = [place.root, ...this.comments.filter((one) => one.id !== place.root.id)];
      if (!place.reply) return;
      const root = this.pinned?.id === place.root.id ? this.pinned : this.comments[0]!;
      await this.openThread(root);
      const thread = this.thread(root);
      if (!thread.comments.some((one) => one.id === id)) thread.comments.push(place.reply);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) toast(word('gone'));
      else throw error;
    }
  }

  private async showReply(root: Comment, reply: Comment): Promise<void> {
    const here = this.pinned?.id === root.id ? this.pinned : this.comments.find((one) => one.id === root.id);
    if (!here) return;
    await this.openThread(here);
    const thread = this.thread(here);
    if (!thread.comments.some((one) => one.id === reply.id)) thread.comments.push(reply);
    here.replies = root.replies;
  }

  /** How many of the comments under the video it stands for, with its answers. */
  private counted(comment: Comment): number {
    if (comment.held || comment.waiting) return 0;
    return comment.root_id ? 1 : 1 + comment.replies;
  }

  private takeOut(comment: Comment): void {
    if (this.pinned?.id === comment.id) this.pinned = null;
    this.comments = this.comments.filter((one) => one.id !== comment.id);
    const thread = comment.root_id ? this.threads[comment.root_id] : undefined;
    if (!thread) return;
    thread.comments = thread.comments.filter((one) => one.id !== comment.id);
    for (const root of this.all) {
      if (root.id === comment.root_id) root.replies = Math.max(0, root.replies - 1);
    }
  }

  private has(id: string): boolean {
    return this.pinned?.id === id || this.comments.some((one) => one.id === id);
  }

  private count(total: number): void {
    this.total = Math.max(0, total);
    this.card.counts.comments = this.total;
  }

  /** Whether it is drawn: what is muted is folded away, unless a link led to it. */
  shows(comment: Comment): boolean {
    return !comment.muted || this.unfolded || this.focus === comment.id;
  }

  /** Everybody who speaks here, the last first: who may be meant by an @. */
  get people(): Comment['author'][] {
    const all = [...this.comments, ...(this.pinned ? [this.pinned] : []), ...Object.values(this.threads).flatMap((thread) => thread.comments)];
    const found = new Map([[this.card.creator.handle, this.card.creator]]);
    for (const one of all) found.set(one.author.handle, one.author);
    return [...found.values()];
  }
}

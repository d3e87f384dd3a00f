/** A film that the server makes of a project: asked for, followed, stopped. One may leave and come back. */
import { onNews } from '../../app/news';
import type { Montage } from '../kernels/document';
import { server, type PublishWish, type RenderView } from '../server';
import { isOut, type ServerState } from '../../kernels/journey';

const LOOK_MS = 2000;
/** Once the film is there it is out within a moment, and nobody is told by a message of ours. */
const SOON_MS = 400;

export class Making {
  render = $state.raw<RenderView | null>(null);
  /** The video's own state, once there is one to publish. */
  video = $state<ServerState | null>(null);
  /** What the film was asked of: after an edit another one can be asked for. */
  of: Montage | null = null;
  /** The film that was begun while it was still said what is to be told of it. */
  private ahead = '';
  private left = 0;
  private timer = 0;
  private over = false;
  private readonly deaf = onNews(({ kind, about }) => {
    if (kind === 'studio_render' && about === this.render?.id) void this.look();
  });

  constructor(private readonly projectId: string) {}

  get underWay(): boolean {
    const { render } = this;
    if (!render) return false;
    return render.state === 'waiting' || render.state === 'making' || (render.state === 'done' && render.video_id !== '' && !this.settled);
  }

  get settled(): boolean {
    return this.video !== null && (isOut(this.video) || this.video === 'held' || this.video === 'failed' || this.video === 'removed');
  }

  get out(): boolean {
    return this.video !== null && isOut(this.video);
  }

  /** What was asked for before, on any device, and is not done yet. */
  async recall(): Promise<void> {
    const { renders } = await server.renders(this.projectId);
    const newest = renders[0];
    if (newest && (newest.state === 'waiting' || newest.state === 'making')) this.follow(newest);
  }

  /** Have the film begun that will soon be published, as it is saved now; whether that goes is no matter. */
  async beginAhead(clientId: string): Promise<void> {
    const { left } = this;
    try {
      this.ahead = (await server.renderAhead(this.projectId, clientId)).id;
      if (left !== this.left) await this.leaveAhead(); // nobody waited for the answer
    } catch {
      // It takes long, or others wait for theirs: it is begun when it is asked for.
    }
  }

  /** Nobody asks for the film that was begun any more; it goes on where it is the one that was asked for. */
  async leaveAhead(): Promise<void> {
    const begun = this.ahead;
    this.ahead = '';
    this.left++;
    if (begun) await server.stop(begun).catch(() => null);
  }

  async publish(wish: PublishWish): Promise<void> {
    this.video = null;
    this.follow(await server.publish(this.projectId, wish));
  }

  async make(clientId: string): Promise<void> {
    this.video = null;
    this.follow(await server.render(this.projectId, clientId));
  }

  async stop(): Promise<void> {
    if (this.render) this.render = await server.stop(this.render.id);
  }

  /** Nothing is followed any more, so that another one can be asked for. */
  afresh(): void {
    clearTimeout(this.timer);
    this.render = null;
    this.video = null;
  }

  end(): void {
    this.over = true;
    this.deaf();
    clearTimeout(this.timer);
  }

  private follow(render: RenderView): void {
    this.render = render;
    void this.leaveAhead();
    void this.look();
  }

  private async look(): Promise<void> {
    clearTimeout(this.timer);
    const asked = this.render?.id;
    if (this.over || !asked) return;
    try {
      const render = await server.renderOf(asked);
      if (asked !== this.render?.id) return;
      this.render = render;
      if (render.state === 'done' && render.video_id) this.video = (await server.videoState(render.video_id)).state;
    } catch {
      // No network for a while: the next look tells.
    }
    const pause = this.render?.state === 'done' ? SOON_MS : LOOK_MS;
    if (this.underWay && !this.over) this.timer = window.setTimeout(() => void this.look(), pause);
  }
}

/** The server listening to a material, asked again and again until it is done, or until somebody stops it. */
import type { Material } from './kernels/document';
import { server, type TranscriptView } from './server';

const AGAIN_MS = 2000;

export class Listening {
  private to: Material | null = null;
  private under: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly desk: Pick<typeof server, 'transcript' | 'stopTranscript'> = server,
    private readonly againMs = AGAIN_MS,
  ) {}

  /** What is said; null: it was stopped meanwhile. Throws the server's reason where it can't be heard. */
  async hear(material: Material, grown: (progress: number) => void): Promise<TranscriptView | null> {
    this.to = material;
    for (;;) {
      const asked = this.desk.transcript(material.origin, material.id);
      this.under = asked.catch(() => {});
      const view = await asked;
      if (this.to !== material) return null;
      if (view.state === 'failed') throw new Error(view.reason?.message);
      grown(view.progress);
      if (view.state === 'done') {
        this.to = null;
        return view;
      }
      await new Promise((resolve) => setTimeout(resolve, this.againMs));
      if (this.to !== material) return null;
    }
  }

  /** A question that is still on its way comes first: arriving later it would begin everything anew. */
  async stop(): Promise<void> {
    const material = this.to;
    this.to = null;
    if (!material) return;
    await this.under;
    await this.desk.stopTranscript(material.origin, material.id).catch(() => {}); // it ends by itself, too
  }
}

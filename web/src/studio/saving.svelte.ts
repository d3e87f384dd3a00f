/** Saves by itself, and says how it stands.
 *
 *     saved ──change──> unsaved ──a moment later──> saving ──> saved
 *                                                     ├──no answer──> offline: kept in this browser, tried again
 *                                                     ├──elsewhere─> clash: a person decides
 *                                                     ├──a file that nobody knows of yet: kept here until somebody does
 *                                                     └──refused───> refused, in the server's words; kept here
 *
 * When the page goes, what is not saved is kept here in one stroke and sent by a request that outlives the page.
 */
import { ApiError } from '../api/client';
import { whenLeaving } from '../app/leaving';
import { problem } from '../app/toasts.svelte';
import { canonical } from './kernels/canonical';
import type { Montage } from './kernels/document';
import { filled, type Sparse } from './kernels/filled';
import { unsentOf } from './materials/unsent';
import { dropMontage, keepMontage, type KeptMontage, leaveMontage, montageOf } from './materials/shelf';
import { server } from './server';

export type SavingState = 'saved' | 'unsaved' | 'saving' | 'offline' | 'clash' | 'refused';

const SOON_MS = 700;
const AGAIN_MS = 5000;
/** What a request may weigh that outlives its page; browsers stop at 64 KiB for all of them together. */
const OUTLIVES_BYTES = 60_000;

export class Saving {
  state = $state<SavingState>('saved');
  reason = $state('');
  /** The material that the server would not have in it. */
  guilty = $state('');
  private latest: Montage;
  private timer = 0;
  private under: Promise<void> | null = null;
  /** What is on its way. */
  private sent: Montage | null = null;
  private readonly stay: () => void;

  constructor(
    private readonly projectId: string,
    private readonly personId: string,
    private revision: number,
    montage: Montage,
  ) {
    this.latest = montage;
    addEventListener('online', this.now);
    this.stay = whenLeaving(this.leave);
  }

  /** What was written here without a network. Where the server has gone on from what it was made of, it clashes. */
  async waiting(): Promise<Montage | null> {
    const kept = await montageOf(this.projectId, this.personId);
    if (!kept) return null;
    const mine = filled(kept.montage as Sparse<Montage>);
    if (kept.revision === this.revision) return mine;
    // The page went before it heard that all of it had arrived, or what was under way then.
    const there = canonical(this.latest);
    if (canonical(mine) === there) {
      await dropMontage(this.projectId);
      return null;
    }
    if (kept.sent && canonical(filled(kept.sent as Sparse<Montage>)) === there) return mine;
    this.latest = mine;
    this.revision = kept.revision; // left again, it must not look as if it built on what is there now
    this.state = 'clash';
    return mine;
  }

  note(montage: Montage): void {
    if (montage === this.latest) return;
    this.latest = montage;
    if (this.state === 'clash') return;
    this.state = 'unsaved';
    clearTimeout(this.timer);
    this.timer = window.setTimeout(this.now, SOON_MS);
  }

  /** Everything up to this moment is on the server when it resolves to true. */
  async all(): Promise<boolean> {
    while (this.under) await this.under;
    if (this.state !== 'saved' && this.state !== 'clash') {
      this.now();
      while (this.under) await this.under;
    }
    return this.state === 'saved';
  }

  /** The clash is settled: what is here now builds on `revision`. */
  settled(revision: number, montage: Montage): void {
    this.revision = revision;
    this.latest = montage;
    this.state = 'saved';
    void dropMontage(this.projectId);
  }

  /** What is here, for a copy of its own. */
  get mine(): Montage {
    return this.latest;
  }

  end(): void {
    clearTimeout(this.timer);
    removeEventListener('online', this.now);
    this.stay();
    if (this.state === 'unsaved' || this.state === 'offline') void this.send();
  }

  private readonly leave = (): void => {
    if (this.state === 'saved') return;
    leaveMontage(this.kept());
    this.go(true);
  };

  private readonly now = (): void => this.go();

  private go(leaving = false): void {
    clearTimeout(this.timer);
    if (this.under || this.state === 'saved' || this.state === 'clash') return;
    this.under = this.send(leaving).finally(() => (this.under = this.sent = null));
  }

  private kept(): KeptMontage {
    const { projectId, personId, revision, latest: montage, sent } = this;
    return { projectId, personId, revision, montage, atMs: Date.now(), ...(sent && { sent }) };
  }

  private async send(leaving = false): Promise<void> {
    const montage = this.latest;
    this.state = 'saving';
    const keeping = keepMontage(this.kept());
    if (!leaving) await keeping;
    if (unsentOf(montage).length) {
      if (this.latest === montage) this.state = 'offline';
      else this.later(SOON_MS);
      return;
    }
    this.sent = montage;
    try {
      const saved = await server.save(this.projectId, this.revision, montage, leaving && weight(montage) < OUTLIVES_BYTES);
      this.revision = saved.revision;
      this.reason = this.guilty = '';
      if (this.latest === montage) {
        this.state = 'saved';
        await dropMontage(this.projectId);
      } else this.later(SOON_MS);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 'saved_elsewhere') this.state = 'clash';
      else if (error.offline || error.status >= 500 || error.status === 429) this.later(AGAIN_MS, 'offline');
      else {
        this.state = 'refused';
        this.reason = problem(error);
        this.guilty = String(error.fields['material'] ?? '');
      }
    }
  }

  private later(ms: number, state: SavingState = 'unsaved'): void {
    this.state = state;
    this.timer = window.setTimeout(this.now, ms);
  }
}

const weight = (montage: Montage): number => new TextEncoder().encode(JSON.stringify(montage)).length;

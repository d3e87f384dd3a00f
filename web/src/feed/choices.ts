/** Which rendition of a video is played, and which other one when it does not play. */
import { api, ApiError } from '../api/client';
import type { Rendition, VideoCard } from '../api/types';
import { device } from '../app/settings.svelte';
import { choose, type Throughput } from '../kernels/rendition';
import { plays } from './codecs';
import type { VideoItem } from './feed.svelte';

const MOST_TRIES = 3;

export class Choices {
  private chosen = new Map<string, Rendition>();
  private tried = new Map<string, Set<string>>();

  constructor(
    private readonly speed: Throughput,
    private readonly shortSide: () => number,
  ) {}

  /** Decided once per video: the head that was warmed must be the head that is played. Null: none is left. */
  of(item: VideoItem): Rendition | null {
    const before = this.chosen.get(item.key);
    if (before) return before;
    const tried = this.tried.get(item.key);
    const left = item.card.renditions.filter((r) => !tried?.has(r.url));
    const conditions = { kbps: this.speed.kbps, shortSide: this.shortSide(), savesData: device.savesData, plays };
    const rendition = choose(left, conditions);
    if (rendition) this.chosen.set(item.key, rendition);
    return rendition;
  }

  /** `url` did not play; the next one to try, or null when it is time to give up. */
  async another(item: VideoItem, url: string): Promise<Rendition | null> {
    const tried = this.tried.get(item.key) ?? new Set<string>();
    this.tried.set(item.key, tried.add(url));
    this.chosen.delete(item.key);
    if (tried.size === 1) await refresh(item.card); // a signed address may simply have run out
    return tried.size > MOST_TRIES ? null : this.of(item);
  }

  /** Everything may be tried anew. */
  forgive(item: VideoItem): void {
    this.tried.delete(item.key);
  }
}

async function refresh(card: VideoCard): Promise<void> {
  try {
    card.renditions = (await api.get<VideoCard>(`/api/videos/${card.id}`)).renditions;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) card.renditions = [];
  }
}

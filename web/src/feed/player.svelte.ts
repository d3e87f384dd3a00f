/** Three video elements serve the whole feed: one plays, one waits ready, one rests on the card before.
 *
 * FeedPage draws the elements and says which card is on the screen; everything about playing is decided here.
 */
import { tell } from '../api/events';
import { device } from '../app/settings.svelte';
import { assign, wanted, type Slots } from '../kernels/pool';
import { Throughput } from '../kernels/rendition';
import { WatchMeter } from '../kernels/watch';
import { Choices } from './choices';
import { hasAhead, hasBeenTouched, release } from './elements';
import { about, type Feed, type VideoItem } from './feed.svelte';
import { Warmer } from './warm';

export const ELEMENTS = 3;
export type Phase = 'loading' | 'playing' | 'paused' | 'refused' | 'offline' | 'broken' | 'gone';

const STALL_MS = 350;
/** After a swipe the first frames have the machine to themselves for this long. */
const CALM_MS = 250;

export class Player {
  phase = $state<Phase>('loading');
  /** Playing, but the network does not keep up. */
  stalled = $state(false);
  atMs = $state(0);
  lengthMs = $state(0);
  muted = $state(true);
  /** Muted although the person wants sound: the browser waits for a tap. */
  soundWaits = $state(device.sound === 'unasked');
  /** Which card each element serves; FeedPage places them by it. */
  slots = $state.raw<Slots>(new Array<number | null>(ELEMENTS).fill(null));
  /** Elements that have a picture to show. */
  pictured = $state<boolean[]>(new Array<boolean>(ELEMENTS).fill(false));

  private elements: HTMLVideoElement[] = [];
  private keys: string[] = new Array<string>(ELEMENTS).fill('');
  private broken = new Set<string>();
  /** Ids of videos that were taken away while somebody watched. */
  private gone = new Set<string>();
  private item: VideoItem | null = null;
  private meter = new WatchMeter(0);
  private speed = new Throughput();
  private warmer = new Warmer(this.speed);
  private choices: Choices;
  private stallTimer = 0;
  private serveTimer = 0;
  private hiddenPause = false;
  private finished = false;
  private ended = false;

  constructor(
    private readonly feed: Feed,
    /** Pixels of the device across the short side of the picture. */
    shortSide: () => number,
  ) {
    this.choices = new Choices(this.speed, shortSide);
  }

  /** Takes the elements into service; returns how to leave them. */
  attach(elements: HTMLVideoElement[]): () => void {
    this.elements = elements;
    const quit = new AbortController();
    const options = { signal: quit.signal };
    elements.forEach((element, slot) => this.listen(element, slot, options));
    document.addEventListener('visibilitychange', () => this.onVisibility(), options);
    addEventListener('pagehide', () => this.report(), options);
    addEventListener('online', () => this.phase === 'offline' && this.retry(), options);
    let frame = requestAnimationFrame(function step(this: Player) {
      this.measure();
      frame = requestAnimationFrame(step.bind(this));
    }.bind(this));
    return () => {
      this.ended = true;
      this.report();
      quit.abort();
      cancelAnimationFrame(frame);
      clearTimeout(this.stallTimer);
      clearTimeout(this.serveTimer);
      this.warmer.want([]);
      for (const element of elements) release(element);
    };
  }

  /** The card at `index` is on the screen now. The list may also have changed under us: call again then. */
  show(index: number): void {
    const item = this.feed.items[index];
    const video = item?.kind === 'video' ? item : null;
    const moved = video?.key !== this.item?.key;
    if (moved) {
      this.leave();
      clearTimeout(this.serveTimer);
      this.serveTimer = 0;
    } else if (this.serveTimer) {
      return;
    }
    // Giving an element another file costs tens of milliseconds: not in those in which a picture that is ready
    // should start to move. One that is not ready waits for the network anyway, and needs it cleared.
    const slot = this.slotOf(index);
    const ready = moved && video !== null && this.keys[slot] === video.key && hasAhead(this.elements[slot]);
    if (!ready) this.serve();
    if (moved) this.arrive(video, index);
    if (!ready) return this.lookAhead(); // after arriving: the video on the screen asks first
    this.serveTimer = window.setTimeout(() => {
      this.serve();
      this.lookAhead();
    }, CALM_MS);
  }

  /** Tap on the picture: the first one brings the sound, the later ones pause and play. */
  tap(): void {
    if (this.phase === 'playing' && this.soundWaits && this.muted) this.setSound(true);
    else this.toggle();
  }

  toggle(): void {
    const element = this.element;
    if (!element || this.unplayable) return;
    if (this.phase === 'playing') {
      element.pause();
      this.phase = 'paused';
    } else {
      void this.play();
    }
  }

  setSound(on: boolean): void {
    this.muted = !on;
    this.soundWaits = false;
    device.sound = on ? 'on' : 'off';
    device.keep();
    for (const element of this.elements) element.muted = !on; // all of them, while the tap still counts
    if (on && this.phase === 'refused') void this.play();
  }

  /** This video may not be seen any more: it stops where it is, and whoever comes back to it is told so too. */
  takeAway(videoId: string): void {
    this.gone.add(videoId);
    if (this.item?.card.id !== videoId) return;
    this.phase = 'gone';
    this.flow();
    this.element?.pause();
  }

  seek(ms: number): void {
    const element = this.element;
    if (!element) return;
    this.meter.seeked();
    element.currentTime = Math.max(0, Math.min(ms, this.lengthMs - 50)) / 1000;
    this.atMs = element.currentTime * 1000;
  }

  retry(): void {
    const slot = this.slotOf(this.feed.index);
    if (slot < 0 || !this.item) return;
    this.broken.delete(this.item.key);
    this.choices.forgive(this.item);
    this.keys[slot] = '';
    const stoodAt = this.atMs;
    this.load(slot, this.item, true);
    this.elements[slot]?.addEventListener('loadedmetadata', () => this.seek(stoodAt), { once: true });
    void this.play();
  }

  // --- one card after the other

  private arrive(item: VideoItem | null, index: number): void {
    this.item = item;
    this.stalled = false;
    this.atMs = 0;
    this.lengthMs = item?.card.duration_ms ?? 0;
    this.meter = new WatchMeter(this.lengthMs);
    this.finished = false;
    this.elements.forEach((element, slot) => {
      if (this.slots[slot] === index) return;
      element.pause();
    });
    if (!item) return;
    if (this.feed.kind !== 'newest') tell('impression', { ...about(item) });
    const slot = this.slotOf(index);
    this.phase = this.gone.has(item.card.id) ? 'gone' : this.broken.has(item.key) ? 'broken' : 'loading';
    if (this.unplayable) return;
    this.load(slot, item, true);
    const element = this.elements[slot];
    if (element && element.currentTime > 0) element.currentTime = 0; // back again before it was rewound
    void this.play();
  }

  /** Gives the elements their cards around the one on the screen. */
  private serve(): void {
    this.serveTimer = 0;
    const count = device.savesData ? 2 : ELEMENTS;
    this.slots = assign(this.slots, wanted(this.feed.index, this.feed.items.length, count));
    this.clear();
    this.rewind();
  }

  /** Who comes back to a card meets its beginning. */
  private rewind(): void {
    this.elements.forEach((element, slot) => {
      if (this.slots[slot] !== this.feed.index && element.currentTime > 0) element.currentTime = 0;
    });
  }

  /** Elements let go of what is not theirs any more: a swipe stops what nobody waits for. */
  private clear(): void {
    this.slots.forEach((card, slot) => {
      const item = card === null ? undefined : this.feed.items[card];
      const element = this.elements[slot];
      if (!element || !this.keys[slot] || this.keys[slot] === item?.key) return;
      this.keys[slot] = '';
      this.pictured[slot] = false;
      release(element);
    });
  }

  private leave(): void {
    const item = this.item;
    if (!item) return;
    this.report();
    this.item = null;
  }

  /** Tells what was watched of this card so far; the server keeps the longest report of a visit. */
  private report(): void {
    const watched = this.item && this.meter.report();
    if (this.item === null || watched === null || this.feed.kind === 'newest') return;
    const length = Math.round(this.lengthMs || this.item.card.duration_ms);
    tell('watch', { ...about(this.item), watched_ms: watched, duration_ms: length });
  }

  /** Somebody watched it to its end: a strong signal, told while it is still on the screen. */
  private finish(): void {
    this.finished = true;
    this.report();
    this.feed.react();
  }

  private measure(): void {
    const element = this.element;
    if (!element || !this.item || this.phase !== 'playing' || element.seeking) return;
    this.atMs = element.currentTime * 1000;
    this.meter.tick(this.atMs, performance.now());
    if (this.meter.finished && !this.finished) this.finish();
  }

  private onVisibility(): void {
    const element = this.element;
    if (!element) return;
    if (document.visibilityState === 'hidden') {
      this.hiddenPause = this.phase === 'playing';
      element.pause();
      this.measure();
      this.report();
    } else if (this.hiddenPause) {
      this.hiddenPause = false;
      void this.play();
    }
  }

  // --- elements

  private async play(): Promise<void> {
    const element = this.element;
    if (!element || this.phase === 'gone') return;
    this.muted = device.sound !== 'on' || (this.soundWaits && !hasBeenTouched());
    element.muted = this.muted;
    try {
      await element.play();
    } catch (error) {
      if (element !== this.element || !(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      if (element.muted) {
        this.phase = 'refused';
      } else {
        this.muted = element.muted = true;
        this.soundWaits = true;
        await element.play().catch(() => (this.phase = 'refused'));
      }
    }
  }

  private load(slot: number, item: VideoItem, urgent: boolean): void {
    const element = this.elements[slot];
    if (!element || this.keys[slot] === item.key) {
      if (element && urgent) element.preload = 'auto';
      return;
    }
    const rendition = this.choices.of(item);
    this.keys[slot] = item.key;
    this.pictured[slot] = false;
    if (!rendition) return this.fail(item);
    element.preload = urgent || !device.savesData ? 'auto' : 'metadata';
    if (urgent) {
      void this.warmer.release(rendition.url, true);
      element.src = rendition.url;
      return;
    }
    release(element);
    void this.warmer.release(rendition.url, false).then(() => {
      if (this.keys[slot] === item.key && !element.src) element.src = rendition.url;
    });
  }

  /** Fills the waiting element, then warms two more heads; only while the video on the screen has enough. */
  private lookAhead(): void {
    const here = this.feed.index;
    if (this.ended || this.serveTimer || !this.safe(this.slotOf(here))) return;
    const nextSlot = this.slotOf(here + 1);
    const next = this.feed.items[here + 1];
    if (nextSlot >= 0 && next?.kind === 'video' && !this.broken.has(next.key)) {
      this.load(nextSlot, next, false);
      if (device.savesData || !this.safe(nextSlot)) return;
    }
    if (device.savesData) return;
    const coming = this.feed.items.slice(here + 2, here + 4);
    this.warmer.want(
      coming.flatMap((item) => {
        const rendition = item.kind === 'video' ? this.choices.of(item) : null;
        return rendition ? [{ url: rendition.url, bytes: rendition.head_bytes || 200_000 }] : [];
      }),
    );
  }

  /** Whether an element has a few seconds to go, or has all there is. A card without video is safe too. */
  private safe(slot: number): boolean {
    return !this.elements[slot] || !this.item || this.unplayable || hasAhead(this.elements[slot]);
  }

  private listen(element: HTMLVideoElement, slot: number, options: AddEventListenerOptions): void {
    const here = () => this.slots[slot] === this.feed.index && this.keys[slot] === this.item?.key;
    const on = (name: string, act: () => void) => element.addEventListener(name, act, options);
    on('loadeddata', () => (this.pictured[slot] = true));
    on('loadedmetadata', () => {
      if (here() && Number.isFinite(element.duration)) this.lengthMs = this.meter.durationMs = element.duration * 1000;
    });
    on('playing', () => here() && this.phase !== 'gone' && ((this.phase = 'playing'), this.flow()));
    on('pause', () => here() && this.phase === 'playing' && !document.hidden && (this.phase = 'paused'));
    on('waiting', () => here() && this.stall());
    on('timeupdate', () => here() && (this.measure(), this.flow()));
    for (const name of ['progress', 'canplay', 'canplaythrough', 'suspend']) on(name, () => this.lookAhead());
    on('error', () => element.src && void this.onError(element, slot));
  }

  private stall(): void {
    clearTimeout(this.stallTimer);
    this.stallTimer = window.setTimeout(() => {
      if (this.phase === 'gone') return;
      if (navigator.onLine) this.stalled = true;
      else this.phase = 'offline';
    }, STALL_MS);
  }

  private flow(): void {
    clearTimeout(this.stallTimer);
    this.stalled = false;
  }

  // --- when a file does not play

  private async onError(element: HTMLVideoElement, slot: number): Promise<void> {
    const index = this.slots[slot];
    const item = index === null || index === undefined ? undefined : this.feed.items[index];
    if (item?.kind !== 'video' || this.keys[slot] !== item.key) return;
    if (this.gone.has(item.card.id)) return;
    if (!navigator.onLine) {
      if (item.key === this.item?.key) this.phase = 'offline';
      this.keys[slot] = '';
      return;
    }
    if (!(await this.choices.another(item, element.src))) return this.fail(item);
    if (this.keys[slot] !== item.key) return;
    this.keys[slot] = '';
    const urgent = item.key === this.item?.key;
    this.load(slot, item, urgent);
    if (urgent) void this.play();
  }

  private fail(item: VideoItem): void {
    this.broken.add(item.key);
    if (item.key === this.item?.key) {
      this.phase = 'broken';
      this.lookAhead();
    }
  }

  private get unplayable(): boolean {
    return this.phase === 'broken' || this.phase === 'gone';
  }

  private get element(): HTMLVideoElement | undefined {
    return this.elements[this.slotOf(this.feed.index)];
  }

  private slotOf(index: number): number {
    return this.slots.indexOf(index);
  }
}

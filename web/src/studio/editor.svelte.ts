/** What the editor knows while somebody works: the montage, what was done to it, what is chosen, where one stands.
 *
 * A change is done at once, or under a finger that still moves: then `edit(.., false)` shows it, the last one makes
 * it one step of the history, and `letGo` takes it back. Tools that need more than a line live in deeds.ts.
 */
import { tick } from 'svelte';
import { toast } from '../app/toasts.svelte';
import * as edits from './kernels/edits';
import { type Clip, endOf, lengthOf, type Material as Name, type Montage, type Role, type Track } from './kernels/document';
import { begun, did, type History, mapped, nextSteps, redone, settled, undone } from './kernels/history';
import { propertyAt } from './kernels/keys';
import { momentAt } from './kernels/sources';
import { loosely, placesOf } from './kernels/templates';
import type { Material, Materials } from './materials/materials.svelte';
import { cutFrom, renamer } from './materials/unsent';
import { word, type EditingWord } from './phrases/editing';
import { refused } from './phrases/refused';
import type { Preview } from './preview/preview';
import { server, type ProjectLine } from './server';
import { alone } from './stage/alone';
import type { Pixels } from './stage/picking';
import type { Matter } from './timeline/clips';

export type Step =
  | 'add' | 'trim' | 'split' | 'delete' | 'duplicate' | 'order' | 'move' | 'speed' | 'volume' | 'look' | 'effect' | 'transition' | 'text'
  | 'captions' | 'place' | 'crop' | 'motion' | 'mask' | 'chroma' | 'blend' | 'backwards' | 'freeze' | 'replace' | 'layer' | 'canvas' | 'key'
  | 'marker' | 'track' | 'slot' | 'sound' | 'paste';

export class Editor {
  /** As it is shown, with what is under a finger. */
  montage = $state.raw<Montage>(undefined!);
  selected = $state<string | null>(null);
  /** The clip before the cut that is chosen. */
  cut = $state<string | null>(null);
  /** What is chosen besides `selected`; several are moved, doubled and deleted together. */
  also = $state.raw<ReadonlySet<string>>(new Set());
  /** A finger rested on a clip: every touch takes one more in, or lets it go. */
  private picking = $state(false);
  /** The track whose head was touched. */
  track = $state<string | null>(null);
  /** Where one stands, in pictures; a real number while the film is dragged. */
  at = $state(0);
  playing = $state(false);
  /** Decibels by which the preview brings the sound to its loudness; null until the whole was listened to. */
  gain = $state<number | null>(null);
  title = $state('');
  readonly id: string;
  /** It began as somebody's template: what is put into its places never moves a cut. */
  readonly template: boolean;
  /** What was put beside somebody's video last, and the film before that. */
  place = $state.raw<{ readonly before: Montage; readonly after: Montage; readonly clip: string } | null>(null);
  /** What a touch of the picture does now, besides moving what is on it: the chosen clip lies there alone meanwhile. */
  hand = $state<'crop' | 'colour' | null>(null);
  /** Width over height that a crop keeps, or 0. */
  ratio = $state(0);
  private preview: Preview | null = null;
  private history = $state.raw<History>(undefined!);

  readonly length: number = $derived(lengthOf(this.montage));
  readonly clip: Clip | null = $derived(this.find(this.selected));
  /** Its places are there for somebody else's film: of a template, or beside a video. */
  readonly held: boolean = $derived.by(() => {
    const places = placesOf(this.montage);
    return places.length > 0 && (this.template || places.some((clip) => clip.content.what === 'fill'));
  });
  /** The same, while nothing else was done since. */
  readonly placed = $derived(this.place?.after === this.history.present ? this.place : null);

  constructor(
    project: ProjectLine,
    montage: Montage,
    readonly materials: Materials,
  ) {
    this.id = project.id;
    this.template = project.begun_from === 'template';
    this.title = project.name;
    this.montage = montage;
    this.history = begun(montage);
  }

  /** What the picture shows: the film, or the chosen clip alone. */
  readonly staged: Montage = $derived(this.hand && this.clip ? alone(this.montage, this.clip.id) : this.montage);

  /** As it was last settled: what is saved. */
  get settledMontage(): Montage {
    return this.history.present;
  }

  get fps(): number {
    return this.montage.canvas.fps;
  }

  // --- what is shown ---

  take(preview: Preview | null): void {
    this.preview = preview;
  }

  /** The preview shows picture n. While somebody drags the film, their finger knows better. */
  shown(n: number): void {
    if (this.playing) this.at = n;
  }

  /** The picture that shows, once it does. */
  async pixels(): Promise<Pixels | null> {
    await this.preview?.show(Math.floor(this.at));
    return this.preview?.pixels() ?? null;
  }

  seek(picture: number): void {
    this.at = Math.max(0, Math.min(this.length, picture));
    void this.preview?.show(Math.floor(this.at));
  }

  step(by: number): void {
    this.pause();
    this.seek(Math.floor(this.at) + by);
  }

  toCut(way: 1 | -1): void {
    const cuts = [...new Set(this.montage.tracks.flatMap((track) => track.clips.flatMap((clip) => [clip.start, endOf(clip)])))].sort((a, b) => a - b);
    const now = Math.floor(this.at);
    const next = way > 0 ? cuts.find((cut) => cut > now) : cuts.findLast((cut) => cut < now);
    if (next !== undefined) this.seek(next);
  }

  toggle = (): void => (this.playing ? this.pause() : this.play());

  play(): void {
    if (this.playing || !this.preview) return;
    const from = Math.floor(this.at) >= this.length - 1 ? 0 : Math.floor(this.at);
    this.at = from;
    void tick().then(() => this.preview?.playOn(from)); // it has what was changed this moment
  }

  pause(): void {
    this.preview?.pause();
  }

  /** A material came, or lies elsewhere now. */
  refresh(name: { origin: 'upload' | 'video' | 'sound'; id: string }): void {
    this.preview?.refresh(name);
  }

  // --- what is chosen ---

  select(id: string | null): void {
    this.selected = id;
    this.also = new Set();
    this.picking = false;
    this.cut = null;
  }

  /** Ids of all that is chosen, the one that panels are about first. */
  get chosen(): readonly string[] {
    return this.selected === null ? [] : [this.selected, ...this.also];
  }

  get several(): boolean {
    return this.picking || this.also.size > 0;
  }

  /** Into what is chosen, or out of it; the last one that came is what panels are about. `on`: and so on. */
  choose(id: string, on = false): void {
    this.cut = null;
    this.picking ||= on;
    const others = this.chosen.filter((one) => one !== id);
    const [first = null, ...rest] = others.length < this.chosen.length ? others : [id, ...others];
    this.selected = first;
    this.also = new Set(rest);
    if (first === null) this.picking = false;
  }

  chooseAll(ids: readonly string[]): void {
    this.select(ids[0] ?? null);
    this.also = new Set(ids.slice(1));
  }

  selectCut(left: string): void {
    this.select(null);
    this.cut = left;
  }

  find(id: string | null): Clip | null {
    if (id === null) return null;
    for (const track of this.montage.tracks) for (const clip of track.clips) if (clip.id === id) return clip;
    return null;
  }

  trackOf(id: string): Track | null {
    return this.montage.tracks.find((track) => track.clips.some((clip) => clip.id === id)) ?? null;
  }

  roleOf(clip: Clip): Role {
    return this.trackOf(clip.id)?.role ?? 'main';
  }

  /** The picture of the chosen clip at the line, held within the clip. */
  get within(): number {
    const { clip } = this;
    return clip ? Math.max(0, Math.min(clip.length - 1, Math.floor(this.at) - clip.start)) : 0;
  }

  // --- the history ---

  get canUndo(): Step | null {
    return (nextSteps(this.history).undo as Step) || null;
  }

  get canRedo(): Step | null {
    return (nextSteps(this.history).redo as Step) || null;
  }

  undo(): void {
    this.stand(undone(this.history));
  }

  redo(): void {
    this.stand(redone(this.history));
  }

  /** Another device's montage takes the place of this one; the way back begins anew. */
  become(montage: Montage): void {
    this.stand(begun(montage));
  }

  /** A material is called otherwise from now on, in everything that can be undone as well. */
  renameMaterial(from: Name, to: Name): void {
    const rename = renamer(from, to);
    const { place } = this;
    this.history = mapped(this.history, rename);
    this.montage = rename(this.montage);
    if (place) this.place = { ...place, before: rename(place.before), after: rename(place.after) };
  }

  /**
   * Changes the montage as it was last settled. Until `done` it is only shown. What can't be done is said, and
   * nothing changes; true when it was done.
   */
  edit(step: Step, act: (montage: Montage) => Montage, done = true): boolean {
    try {
      // A template's places hold its cuts; those that one marked oneself go along with their clips.
      const next = this.held || step === 'slot' ? act(this.settledMontage) : loosely(this.settledMontage, act);
      this.montage = next;
      if (done) this.settle(step);
      return true;
    } catch (trouble) {
      if (!(trouble instanceof edits.Refused)) throw trouble;
      if (done) {
        toast(refused(trouble.code));
        this.letGo();
      }
      return false;
    }
  }

  settle(step: Step, gesture = ''): void {
    this.history = did(this.history, this.montage, step, gesture);
    this.at = Math.min(this.at, this.length);
  }

  letGo(): void {
    this.montage = this.settledMontage;
  }

  /** Changes the chosen clip. */
  shape(step: Step, change: (clip: Clip) => edits.Dress, done = true): void {
    const id = this.selected;
    if (id === null) return;
    this.edit(step, (montage) => edits.change(montage, id, change(edits.find(montage, id).clip)), done);
  }

  /** Changes the chosen clip while somebody writes: each letter is settled, and all of them are one step until `written`. */
  write(step: Step, change: (clip: Clip) => edits.Dress): void {
    const id = this.selected;
    this.shape(step, change, false);
    if (id !== null) this.settle(step, `${step} ${id}`);
  }

  written(): void {
    this.history = settled(this.history);
  }

  private stand(history: History): void {
    this.history = history;
    this.montage = history.present;
    const left = this.chosen.filter((id) => this.find(id));
    if (left.length < this.chosen.length) this.chooseAll(left);
    if (this.cut && !this.find(this.cut)) this.cut = null;
    this.seek(Math.min(this.at, this.length));
  }

  // --- names ---

  nameOf = (clip: Clip): string => {
    const { content } = clip;
    if (clip.slot?.label && content.what === 'fill') return clip.slot.label;
    if (content.what === 'text') return content.text.split('\n')[0]!;
    if (content.what === 'captions') return content.words.slice(0, 6).map((one) => one.text).join(' ').trim().replace(/\s*\n\s*/g, ' / ') || word('kind.captions');
    if (content.what === 'footage' || content.what === 'listening') return this.materials.of(content.material)?.name || this.kindOf(clip);
    return this.kindOf(clip);
  };

  kindOf(clip: Clip): string {
    const { what } = clip.content;
    if (clip.slot?.kind === 'media' && what === 'fill') return word('kind.place');
    if (what === 'footage') return word(this.isPhoto(clip) ? 'kind.photo' : 'kind.film');
    return word(what === 'listening' ? 'kind.sound' : (`kind.${what}` as EditingWord));
  }

  isPhoto(clip: Clip): boolean {
    return clip.content.what === 'footage' && this.materials.of(clip.content.material)?.kind === 'photo';
  }

  hasSound(clip: Clip): boolean {
    const { content } = clip;
    if (content.what === 'listening') return true;
    return content.what === 'footage' && !content.frozen && (this.materials.of(content.material)?.facts?.sounds ?? true);
  }

  /** Why what a clip is cut from can't be used; nothing: it can. */
  whyUnusable = (clip: Clip): string => {
    const material = this.materialOf(clip);
    if (material?.stage !== 'refused') return '';
    return material.name ? word('bin.refused', { name: material.name, reason: material.reason }) : material.reason;
  };

  /** The first clip whose material can't be used, or is the one that the server would not have. */
  unusable(guilty: string): Clip | null {
    const clips = this.montage.tracks.flatMap((track) => track.clips);
    return clips.find((clip) => this.isUnusable(clip, guilty)) ?? null;
  }

  private isUnusable(clip: Clip, guilty: string): boolean {
    const { content } = clip;
    if (content.what !== 'footage' && content.what !== 'listening') return false;
    return content.material.id === guilty || this.materialOf(clip)?.stage === 'refused';
  }

  private materialOf(clip: Clip): Material | null {
    const name = cutFrom(clip);
    return name && this.materials.of(name);
  }

  /** What the timeline draws of a clip's material. */
  matter = (clip: Clip): Matter => {
    const material = this.materialOf(clip);
    return {
      strip: material?.strip ?? null,
      peaks: this.hasSound(clip) ? (material?.peaks ?? null) : null,
      waiting: material?.sent ?? null,
      refused: material?.stage === 'refused',
      second: (k) => momentAt(clip, k) / this.fps,
    };
  };

  /** The value of a property of the chosen clip at the line, by its keys if it has some. */
  value(name: string): number {
    return this.clip ? propertyAt(this.clip, name, this.within) : 0;
  }

  nameOfTrack(track: Track): string {
    const alike = this.montage.tracks.filter((one) => one.role === track.role);
    return word(`track.${track.role}`, { n: alike.indexOf(track) + 1 });
  }

  async rename(title: string): Promise<void> {
    const before = this.title;
    this.title = title;
    await server.rename(this.id, title).catch((trouble) => {
      this.title = before;
      throw trouble;
    });
  }

  end(): void {
    this.pause();
    this.materials.end();
  }
}

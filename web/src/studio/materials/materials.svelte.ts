/** The material of a project: what is here as a file, what is on its way, what the server already holds.
 *
 *     file chosen ──> asked for a place ──> usable here at once ──> sent ──> prepared by the server
 *                     (its id is known)     strip, sound's shape             small film for other devices
 *
 * Where nobody answers, a file is usable under a name of this browser's own, and gets its id when somebody does.
 */
import { onNews } from '../../app/news';
import { Sending } from '../../create/sending.svelte';
import type { Material as Name } from '../kernels/document';
import { nameOf } from '../kernels/edits';
import { word } from '../phrases/editing';
import { server, type MaterialTicket, type MaterialView } from '../server';
import { drawPeaks, drawStrip, factsOf, PEAKS_A_SECOND, type Facts, type Kind, type Peaks, type Strip } from './reading';
import { dropFile, filesOf, keepFile } from './shelf';
import { peaksOf, stripOf } from './served';
import { isUnsent, unsentName } from './unsent';

export type Stage = 'here' | 'asking' | 'sending' | 'waiting' | 'paused' | 'preparing' | 'ready' | 'refused';

export class Material {
  id = $state('');
  view = $state.raw<MaterialView | null>(null);
  facts = $state.raw<Facts | null>(null);
  sending = $state.raw<Sending | null>(null);
  /** This browser can't show the file itself. */
  unread = $state(false);
  /** A film was cut from it before the server heard of it, and this browser did not keep it. */
  lost = $state(false);
  /** This browser did not keep the file: it is here until the page is left. */
  unkept = $state(false);
  file: Blob | null = null;
  strip: Strip | null = null;
  peaks: Peaks | null = null;
  private listening: Promise<readonly number[] | null> | null = null;

  constructor(
    readonly origin: Name['origin'],
    id: string,
    readonly name: string,
    public kind: Kind,
  ) {
    this.id = id;
  }

  get stage(): Stage {
    const phase = this.sending?.phase;
    if (this.lost || phase === 'refused' || this.view?.state === 'failed' || this.view?.state === 'gone') return 'refused';
    if (phase && phase !== 'sent') return phase === 'asking' ? 'asking' : phase;
    if (!this.view) return 'here';
    return this.view.state === 'ready' || this.view.url ? 'ready' : 'preparing';
  }

  /** 0 to 1 while it is on its way, else null. */
  get sent(): number | null {
    const { sending } = this;
    if (!sending || sending.phase === 'sent' || sending.phase === 'refused') return null;
    return sending.sentBytes / Math.max(1, sending.total);
  }

  /** It would be lost with the page. */
  get fleeting(): boolean {
    return this.unkept && isUnsent(this);
  }

  get reason(): string {
    if (this.lost) return word('bin.lost');
    return this.view?.reason?.message ?? this.sending?.reason ?? '';
  }

  /** What plays it: the file itself, else the server's small film of it. */
  get place(): Blob | string | null {
    return (this.unread ? null : this.file) ?? (this.view?.url || null);
  }

  /** Seconds at which it beats: as the server heard it, or else this browser, which may try again where it failed. */
  async beats(): Promise<readonly number[]> {
    const { view, place } = this;
    if (view?.beats.length || (this.origin === 'upload' && view && view.progress >= 1)) return view.beats.map((ms) => ms / 1000);
    if (place === null) return [];
    const at = await (this.listening ??= listened(place));
    if (!at) this.listening = null;
    return at ?? [];
  }

  get picture(): string {
    return this.view?.poster_url ?? '';
  }
}

const LOOK_MS = 4000;
/** How long somebody waits for a file's id before it is used without. */
const PATIENCE_MS = 2500;

export class Materials {
  /** Newest first. */
  list = $state.raw<readonly Material[]>([]);
  /** Grows whenever something came that is drawn. */
  grown = $state(0);
  /** A material can be played that could not before. */
  onplace: (material: Material) => void = () => {};
  /** A material is called otherwise from now on. */
  onname: (from: Name, to: Name) => void = () => {};
  private readonly known = new Map<string, Material>();
  /** Where each lies. */
  private readonly tables = new Map<string, string>();
  /** Those kept here, by the name that they had before the server heard of them. */
  private readonly called = new Map<string, Material>();
  private readonly ended = new AbortController();
  private looking = 0;
  private drawing: Promise<void> = Promise.resolve();

  constructor(
    private readonly projectId: string,
    private readonly personId: string,
  ) {}

  private readonly deaf = onNews(({ kind, about }) => {
    if (kind === 'studio_material' && this.known.has(nameOf({ origin: 'upload', id: about }))) void this.ask(about);
  });

  /** Where something lies that is played or looked through. */
  placeOf(name: Name): Blob | string | null {
    return this.of(name)?.place ?? this.tables.get(name.id) ?? null;
  }

  /** A table of colours: nothing to cut from, so it is in no list here. */
  takeTable(view: MaterialView): void {
    this.tables.set(view.id, view.url);
  }

  of(name: Name): Material | null {
    return this.known.get(nameOf(name)) ?? null;
  }

  /** What the server tells of; files that this device kept take their place and go on being sent. */
  async open(views: readonly MaterialView[]): Promise<void> {
    for (const view of views) {
      if (view.what === 'table') this.takeTable(view);
      else this.take(view);
    }
    const files = await filesOf(this.projectId, this.personId);
    if (this.ended.signal.aborted) return;
    for (const kept of files) {
      const material = this.known.get(`upload/${kept.id}`) ?? this.add(new Material('upload', kept.id, kept.name, kept.kind));
      material.file = kept.file;
      this.called.set(unsentName(this.projectId, kept.clientId).id, material);
      void this.read(material);
      if (!material.view || material.view.state === 'uploading') this.send(material, kept.clientId);
    }
    this.look();
  }

  /** A view that was learned elsewhere: of a list, of a project. */
  take(view: MaterialView): Material {
    const known = this.known.get(nameOf(view));
    const material = known ?? this.add(new Material(view.origin, view.id, view.name, kindIn(view)));
    const placeless = known !== undefined && material.place === null;
    material.view = view;
    if (placeless && material.place !== null) this.onplace(material);
    if (view.what) material.kind = kindIn(view);
    if (!material.facts && view.duration_ms + view.width > 0) material.facts = factsIn(view);
    if (!material.file) void this.fetchDrawings(material);
    return material;
  }

  /** A file from this device: asks the server for its id, and from then on it can be used; where nobody answers at once,
   * before. Throws what the server says against it. */
  async bring(file: File, kind: Kind, clientId: string): Promise<Material> {
    const facts = await factsOf(file, kind).catch(() => null);
    const here = unsentName(this.projectId, clientId);
    const known = this.of(here);
    if (known) return known;
    const material = new Material('upload', here.id, file.name, facts?.kind ?? kind);
    material.file = file;
    material.facts = facts;
    material.unread = facts === null;
    return new Promise((resolve, reject) => {
      let given = false;
      const give = (one: Material) => ((given = true), resolve(one));
      const sending = (material.sending = this.sender(material, file, clientId, give));
      const place = () => {
        if (given || sending.phase === 'refused' || this.ended.signal.aborted) return;
        const twin = this.of(here); // the same file, brought again meanwhile
        if (twin) return void (sending.end(), give(twin));
        give(this.add(material));
        void this.keep(material, clientId);
        void this.read(material);
      };
      setTimeout(place, PATIENCE_MS);
      void sending.start().then(() => (sending.phase === 'refused' && !given ? reject(new Error(sending.reason)) : place()));
    });
  }

  /** A clip is cut from it, and nobody has it: it was brought here before the server heard of it, and was not kept. */
  miss(name: Name): void {
    if (this.of(name)) return;
    const given = this.called.get(name.id);
    if (given) return this.onname(name, { origin: given.origin, id: given.id }); // the page went just then
    const material = this.add(new Material(name.origin, name.id, '', 'film'));
    material.lost = true;
  }

  /** Takes it out of what is kept here; on the server it stays until its owner deletes it there. */
  async drop(material: Material): Promise<void> {
    material.sending?.end();
    this.known.delete(nameOf(material));
    this.list = this.list.filter((one) => one !== material);
    await dropFile(material.id);
  }

  end(): void {
    this.deaf();
    this.ended.abort();
    clearTimeout(this.looking);
    for (const material of this.list) material.sending?.end();
  }

  private add(material: Material): Material {
    this.known.set(nameOf(material), material);
    this.list = [material, ...this.list];
    return material;
  }

  private send(material: Material, clientId: string): void {
    if (!material.file) return;
    material.sending = this.sender(material, material.file, clientId, () => {});
    void material.sending.start();
    this.look();
  }

  private sender(material: Material, file: Blob, clientId: string, announced: (material: Material) => void): Sending {
    const take = ({ material: view }: MaterialTicket) => {
      announced(this.adopt(material, view, clientId));
      this.look();
    };
    return new Sending(file, clientId, (ticket) => take(ticket as unknown as MaterialTicket), '/api/studio/materials');
  }

  /** The server has given what was brought a name; the material of that name, which may have been here already. */
  private adopt(brought: Material, view: MaterialView, clientId: string): Material {
    const [from, to] = [{ origin: brought.origin, id: brought.id }, { origin: view.origin, id: view.id }];
    const known = this.known.get(nameOf(to));
    if (known === brought) return brought; // it was asked for again
    const placed = this.known.get(nameOf(from)) === brought;
    const material = known ?? brought;
    if (known?.file) brought.sending?.end();
    else if (known) Object.assign(known, { file: brought.file, sending: brought.sending, facts: brought.facts ?? known.facts, unread: brought.unread });
    brought.id = to.id;
    material.view = view;
    if (placed) {
      this.known.set(nameOf(to), material);
      if (known) this.list = this.list.filter((one) => one !== brought);
      this.onname(from, to);
      this.known.delete(nameOf(from));
      this.onplace(material);
    } else if (!known) this.add(material);
    void this.keep(material, clientId).then(() => (placed ? dropFile(from.id) : undefined));
    if (!placed || known) void this.read(material);
    return material;
  }

  private async keep(material: Material, clientId: string): Promise<void> {
    const { id, name, kind, file } = material;
    if (!file) return;
    const kept = await keepFile({ id, projectId: this.projectId, personId: this.personId, clientId, name, kind, file, atMs: Date.now() });
    material.unkept = !kept;
  }

  private async read(material: Material): Promise<void> {
    const { file } = material;
    if (!file) return;
    try {
      material.facts ??= await factsOf(file, material.kind);
    } catch {
      material.unread = true;
      return;
    }
    const { facts } = material;
    await this.draw(material, file, facts);
  }

  /** While the page rests: what somebody waits for is the preview. Files one after the other; what comes over the
   * network keeps none of them waiting. */
  private draw(material: Material, place: Blob | string, facts: Facts): Promise<void> {
    const now = () => this.drawNow(material, place, facts);
    if (typeof place === 'string') return atRest().then(now);
    return (this.drawing = this.drawing.then(atRest).then(now));
  }

  private async drawNow(material: Material, place: Blob | string, facts: Facts): Promise<void> {
    if (this.ended.signal.aborted) return;
    const grown = (strip: Strip) => ((material.strip = strip), this.grown++);
    if (!material.strip) await drawStrip(place, facts, grown, this.ended.signal).catch(() => {});
    material.peaks ??= await drawPeaks(place, facts, this.ended.signal).catch(() => null);
    this.grown++;
  }

  private async fetchDrawings(material: Material): Promise<void> {
    const { view } = material;
    if (!view) return;
    if (!material.strip) material.strip = await stripOf(view, this.ended.signal).catch(() => null);
    if (!material.peaks) material.peaks = await peaksOf(view, PEAKS_A_SECOND, this.ended.signal).catch(() => null);
    this.grown++;
    // Of what others published the server keeps no drawings for editing: it is read where it lies.
    if (material.origin !== 'upload' && material.facts && view.url) await this.draw(material, view.url, material.facts);
  }

  /** While the server prepares something, asks now and then how far it is. */
  private look(): void {
    clearTimeout(this.looking);
    this.looking = window.setTimeout(() => void this.lookNow(), LOOK_MS);
  }

  private async ask(id: string): Promise<void> {
    const view = await server.material(id).catch(() => null);
    if (!view) return;
    this.take(view);
    if (view.progress >= 1 || view.state === 'failed') await dropFile(view.id); // every device can have it now
  }

  private async lookNow(): Promise<void> {
    const open = this.list.filter((one) => one.origin === 'upload' && (one.stage === 'preparing' || one.sent !== null));
    for (const material of open) {
      if (material.stage !== 'preparing' || this.ended.signal.aborted) continue;
      await this.ask(material.id);
    }
    if (open.length && !this.ended.signal.aborted) this.look();
  }
}

/** Where something beats, found out in a worker: minutes of sound take seconds. Null: it failed. */
function listened(place: Blob | string): Promise<readonly number[] | null> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./beats.worker.ts', import.meta.url), { type: 'module' });
    const done = (at: readonly number[] | null) => (worker.terminate(), resolve(at));
    worker.onmessage = ({ data }: MessageEvent<readonly number[] | null>) => done(data);
    worker.onerror = () => done(null);
    worker.postMessage(typeof place === 'string' ? new URL(place, location.href).href : place);
  });
}

const kindIn = ({ what }: MaterialView): Kind => (what === 'table' || !what ? 'film' : what);

/** The page has nothing better to do; after two seconds it has waited long enough. */
function atRest(): Promise<void> {
  if (typeof requestIdleCallback !== 'function') return Promise.resolve();
  return new Promise((go) => requestIdleCallback(() => go(), { timeout: 2000 }));
}

function factsIn(view: MaterialView): Facts {
  return { kind: kindIn(view), seconds: view.duration_ms / 1000, width: view.width, height: view.height, sounds: view.has_sound };
}

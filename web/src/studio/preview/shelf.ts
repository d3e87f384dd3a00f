/** The materials of a montage, opened as they are needed, and one reader for every clip that shows or soon will. */
import type { Clip, Material } from '../kernels/document';
import { bringTable, broughtTable } from '../looks/brought';
import { Ear } from './ear';
import type { Size } from './geometry';
import { close, open, type Opened, type Place } from './material';
import { Reader } from './reader';

export type Resolve = (material: Material) => Place | null | Promise<Place | null>;

/** Opened files that nothing shows are kept up to this many, so that going back and forth opens nothing anew. */
const MOST_OPEN = 16;

export const keyOf = (material: Material): string => `${material.origin}:${material.id}`;

export class Shelf {
  private readonly opening = new Map<string, Promise<Opened | null>>();
  private readonly opened = new Map<string, Opened>();
  private readonly readers = new Map<string, { reader: Reader; material: string }>();
  private readonly ears = new Map<string, Ear>();
  private readonly absent = new Set<string>();

  constructor(private readonly resolve: Resolve, private readonly troubled: (material: Material) => void) {}

  /** Null while nobody has the material: its upload is still to come from another device, or it was taken down. */
  open(material: Material): Promise<Opened | null> {
    const key = keyOf(material);
    let found = this.opening.get(key);
    if (found) {
      this.opening.delete(key); // to the end of the line: the one used last is closed last
      this.opening.set(key, found);
      return found;
    }
    found = this.bring(material, key);
    this.opening.set(key, found);
    return found;
  }

  /** What is open already. */
  get(material: Material): Opened | null {
    return this.opened.get(keyOf(material)) ?? null;
  }

  /** Whether it was looked for, and is not there or can't be shown. */
  lacks(material: Material): boolean {
    return this.absent.has(keyOf(material)) || this.get(material)?.kind === 'unreadable';
  }

  /** Brings a table of colours, by the id of its upload. */
  async table(id: string): Promise<void> {
    if (!id || broughtTable(id)) return;
    const key = keyOf({ origin: 'upload', id });
    const place = await Promise.resolve(this.resolve({ origin: 'upload', id })).catch(() => null);
    const found = place === null ? null : await bringTable(id, place).catch(() => null);
    if (found) this.absent.delete(key);
    else this.absent.add(key);
  }

  sizeOf(material: Material): Size | null {
    const found = this.get(material);
    return found && found.kind !== 'sound' ? found.size : null;
  }

  /** The reader of a clip, once its film is open. */
  reader(clip: Clip, material: Material): Reader | null {
    const key = keyOf(material);
    const known = this.readers.get(clip.id);
    if (known?.material === key) return known.reader;
    const film = this.opened.get(key);
    if (film?.kind !== 'film') return null;
    void known?.reader.close();
    const reader = new Reader(film);
    this.readers.set(clip.id, { reader, material: key });
    return reader;
  }

  /** What is heard of a material; null where it is silent. */
  async ear(material: Material): Promise<Ear | null> {
    const key = keyOf(material);
    const found = await this.open(material);
    if (!found || found.kind === 'photo' || found.kind === 'unreadable' || !found.sound) return null;
    if (this.opened.get(key) !== found) return null; // dropped meanwhile
    let ear = this.ears.get(key);
    if (!ear) this.ears.set(key, (ear = new Ear(found.sound, found.origin)));
    return ear;
  }

  /** Closes the readers of all other clips, and files beyond what is kept open. */
  keep(clips: ReadonlySet<string>): void {
    for (const [id, { reader }] of this.readers) {
      if (clips.has(id)) continue;
      void reader.close();
      this.readers.delete(id);
    }
    const used = new Set([...this.readers.values()].map((each) => each.material));
    let over = this.opened.size - MOST_OPEN;
    for (const key of [...this.opening.keys()]) {
      if (over <= 0) break;
      if (used.has(key) || !this.opened.has(key)) continue;
      this.drop(key);
      over--;
    }
  }

  /** Forgets what was opened of this material: it lies somewhere else now, or is there at last. */
  forget(material: Material): void {
    const key = keyOf(material);
    for (const [id, each] of this.readers) {
      if (each.material !== key) continue;
      void each.reader.close();
      this.readers.delete(id);
    }
    this.drop(key);
  }

  dispose(): void {
    this.keep(new Set());
    for (const key of [...this.opening.keys()]) this.drop(key);
  }

  private async bring(material: Material, key: string): Promise<Opened | null> {
    const place = await Promise.resolve(this.resolve(material)).catch(() => null);
    const found = place === null ? null : await open(place);
    if (!this.opening.has(key)) {
      if (found) close(found); // forgotten meanwhile
      return null;
    }
    if (found) {
      this.opened.set(key, found);
      this.absent.delete(key);
    } else {
      this.opening.delete(key); // asked again next time
      this.absent.add(key);
    }
    if (!found || found.kind === 'unreadable') this.troubled(material);
    return found;
  }

  private drop(key: string): void {
    const found = this.opened.get(key);
    this.opening.delete(key);
    this.opened.delete(key);
    this.ears.get(key)?.close();
    this.ears.delete(key);
    if (found) close(found);
  }
}

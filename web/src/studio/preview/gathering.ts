/** Brings together what a picture of a montage needs: files opened, films decoded, words painted, and no more of it kept
 * than shows or soon will. */
import type { Clip, Montage, Track } from '../kernels/document';
import { windows, type Window } from '../kernels/joins';
import { broughtTable } from '../looks/brought';
import { moved } from '../looks/movements';
import { knowsEffect } from '../looks/passes';
import { stickerSize } from '../looks/stickers';
import { knowsTransition } from '../looks/transitions';
import { withEmojiWritten } from '../words/emoji';
import { scaled, type Compositor, type Quality } from './compositor';
import { holdsWords, Lettering } from './lettering';
import type { Planes } from './planes';
import { footageOf, layersOf, scene, type Layer, type Scene, type World } from './scene';
import type { Shelf } from './shelf';

/** Seconds that a clip's film is opened ahead of its first picture, and decoded. */
const AHEAD = 1;
const SOON = 0.5;
/** Pictures for which words are painted ahead. */
const WORDS_AHEAD = 3;

export class Gathering {
  private canvas: Montage['canvas'] | null = null;
  private readonly world: World;

  constructor(readonly shelf: Shelf, private readonly lettering: Lettering) {
    this.world = {
      sizeOf: (material) => shelf.sizeOf(material),
      stickerSize,
      movement: moved,
      left: (clip) => (this.canvas ? lettering.left(clip, this.canvas) : null),
    };
  }

  /** What picture `n` is made of, as far as it is known yet. */
  scene(montage: Montage, n: number): Scene {
    this.canvas = montage.canvas;
    return scene(montage, n, this.world);
  }

  /** All that picture `n` needs, opened, decoded and painted at `by` pixels a pixel of the canvas. */
  async all(montage: Montage, n: number, by: number): Promise<Scene> {
    const clips = near(montage, n);
    await Promise.all([this.lettering.ready(clips), ...clips.map((clip) => this.open(clip))]);
    const made = this.scene(montage, n);
    await this.ready(made, montage, by);
    return made;
  }

  /** Resolves when the pictures of `made`, whose files are open, are decoded and its words painted. */
  async ready(made: Scene, montage: Montage, by: number): Promise<void> {
    const films = footageOf(made).map(({ clip, material, at }) => this.shelf.reader(clip, material)?.to(at));
    await Promise.all([...films, ...wordsOf(made).map((layer) => this.paint(montage, layer, layer.k, by))]);
  }

  /** Opens and decodes the first pictures of clips that come soon, so that a cut does not wait; lets go of what was. */
  ahead(montage: Montage, made: Scene, by: number): void {
    const { fps } = montage.canvas;
    const clips = near(montage, made.picture);
    void this.lettering.ready(clips);
    for (const clip of clips) {
      if (clip.start <= made.picture) continue;
      void this.open(clip).then(() => {
        if (clip.start - made.picture > SOON * fps) return;
        for (const each of footageOf(this.scene(montage, clip.start))) {
          if (each.clip === clip) void this.shelf.reader(clip, each.material)?.to(each.at);
        }
      });
    }
    for (const layer of wordsOf(made)) {
      for (let more = 1; more <= WORDS_AHEAD; more++) void this.lettering.prepare(clipOf(montage, layer), montage.canvas, layer.k + more, scaled(layer.kept, by));
    }
    const soon = clips.filter((clip) => clip.start > made.picture && clip.start - made.picture <= SOON * fps);
    this.keep(new Set([...layersOf(made).map((layer) => layer.clip.id), ...soon.map((clip) => clip.id)]));
  }

  /** Lets go of readers and words of all other clips. */
  keep(ids: ReadonlySet<string>): void {
    this.shelf.keep(ids);
    this.lettering.keep(ids);
  }

  /** Light and colour of the films that a scene shows: of all for an exact picture, else where that is the quicker way. */
  async planes(made: Scene, quality: Quality): Promise<Map<string, Planes>> {
    const found = new Map<string, Planes>();
    await Promise.all(footageOf(made).map(async ({ clip, material }) => {
      const planes = await this.shelf.reader(clip, material)?.planes(quality === 'exact');
      if (planes) found.set(clip.id, planes);
    }));
    return found;
  }

  /** Brings the pictures of a scene onto the graphics card. */
  stock({ stock }: Compositor, made: Scene, planes: ReadonlyMap<string, Planes>): void {
    const shown = new Set<string>();
    for (const { clip, source } of layersOf(made)) {
      if (source.what === 'footage') {
        const opened = this.shelf.get(source.material);
        const sample = this.shelf.reader(clip, source.material)?.picture;
        if (opened?.kind === 'photo') {
          stock.put(clip.id, { what: 'bitmap', bitmap: opened.bitmap, size: opened.size, version: opened });
        } else if (sample) stock.put(clip.id, { what: 'sample', sample, planes: planes.get(clip.id) ?? null });
        shown.add(clip.id);
      } else if (source.what === 'words') {
        const part = this.lettering.part(clip.id);
        if (!part) continue;
        stock.put(clip.id, { what: 'part', part });
        shown.add(clip.id);
      }
    }
    stock.keep(shown);
  }

  /** Whether the browser can show all of picture `n`; what it can't, only the render has. */
  complete(montage: Montage, n: number): boolean {
    return this.knows(montage, n) && showingAt(montage, n).every(({ content, look }) => {
      if (look.table && !broughtTable(look.table)) return false;
      if (content.what !== 'footage') return true;
      const opened = this.shelf.get(content.material);
      return opened?.kind === 'photo' || opened?.kind === 'film';
    });
  }

  /** Whether it is certain that only the render has all of picture `n`. What is still being opened may come. */
  beyond(montage: Montage, n: number): boolean {
    return !this.knows(montage, n) || showingAt(montage, n).some(({ content, look }) =>
      (content.what === 'footage' && this.shelf.lacks(content.material)) || (look.table && this.shelf.lacks({ origin: 'upload', id: look.table })));
  }

  /** The first picture after `n`, at most `end`, that may show here; what is on the way is opened to know. */
  async until(montage: Montage, n: number, end: number): Promise<number> {
    for (let at = n; at < end; at++) {
      await Promise.all(showingAt(montage, at).filter((clip) => clip.start === at || at === n).map((clip) => this.open(clip)));
      if (this.complete(montage, at)) return at;
    }
    return end;
  }

  /** Whether all that happens at picture `n` has a name here: letters, effects, transitions. */
  private knows(montage: Montage, n: number): boolean {
    const known = showingAt(montage, n).every((clip) => (!holdsWords(clip) || !this.lettering.failed) && effectsOf(clip, n - clip.start).every(knowsEffect));
    return known && passing(montage, n).every((join) => knowsTransition(join.kind));
  }

  dispose(): void {
    this.shelf.dispose();
    this.lettering.dispose();
  }

  private open({ content, look }: Clip): Promise<unknown> {
    return Promise.all([content.what === 'footage' ? this.shelf.open(content.material) : null, this.shelf.table(look.table)]);
  }

  private paint(montage: Montage, layer: Layer, k: number, by: number): Promise<void> {
    return this.lettering.paint(clipOf(montage, layer), montage.canvas, k, scaled(layer.kept, by));
  }
}

/** The ids of clips with a picture that show at picture `n` or around it. */
export function clipsAround(montage: Montage, n: number): Set<string> {
  return new Set(near(montage, n).map((clip) => clip.id));
}

/** Clips with a picture that show at picture `n` or soon after. */
function near(montage: Montage, n: number): Clip[] {
  const { fps } = montage.canvas;
  return seen(montage).filter((clip) => clip.start - AHEAD * fps <= n && n < clip.start + clip.length + fps);
}

/** Clips that show at picture `n`, past their cuts too where a join reaches beyond them. */
function showingAt(montage: Montage, n: number): Clip[] {
  const joined = passing(montage, n).flatMap((join) => [join.left, join.right]);
  const own = seen(montage).filter((clip) => clip.start <= n && n < clip.start + clip.length);
  return [...new Set([...own, ...joined])];
}

function passing(montage: Montage, n: number): Window[] {
  return pictured(montage).flatMap((track) => (track.joins.length ? windows(track) : [])).filter((join) => join.first <= n && n < join.end);
}

function effectsOf(clip: Clip, k: number): string[] {
  return clip.effects.filter(({ start, length }) => start <= k && (!length || k < start + length)).map((effect) => effect.name);
}

function seen(montage: Montage): Clip[] {
  return pictured(montage).flatMap((track) => track.clips);
}

function pictured(montage: Montage): Track[] {
  return withEmojiWritten(montage).tracks.filter((track) => track.role !== 'sound' && !track.hidden);
}

function wordsOf(made: Scene): Layer[] {
  return layersOf(made).filter(({ source }) => source.what === 'words');
}

/** The clip as the document has it: that of a layer of words is what was left of it. */
function clipOf(montage: Montage, { clip }: Layer): Clip {
  return seen(montage).find((each) => each.id === clip.id) ?? clip;
}

/** Little pictures of looks, for those who choose among them: the person's own pictures, drawn by the film's own
 * compositor.
 *
 * All that a panel shows are drawn one after the other on one small canvas, and copied from there; it goes with the
 * panel. What is not on the screen is not drawn, and no more than one in each picture of the screen, so that opening a
 * panel stops nothing.
 */
import { filled, type Sparse } from '../kernels/filled';
import type { Clip, Montage } from '../kernels/document';
import { stickerSize } from '../looks/stickers';
import { moved } from '../looks/movements';
import { Compositor } from '../preview/compositor';
import type { Size } from '../preview/geometry';
import { layersOf, scene, type World } from '../preview/scene';

/** Something that can be drawn small. */
export type Shown = CanvasImageSource & TexImageSource & { readonly width: number; readonly height: number };

/** What is done to a clip, or how it passes over into another one; `still`: its picture that tells most of it. */
export type Sample = { readonly dress?: Sparse<Clip>; readonly join?: string; readonly still?: number };

/** Pictures that a sample has, and which of them shows while it stands still. */
export const PICTURES = 24;
export const STILL = 10;
/** Pictures a second of one that moves. */
export const PACE = 16;

/** A small montage in which the sample is shown; a join is amid it, all else lasts as long as it does. */
export function montageOf({ dress = {}, join = '' }: Sample, size: Size): Montage {
  const half = PICTURES / 2;
  const clip = (id: string, start: number, length: number): Sparse<Clip> => ({
    ...dress, id, start, length, content: { what: 'footage', material: { origin: 'upload', id } },
  });
  const clips = join ? [clip('one', 0, half), clip('other', half, half)] : [clip('one', 0, PICTURES)];
  const joins = join ? [{ left: 'one', kind: join, length: PICTURES - 4 }] : [];
  return filled({
    canvas: { ...size, fps: PACE, background: { kind: 'colour', colour: '#2a262e' } },
    tracks: [{ id: 'main', role: 'main', clips, joins }],
  });
}

export class Littles {
  private readonly canvas: OffscreenCanvas;
  private compositor: Compositor | null;

  /** `pictures`: of the clip itself, and of the one after it. */
  constructor(readonly size: Size, private readonly pictures: { readonly one: Shown; readonly other: Shown }) {
    this.canvas = new OffscreenCanvas(size.width, size.height);
    try {
      this.compositor = new Compositor(this.canvas);
    } catch {
      this.compositor = null; // without WebGL the plain picture stands there
    }
  }

  /** Draws picture `n` of the sample. */
  draw(onto: HTMLCanvasElement, sample: Sample, n: number): void {
    const pen = onto.getContext('2d');
    if (!pen) return;
    const { compositor } = this;
    if (!compositor || compositor.lost) return cover(pen, this.pictures.one, this.size);
    const made = scene(montageOf(sample, this.size), n, this.world);
    for (const { clip } of layersOf(made)) {
      const bitmap = this.of(clip.id);
      compositor.stock.put(clip.id, { what: 'bitmap', bitmap, size: bitmap, version: bitmap });
    }
    compositor.compose(made, 1, 'quick');
    pen.drawImage(this.canvas, 0, 0, this.size.width, this.size.height);
  }

  end(): void {
    const { compositor } = this;
    this.compositor = null;
    compositor?.dispose();
    compositor?.gl.getExtension('WEBGL_lose_context')?.loseContext(); // else it lives until it is found as rubbish
  }

  private readonly world: World = { sizeOf: ({ id }) => this.of(id), stickerSize, movement: moved, left: () => null };

  private of(id: string): Shown {
    return id === 'one' ? this.pictures.one : this.pictures.other;
  }
}

function cover(pen: CanvasRenderingContext2D, picture: Shown, { width, height }: Size): void {
  const by = Math.max(width / picture.width, height / picture.height);
  pen.drawImage(picture, (width - picture.width * by) / 2, (height - picture.height * by) / 2, picture.width * by, picture.height * by);
}

/** Where somebody has no picture yet: hills in the evening, and at noon. */
export function neutral(noon = false): OffscreenCanvas {
  const made = new OffscreenCanvas(96, 128);
  const pen = made.getContext('2d')!;
  const sky = pen.createLinearGradient(0, 0, 0, 90);
  const [high, low, sun, far, near] = noon ? ['#4aa8e8', '#cfeeff', '#fff6c9', '#6fbf8f', '#2f8f5f'] : ['#4b3a8c', '#ff9a6b', '#ffe3a8', '#8a4a78', '#3c2350'];
  sky.addColorStop(0, high!);
  sky.addColorStop(1, low!);
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 96, 128);
  disc(pen, sun!, noon ? 70 : 40, noon ? 28 : 56, 16);
  disc(pen, far!, 74, 150, 72);
  disc(pen, near!, 14, 164, 70);
  return made;
}

function disc(pen: OffscreenCanvasRenderingContext2D, colour: string, x: number, y: number, radius: number): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

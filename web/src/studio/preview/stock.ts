/** The pictures of clips as they lie on the graphics card, one a clip, filled anew when another one shows. */
import type { VideoSample } from 'mediabunny';
import type { Size } from './geometry';
import { texture, upload, type GL, type Texture } from './gl';
import type { Painted } from '../words/painting';
import { dropPlanes, uploadPlanes, type Planes, type Stacked } from './planes';

/** A picture as the browser hands it over, before anything is done with it. `planes`: for an exact one. */
export type Picture =
  | { what: 'sample'; sample: VideoSample; planes: Planes | null }
  | { what: 'bitmap'; bitmap: TexImageSource; size: Size; version: unknown }
  /** Words: a part of a picture that is else clear, premultiplied. */
  | { what: 'part'; part: Painted };

/** On the card: how large it is upright, and by how many quarters it has to be turned clockwise to be so. */
export type Stocked = {
  texture: Texture;
  size: Size;
  turns: number;
  premultiplied: boolean;
  /** Where in the picture it lies, when it is only a part of it. */
  corner: { x: number; y: number };
  /** Light and colour apart, where an exact picture was asked for and could be had. */
  planes: (Stacked & Pick<Planes, 'weights' | 'full' | 'format'>) | null;
};
const NOWHERE = { x: 0, y: 0 };
type Held = Stocked & { of: unknown; stacked: Stacked | null };

export class Stock {
  private readonly held = new Map<string, Held>();

  constructor(private readonly gl: GL) {}

  /** Brings the picture onto the card unless it is there; `key` names whose it is. */
  put(key: string, picture: Picture): void {
    const of = picture.what === 'sample' ? (picture.planes ?? picture.sample) : picture.what === 'part' ? picture.part : picture.version;
    const before = this.held.get(key);
    if (before && before.of === of) return;
    const made = before?.texture ?? texture(this.gl, 0, 0);
    const stacked = before?.stacked ?? null;
    const brought = picture.what === 'sample' ? this.film(made, stacked, picture)
      : picture.what === 'part' ? this.part(made, stacked, picture.part) : this.bitmap(made, stacked, picture);
    this.held.set(key, { ...brought, of });
  }

  /** What is there, however old. */
  get(key: string): Stocked | null {
    return this.held.get(key) ?? null;
  }

  /** Lets go of all that is not of these. */
  keep(keys: ReadonlySet<string>): void {
    for (const [key, held] of this.held) {
      if (keys.has(key)) continue;
      this.gl.deleteTexture(held.texture.handle);
      if (held.stacked) dropPlanes(this.gl, held.stacked);
      this.held.delete(key);
    }
  }

  private film(into: Texture, before: Stacked | null, { sample, planes }: Picture & { what: 'sample' }): Omit<Held, 'of'> {
    const size = { width: sample.displayWidth, height: sample.displayHeight };
    const about = { texture: into, size, turns: sample.rotation / 90, premultiplied: false, corner: NOWHERE };
    if (planes) {
      const stacked = uploadPlanes(this.gl, planes, before);
      return { ...about, stacked, planes: { ...stacked, weights: planes.weights, full: planes.full, format: planes.format } };
    }
    const frame = sample.toVideoFrame();
    try {
      upload(this.gl, into, frame, frame.displayWidth, frame.displayHeight);
    } finally {
      frame.close();
    }
    return { ...about, stacked: before, planes: null };
  }

  private bitmap(into: Texture, stacked: Stacked | null, picture: Picture & { what: 'bitmap' }): Omit<Held, 'of'> {
    upload(this.gl, into, picture.bitmap, picture.size.width, picture.size.height);
    return { texture: into, size: picture.size, turns: 0, premultiplied: false, corner: NOWHERE, stacked, planes: null };
  }

  private part(into: Texture, stacked: Stacked | null, { x, y, width, height, pixels }: Painted): Omit<Held, 'of'> {
    upload(this.gl, into, new ImageData(pixels, width, height), width, height);
    return { texture: into, size: { width, height }, turns: 0, premultiplied: true, corner: { x, y }, stacked, planes: null };
  }
}

/** What a clip's look and effects make of its picture, on the graphics card. */
import type { Adjustments, Blend } from '../kernels/document';
import { broughtTable } from '../looks/brought';
import { blendPass } from '../looks/blending';
import { changesNothing, lookTable, SIDE } from '../looks/colour';
import { keyPass } from '../looks/keying';
import { maskPass } from '../looks/masks';
import { Painter } from '../looks/painting';
import { effectPasses } from '../looks/passes';
import { draw, HEAD, Program, volume, type GL, type Pool, type Target, type Texture, type Volume } from './gl';
import type { Layer } from './scene';
import { BLUR, COPY } from './shaders';

/** Tables of colours that are kept, 144 kB each. */
const MOST_TABLES = 24;

/** Standard deviation of a blurred background, in shares of its shorter side. */
const SPREAD = 0.03;

/** The colour's neighbours in a cube of SIDE steps, mixed in all three directions. */
const GRADE = `${HEAD}
uniform sampler2D picture;
uniform sampler3D table;
void main() {
  vec4 c = texture(picture, at);
  colour = vec4(texture(table, (c.rgb * ${SIDE - 1}.0 + 0.5) / ${SIDE}.0).rgb, c.a);
}`;

export class Looking {
  private readonly painter: Painter;
  private readonly tables = new Map<string, Volume>();
  private readonly programs = new Map<string, Program>();
  /** A table that somebody brought, by its id, once it is there. */
  imported: (id: string) => Uint8Array | null = broughtTable;

  constructor(private readonly gl: GL, private readonly pool: Pool) {
    this.painter = new Painter(gl, pool);
  }

  /** The layer's picture without its key, in the colours of its look, with its effects, as far as its mask leaves it. */
  seen(picture: Texture, layer: Layer, fps: number): Texture {
    let now = layer.chroma ? this.painter.paint(picture, [keyPass(layer.chroma)]) : picture;
    now = this.graded(now, layer.look);
    for (const effect of layer.effects) now = this.painter.paint(now, effectPasses(effect, fps, now));
    return layer.mask ? this.painter.paint(now, [maskPass(layer.mask, now)]) : now;
  }

  /** What is below with a layer of the canvas' size on it. */
  blended(over: Texture, mode: Blend, below: Texture): Texture {
    return this.painter.paint(over, [blendPass(mode)], below);
  }

  /** A small picture of the layer, blurred, to be spread over the canvas behind it: the light of one, the colours of the
   * other, which has half the pixels. */
  spread(look: Adjustments, picture: Texture): { light: Texture; colours: Texture } {
    const small = this.graded(picture, look);
    const half = this.pool.take(small.width >> 1, small.height >> 1);
    this.draw(COPY, half, { source: small });
    const sigma = SPREAD * Math.min(small.width, small.height);
    return { light: this.blurred(small, sigma), colours: this.blurred(half, sigma) };
  }

  private blurred(picture: Texture, sigma: number): Texture {
    const { width, height } = picture;
    const across = this.pool.take(width, height, 'real4');
    this.draw(BLUR, across, { source: picture, along: [1, 0], sigma });
    const made = this.pool.take(width, height);
    this.draw(BLUR, made, { source: across, along: [0, 1], sigma });
    return made;
  }

  private draw(fragment: string, into: Target, values: Parameters<typeof draw>[3]): void {
    let program = this.programs.get(fragment);
    if (!program) this.programs.set(fragment, (program = new Program(this.gl, fragment)));
    draw(this.gl, program, into, values);
  }

  /** A sticker of the catalogue in its natural size. */
  sticker(name: string): Texture | null {
    return this.painter.sticker(name);
  }

  dispose(): void {
    this.painter.dispose();
    for (const { volume: handle } of this.tables.values()) this.gl.deleteTexture(handle);
    this.tables.clear();
    for (const { handle } of this.programs.values()) this.gl.deleteProgram(handle);
    this.programs.clear();
  }

  private graded(picture: Texture, look: Adjustments): Texture {
    if (changesNothing(look)) return picture;
    const into = this.pool.take(picture.width, picture.height);
    this.draw(GRADE, into, { picture, table: this.table(look) });
    return into;
  }

  private table(look: Adjustments): Volume {
    const brought = look.table ? this.imported(look.table) : null;
    const key = JSON.stringify([look, brought !== null]);
    const made = this.tables.get(key) ?? volume(this.gl, SIDE, lookTable(look, brought ?? undefined));
    this.tables.delete(key);
    this.tables.set(key, made);
    for (const [old, { volume: handle }] of this.tables) {
      if (this.tables.size <= MOST_TABLES) break;
      this.gl.deleteTexture(handle);
      this.tables.delete(old);
    }
    return made;
  }
}

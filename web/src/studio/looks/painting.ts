/** Runs the passes of looks on a picture, with the compositor's own few things of WebGL2. */
import { draw, HEAD, Pool, Program, texture, volume, type GL, type Texture, type Value, type Volume } from '../preview/gl';
import { SIDE } from './colour';
import type { Pass } from './pass';
import type { Plane } from './planes';
import { stickerBytes, stickerSize } from './stickers';
import { SHADERS, type Shader } from './shaders';

/** As many drawings and tables are kept on the card: those of a picture, and of a few before it. */
const MOST_PLANES = 48;
const MOST_VOLUMES = 32;

export class Painter {
  private readonly programs = new Map<Shader, Program>();
  private readonly planes = new Map<string, Texture>();
  private readonly volumes = new Map<string, Volume>();

  constructor(private readonly gl: GL, private readonly pool: Pool) {}

  /** `picture` after all passes: itself where there are none, else a target of the pool. `below` is what a layer is
   * blended with. */
  paint(picture: Texture, passes: readonly Pass[], below: Texture = picture): Texture {
    let kept = below;
    let now = picture;
    for (const pass of passes) {
      if (pass.keep) kept = now;
      const { width, height } = pass.size ?? picture;
      const into = this.pool.take(width, height);
      const values: Record<string, Value> = { ...pass.values, picture: now, kept };
      for (const [name, plane] of Object.entries(pass.planes)) values[name] = this.plane(plane);
      for (const [name, { key, bytes }] of Object.entries(pass.volumes)) values[name] = this.volume(key, bytes);
      draw(this.gl, this.program(pass.shader), into, values);
      now = into;
    }
    return now;
  }

  /** A sticker of the catalogue in its natural size; null where nobody knows it. */
  sticker(name: string): Texture | null {
    const size = stickerSize(name);
    const bytes = () => stickerBytes(name) ?? new Uint8Array();
    return size && this.plane({ key: `sticker ${name}`, ...size, smooth: true, bytes });
  }

  dispose(): void {
    for (const { handle } of this.programs.values()) this.gl.deleteProgram(handle);
    for (const { handle } of this.planes.values()) this.gl.deleteTexture(handle);
    for (const { volume: handle } of this.volumes.values()) this.gl.deleteTexture(handle);
    this.programs.clear();
    this.planes.clear();
    this.volumes.clear();
  }

  private program(name: Shader): Program {
    let program = this.programs.get(name);
    if (!program) this.programs.set(name, (program = new Program(this.gl, HEAD + SHADERS[name])));
    return program;
  }

  private plane(plane: Plane): Texture {
    return recent(this.planes, plane.key, MOST_PLANES, () => drawn(this.gl, plane), ({ handle }) => this.gl.deleteTexture(handle));
  }

  private volume(key: string, bytes: () => Uint8Array): Volume {
    const make = () => volume(this.gl, SIDE, bytes());
    return recent(this.volumes, key, MOST_VOLUMES, make, ({ volume: handle }) => this.gl.deleteTexture(handle));
  }
}

/** What `key` stands for, made if it is not there; of more than `most`, those unused for longest are dropped. */
function recent<T>(known: Map<string, T>, key: string, most: number, make: () => T, drop: (old: T) => void): T {
  const found = known.get(key) ?? make();
  known.delete(key);
  known.set(key, found);
  for (const [name, old] of known) {
    if (known.size <= most) break;
    drop(old);
    known.delete(name);
  }
  return found;
}

function drawn(gl: GL, plane: Plane): Texture {
  const made = texture(gl, 0, 0);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  const { width, height } = plane;
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, plane.bytes());
  return Object.assign(made, { width, height });
}


/** The few things of WebGL2 that the compositor is made of: programs, textures, targets. Everything is drawn as
 * one triangle over a rectangle of the target, and every picture has its first row at the top, as in the document. */

export type GL = WebGL2RenderingContext;

/** A picture on the graphics card. `row0` is its top. */
export type Texture = { readonly handle: WebGLTexture; width: number; height: number };
/** A picture that can be drawn into. */
export type Target = Texture & { readonly frame: WebGLFramebuffer };
export type Rect = { x: number; y: number; width: number; height: number };

export type Value = number | boolean | readonly number[] | Texture | Volume;
/** A table of colours, as a cube. */
export type Volume = { readonly volume: WebGLTexture; readonly side: number };

/** `at`: 0 to 1 over the rectangle that is drawn, from its left top corner. */
export const VERTEX = `#version 300 es
out vec2 at;
void main() {
  vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  at = corner;
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

export const HEAD = `#version 300 es
precision highp float;
precision highp sampler3D;
in vec2 at;
out vec4 colour;
`;

/** A program with its uniforms by name. Refuses loudly what does not compile: our own words are wrong then. */
export class Program {
  readonly handle: WebGLProgram;
  private readonly places = new Map<string, WebGLUniformLocation | null>();
  private readonly kinds = new Map<string, number>();

  constructor(private readonly gl: GL, fragment: string) {
    const program = gl.createProgram();
    for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, fragment]] as const) {
      const shader = gl.createShader(kind);
      if (!shader) throw new Error('no shader: the context is lost');
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
      gl.deleteShader(shader); // goes with the program
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
      const notes = (gl.getAttachedShaders(program) ?? []).map((shader) => gl.getShaderInfoLog(shader)).join('\n');
      throw new Error(`${gl.getProgramInfoLog(program)}\n${notes}`);
    }
    const count = gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS) as number;
    for (let index = 0; index < (count ?? 0); index++) {
      const info = gl.getActiveUniform(program, index);
      if (info) this.kinds.set(info.name.replace(/\[0\]$/, ''), info.type);
    }
    this.handle = program;
  }

  /** Sets what the program has of these; a value that it does not ask for is left alone. */
  set(values: Readonly<Record<string, Value>>): void {
    const gl = this.gl;
    let unit = 0;
    for (const [name, value] of Object.entries(values)) {
      const kind = this.kinds.get(name);
      if (kind === undefined) continue;
      const place = this.place(name);
      if (typeof value === 'object' && 'handle' in value) {
        gl.activeTexture(gl.TEXTURE0 + unit);
        gl.bindTexture(gl.TEXTURE_2D, value.handle);
        gl.uniform1i(place, unit++);
      } else if (typeof value === 'object' && 'volume' in value) {
        gl.activeTexture(gl.TEXTURE0 + unit);
        gl.bindTexture(gl.TEXTURE_3D, value.volume);
        gl.uniform1i(place, unit++);
      } else if (typeof value === 'number' || typeof value === 'boolean') {
        if (kind === gl.FLOAT) gl.uniform1f(place, Number(value));
        else gl.uniform1i(place, Number(value));
      } else if (kind === gl.FLOAT) gl.uniform1fv(place, value as number[]);
      else if (kind === gl.FLOAT_VEC2) gl.uniform2fv(place, value as number[]);
      else if (kind === gl.FLOAT_VEC3) gl.uniform3fv(place, value as number[]);
      else if (kind === gl.FLOAT_VEC4) gl.uniform4fv(place, value as number[]);
      else if (kind === gl.FLOAT_MAT3) gl.uniformMatrix3fv(place, false, value as number[]);
      else throw new Error(`a uniform of a kind that nothing here sets: ${name}`);
    }
  }

  private place(name: string): WebGLUniformLocation | null {
    if (!this.places.has(name)) this.places.set(name, this.gl.getUniformLocation(this.handle, name));
    return this.places.get(name) ?? null;
  }
}

/** Draws over `rect` of the target (all of it by default). `mixing`: laid over what is there by its alpha. */
export function draw(
  gl: GL, program: Program, target: Target | null, values: Readonly<Record<string, Value>>,
  how: { rect?: Rect; mixing?: boolean; size?: { width: number; height: number } } = {},
): void {
  const size = target ?? how.size ?? { width: gl.drawingBufferWidth, height: gl.drawingBufferHeight };
  const rect = how.rect ?? { x: 0, y: 0, width: size.width, height: size.height };
  gl.bindFramebuffer(gl.FRAMEBUFFER, target?.frame ?? null);
  gl.viewport(rect.x, rect.y, rect.width, rect.height);
  if (how.mixing) {
    gl.enable(gl.BLEND);
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  } else gl.disable(gl.BLEND);
  gl.useProgram(program.handle);
  program.set(values);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
}

/** Makes it a canvas of nothing. */
export function clear(gl: GL, onto: Target): void {
  gl.bindFramebuffer(gl.FRAMEBUFFER, onto.frame);
  gl.clearColor(0, 0, 0, 0);
  gl.clear(gl.COLOR_BUFFER_BIT);
}

/** An empty picture; `smooth` samples between its pixels. */
export function texture(gl: GL, width: number, height: number): Texture {
  const handle = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, handle);
  for (const [name, value] of [
    [gl.TEXTURE_MIN_FILTER, gl.LINEAR], [gl.TEXTURE_MAG_FILTER, gl.LINEAR],
    [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE], [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE],
  ] as const) gl.texParameteri(gl.TEXTURE_2D, name, value);
  if (width && height) gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
  return { handle, width, height };
}

/** How many channels of whole bytes, or of real numbers: sums that are still to be rounded lose nothing there. */
export type Depth = 'bytes' | 'real1' | 'real2' | 'real4';

export function target(gl: GL, width: number, height: number, depth: Depth = 'bytes'): Target {
  const made = texture(gl, width, height);
  if (depth !== 'bytes') {
    const [kept, given] = depth === 'real1' ? [gl.R32F, gl.RED] : depth === 'real2' ? [gl.RG32F, gl.RG] : [gl.RGBA32F, gl.RGBA];
    gl.texImage2D(gl.TEXTURE_2D, 0, kept, width, height, 0, given, gl.FLOAT, null);
    for (const name of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, name, gl.NEAREST);
  }
  const frame = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, made.handle, 0);
  return { ...made, frame };
}

/** Puts a picture of the browser's into the texture, as it is: not premultiplied, not turned. */
export function upload(gl: GL, into: Texture, picture: TexImageSource, width: number, height: number): void {
  gl.bindTexture(gl.TEXTURE_2D, into.handle);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, picture);
  into.width = width;
  into.height = height;
}

/** A table of `side`³ colours, red quickest, three or four bytes each as given by `depth`. */
export function volume(gl: GL, side: number, bytes: Uint8Array): Volume {
  const handle = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_3D, handle);
  for (const [name, value] of [
    [gl.TEXTURE_MIN_FILTER, gl.LINEAR], [gl.TEXTURE_MAG_FILTER, gl.LINEAR],
    [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE], [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE], [gl.TEXTURE_WRAP_R, gl.CLAMP_TO_EDGE],
  ] as const) gl.texParameteri(gl.TEXTURE_3D, name, value);
  gl.texImage3D(gl.TEXTURE_3D, 0, gl.RGBA8, side, side, side, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  return { volume: handle, side };
}

/** A target that nothing took for so many pictures is let go. */
const RESTS = 4;

/** Targets that are used again, by size: a picture needs several for a moment, and then the next one does. */
export class Pool {
  private free: { target: Target; depth: Depth; turn: number }[] = [];
  private lent: { target: Target; depth: Depth }[] = [];
  private turn = 0;
  /** Not every card can draw real numbers; bytes have to do there. */
  private readonly real: boolean;

  constructor(private readonly gl: GL) {
    this.real = gl.getExtension('EXT_color_buffer_float') !== null;
  }

  take(width: number, height: number, wanted: Depth = 'bytes'): Target {
    const depth = this.real ? wanted : 'bytes';
    const index = this.free.findIndex((each) => each.depth === depth && each.target.width === width && each.target.height === height);
    const found = index >= 0 ? this.free.splice(index, 1)[0]?.target : undefined;
    const taken = found ?? target(this.gl, width, height, depth);
    this.lent.push({ target: taken, depth });
    return taken;
  }

  /** Whatever `act` takes is free again after it; what it draws must have been laid elsewhere by then. */
  within(act: () => void): void {
    const before = this.lent.length;
    act();
    this.giveBack(before);
  }

  /** After a picture everything is free again, and what had nothing to do for a while goes. */
  settle(): void {
    this.giveBack(0);
    this.turn++;
    for (const { target: old, turn } of this.free) if (turn < this.turn - RESTS) this.drop(old);
    this.free = this.free.filter(({ turn }) => turn >= this.turn - RESTS);
  }

  clear(): void {
    this.giveBack(0);
    for (const { target: each } of this.free.splice(0)) this.drop(each);
  }

  private giveBack(from: number): void {
    for (const each of this.lent.splice(from)) this.free.push({ ...each, turn: this.turn });
  }

  private drop(each: Target): void {
    this.gl.deleteFramebuffer(each.frame);
    this.gl.deleteTexture(each.handle);
  }
}

/** A decoded picture as the film keeps it: light for every pixel, colour for every two by two.
 *
 * For an exact picture the conversion to red, green and blue is ours, because browsers differ in theirs (Chromium
 * without a graphics card cuts the weight of blue off at 2.0 where BT.709 has 2.112). It costs a copy, so while
 * a film plays the browser converts.
 */
import type { VideoSample } from 'mediabunny';
import type { Size } from './geometry';
import { texture, type GL, type Texture } from './gl';

export type Planes = {
  format: 'I420' | 'NV12';
  bytes: Uint8Array;
  layout: PlaneLayout[];
  /** Of the light; colour has half of it, rounded up. */
  size: Size;
  /** Of red and blue in the light. */
  weights: readonly [red: number, blue: number];
  full: boolean;
};

const WEIGHTS: Record<string, readonly [number, number]> = {
  bt709: [0.2126, 0.0722], smpte170m: [0.299, 0.114], bt470bg: [0.299, 0.114], 'bt2020-ncl': [0.2627, 0.0593],
};

/** Whether a picture was decoded by the processor: copying it is quick, and quicker than to have the browser convert it,
 * which for each such picture of 1080p keeps 8 MB. What a graphics card decoded comes otherwise, and stays there. */
export const inMemory = (sample: VideoSample): boolean => sample.format === 'I420';

/** Null where the picture is kept in another form, which the browser has to convert. `room`: to be used again. */
export async function planesOf(sample: VideoSample, room: Uint8Array | null = null): Promise<Planes | null> {
  const { format } = sample;
  if (format !== 'I420' && format !== 'NV12') return null;
  const { matrix, fullRange, transfer } = sample.colorSpace;
  if ((['pq', 'hlg', 'smpte2084', 'arib-std-b67'] as (string | null)[]).includes(transfer)) return null; // the browser brings it to our range
  const { width, height } = sample.visibleRect;
  // What does not say gets what players, and the server, assume.
  const weights = WEIGHTS[matrix ?? ''] ?? WEIGHTS[Math.min(width, height) < 720 ? 'smpte170m' : 'bt709']!;
  const count = sample.allocationSize();
  const bytes = room?.length === count ? room : new Uint8Array(count);
  const layout = await sample.copyTo(bytes);
  return { format, bytes, layout, size: { width, height }, weights, full: fullRange ?? false };
}

/** Textures of the light and of the colour, which is one or two. */
export type Stacked = { light: Texture; colours: readonly [Texture, Texture] };

export function uploadPlanes(gl: GL, planes: Planes, into: Stacked | null): Stacked {
  const made = into ?? { light: texture(gl, 0, 0), colours: [texture(gl, 0, 0), texture(gl, 0, 0)] };
  const { width, height } = planes.size;
  const half = { width: (width + 1) >> 1, height: (height + 1) >> 1 };
  plane(gl, made.light, planes, 0, { width, height }, 1);
  if (planes.format === 'NV12') plane(gl, made.colours[0], planes, 1, half, 2);
  else for (const index of [0, 1] as const) plane(gl, made.colours[index], planes, index + 1, half, 1);
  return made;
}

export function dropPlanes(gl: GL, { light, colours }: Stacked): void {
  for (const each of [light, ...colours]) gl.deleteTexture(each.handle);
}

function plane(gl: GL, into: Texture, planes: Planes, index: number, size: Size, channels: 1 | 2): void {
  const { offset, stride } = planes.layout[index]!;
  gl.bindTexture(gl.TEXTURE_2D, into.handle);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.pixelStorei(gl.UNPACK_ROW_LENGTH, stride / channels);
  const [kept, given] = channels === 1 ? [gl.R8, gl.RED] : [gl.RG8, gl.RG];
  gl.texImage2D(gl.TEXTURE_2D, 0, kept, size.width, size.height, 0, given, gl.UNSIGNED_BYTE, planes.bytes, offset);
  gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 0);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
  into.width = size.width;
  into.height = size.height;
}

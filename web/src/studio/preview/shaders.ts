/** The compositor's own shaders. `at` runs from 0 to 1 over what is drawn, from its left top corner; pictures have
 * their first row at the top. Colours are gamma-coded and not premultiplied, as in the document. */
import { HEAD } from './gl';

/** From where it is seen to where it lies in the material, by quarter turns. */
const TURNED = `uniform int turns;
vec2 turned(vec2 here) {
  if (turns == 1) return vec2(here.y, 1.0 - here.x);
  if (turns == 2) return 1.0 - here;
  if (turns == 3) return vec2(1.0 - here.y, here.x);
  return here;
}
`;

/** Pixels of the target, counted at their middles. */
const PIXEL = 'vec2 pixel(vec2 size) { return at * size; }\n';

/** A part of the material as the fitted picture, sampled once a pixel: quick, for playing.
 * `cut`: x, y, width, height in upright pixels of the material; `kept` likewise in the drawn picture. */
const PLACED = `uniform sampler2D source;
uniform vec2 size, drawn;
uniform vec4 cut, kept;
${TURNED}vec2 placed() {
  vec2 here = cut.xy + (kept.xy + pixel(kept.zw)) / drawn * cut.zw;
  return turned(clamp(here, cut.xy + 0.5, max(cut.xy + 0.5, cut.xy + cut.zw - 0.5)) / size);
}
`;

export const QUICK = `${HEAD}${PIXEL}${PLACED}uniform bool premultiplied;
void main() {
  colour = texture(source, placed());
  if (premultiplied && colour.a > 0.0) colour.rgb /= colour.a;
}`;

/** Light (0 to 255) and colours around their middle as red, green and blue; `weights` are those of red and blue in the light. */
const MADE = `uniform vec2 weights;
uniform bool full;
vec4 made(float y, vec2 c) {
  y = full ? y / 255.0 : (y - 16.0) / 219.0;
  c /= full ? 255.0 : 224.0;
  float red = y + 2.0 * (1.0 - weights.x) * c.y;
  float blue = y + 2.0 * (1.0 - weights.y) * c.x;
  float green = (y - weights.x * red - weights.y * blue) / (1.0 - weights.x - weights.y);
  return vec4(clamp(vec3(red, green, blue), 0.0, 1.0), 1.0);
}
`;

/** The same of light (`source`) and colours that came apart. */
export const QUICK_APART = `${HEAD}${PIXEL}${PLACED}${MADE}uniform sampler2D one, other;
uniform bool together;
void main() {
  vec2 here = placed();
  vec2 c = together ? texture(one, here).rg : vec2(texture(one, here).r, texture(other, here).r);
  colour = made(texture(source, here).r * 255.0, c * 255.0 - 128.0);
}`;

/** Upright and cut, pixel by pixel; what `SMOOTH` starts from. */
export const UPRIGHT = `${HEAD}${PIXEL}
uniform sampler2D source;
uniform vec2 size;
uniform vec4 cut;
${TURNED}uniform bool premultiplied;
void main() {
  vec2 here = (cut.xy + pixel(cut.zw)) / size;
  here = turned(here);
  colour = texture(source, here);
  if (premultiplied && colour.a > 0.0) colour.rgb /= colour.a;
}`;

/** The two colours of a film side by side as red and green, upright and cut; `cut` in pixels of the colours. */
export const COLOURS = `${HEAD}${PIXEL}
uniform sampler2D one, other;
uniform bool together;
uniform vec2 size;
uniform vec4 cut;
${TURNED}void main() {
  vec2 here = (cut.xy + pixel(cut.zw)) / size;
  here = turned(here);
  colour = together ? vec4(texture(one, here).rg, 0.0, 1.0) : vec4(texture(one, here).r, texture(other, here).r, 0.0, 1.0);
}`;

/** Light and colours put together; colour is repeated. */
export const JOINED = `${HEAD}${MADE}uniform sampler2D light, colours;
void main() {
  ivec2 here = ivec2(gl_FragCoord.xy);
  vec2 c = texelFetch(colours, min(here / 2, textureSize(colours, 0) - 1), 0).rg * 255.0 - 128.0;
  colour = made(texelFetch(light, here, 0).r * 255.0, c);
}`;

/** Resized along one axis as swscale does: by a cubic as wide as two pixels of the larger grid to each side.
 * `from` pixels of the source become `to`, of which those from `skip` on are drawn. */
export const SMOOTH = `${HEAD}
uniform sampler2D source;
uniform vec2 along;
uniform float from, to, skip;
float weight(float d) {
  d = abs(d);
  const float c = 0.6;
  if (d < 1.0) return ((2.0 - c) * d - (3.0 - c)) * d * d + 1.0;
  if (d < 2.0) return ((-c * d + 5.0 * c) * d - 8.0 * c) * d + 4.0 * c;
  return 0.0;
}
void main() {
  ivec2 pixel = ivec2(gl_FragCoord.xy), axis = ivec2(along);
  float wide = max(1.0, from / to);
  float middle = (float(pixel.x * axis.x + pixel.y * axis.y) + skip + 0.5) * from / to - 0.5;
  float reach = 2.0 * wide;
  int first = int(ceil(middle - reach)), last = int(floor(middle + reach));
  int end = int(from) - 1;
  ivec2 across = pixel * axis.yx;
  vec4 sum = vec4(0.0);
  float all = 0.0;
  for (int i = first; i <= last; i++) {
    float w = weight((float(i) - middle) / wide);
    sum += w * texelFetch(source, across + axis * clamp(i, 0, end), 0);
    all += w;
  }
  colour = sum / all; // what is beyond 0 and 1 is cut off where it is rounded
}`;

/** Blurred along one axis as the render's filter does it: two fadings to both sides, which together spread by `sigma`. */
export const BLUR = `${HEAD}
uniform sampler2D source;
uniform vec2 along;
uniform float sigma;
void main() {
  ivec2 pixel = ivec2(gl_FragCoord.xy), axis = ivec2(along), last = textureSize(source, 0) - 1;
  float much = sigma * sigma / 4.0;
  float fading = (1.0 + 2.0 * much - sqrt(1.0 + 4.0 * much)) / (2.0 * much);
  float core = (1.0 + fading * fading) / (1.0 - fading * fading);
  int reach = int(ceil(6.0 * sigma)) + 1;
  vec4 sum = vec4(0.0);
  float all = 0.0;
  for (int i = -reach; i <= reach; i++) {
    float far = abs(float(i)), w = pow(fading, far) * (far + core);
    sum += w * texelFetch(source, clamp(pixel + axis * i, ivec2(0), last), 0);
    all += w;
  }
  colour = sum / all;
}`;

/** The light of one picture and the colours of another, each as large as what is drawn on. */
export const SPREAD = `${HEAD}
uniform sampler2D light, colours;
const vec3 LIGHT = vec3(0.2126, 0.7152, 0.0722);
void main() {
  vec3 c = texture(colours, at).rgb;
  colour = vec4(clamp(c + dot(texture(light, at).rgb - c, LIGHT), 0.0, 1.0), 1.0);
}`;

/** Lays a picture of `box` pixels around `middle` onto the canvas, turned by the angle whose cosine and sine are `turn`.
 * Where it does not lie on whole pixels its edges are `soft`: they end within a pixel of its own. */
export const LAY = `${HEAD}
uniform sampler2D source;
uniform vec2 box, middle, turn, flip;
uniform float opacity;
uniform bool soft;
void main() {
  vec2 off = gl_FragCoord.xy - middle;
  vec2 here = vec2(turn.x * off.x + turn.y * off.y, turn.x * off.y - turn.y * off.x) / box + 0.5;
  vec2 pixels = vec2(textureSize(source, 0));
  vec2 inside = min(here, 1.0 - here) * pixels;
  vec2 edge = soft ? clamp(inside + 0.5, 0.0, 1.0) : step(0.0, inside);
  if (edge.x * edge.y == 0.0) discard;
  colour = texture(source, mix(here, 1.0 - here, flip));
  colour.a *= opacity * edge.x * edge.y;
}`;

/** One colour, or a passage between two along `way`. */
export const FILL = `${HEAD}${PIXEL}
uniform vec4 one, other;
uniform vec2 size, way;
void main() {
  vec2 off = pixel(size) - size / 2.0;
  float part = dot(off, way) / max(1.0, abs(size.x * way.x) + abs(size.y * way.y)) + 0.5;
  colour = mix(one, other, clamp(part, 0.0, 1.0));
}`;

/** The same with colours that are no longer premultiplied. */
export const FREED = `${HEAD}
uniform sampler2D source;
void main() {
  vec4 c = texture(source, at);
  colour = vec4(c.a > 0.0 ? min(c.rgb / c.a, 1.0) : vec3(0.0), c.a);
}`;

export const COPY = `${HEAD}
uniform sampler2D source;
void main() { colour = texture(source, at); }`;

/** As a film keeps it: light for every pixel in 219 steps, colour for every two by two in 224. */
export const HALVED = `${HEAD}
uniform sampler2D source;
const vec3 LIGHT = vec3(0.2126, 0.7152, 0.0722);
void main() {
  ivec2 here = ivec2(gl_FragCoord.xy), first = here / 2 * 2, last = textureSize(source, 0) - 1;
  vec3 all = vec3(0.0);
  for (int i = 0; i < 4; i++) all += texelFetch(source, min(first + ivec2(i & 1, i >> 1), last), 0).rgb;
  all /= 4.0;
  float y = floor(dot(texelFetch(source, here, 0).rgb, LIGHT) * 219.0 + 0.5) / 219.0;
  vec2 c = floor((all.br - dot(all, LIGHT)) / vec2(1.8556, 1.5748) * 224.0 + 0.5) / 224.0;
  colour = vec4(clamp(y + vec3(1.5748 * c.y, -0.187324 * c.x - 0.468124 * c.y, 1.8556 * c.x), 0.0, 1.0), 1.0);
}`;

/** Onto the screen, whose rows begin at the bottom. */
export const SHOW = `${HEAD}
uniform sampler2D source;
void main() { colour = vec4(texture(source, vec2(at.x, 1.0 - at.y)).rgb, 1.0); }`;

// The steps of effects on the graphics card. Each rounds where the render's filters do (core/montage/looks/stepping.py),
// so that both come to the same bytes: pictures are fetched pixel by pixel, their first row at the top.

const COMMON = `
precision highp int;
uniform sampler2D picture;
ivec2 here() { return ivec2(gl_FragCoord.xy); }
ivec2 size() { return textureSize(picture, 0); }
vec4 bytes(vec4 value) { return floor(value * 255.0 + 0.5); }
vec4 pixel(ivec2 p) { return bytes(texelFetch(picture, clamp(p, ivec2(0), size() - 1), 0)); }
vec3 within(vec3 value) { return clamp(value, 0.0, 255.0); }
`;

const MIXING = `
uniform int mode;
vec3 mixed(vec3 a, vec3 b) {
  if (mode == 1) return floor(a * b / 255.0 + 0.001);
  if (mode == 2) return 255.0 - floor((255.0 - a) * (255.0 - b) / 255.0 + 0.001);
  if (mode == 3) return within(a + b - 128.0);
  return b;
}
`;
/** Numbers of `mode` above. */
export const MODES: Record<string, number> = { normal: 0, multiply: 1, screen: 2, grainmerge: 3 };

const BODIES = {
  matrix: `
uniform vec3 red; uniform vec3 green; uniform vec3 blue;
float summed(vec3 c, vec3 weights) { return dot(floor(c * weights + 0.5), vec3(1.0)); }
void main() {
  vec4 c = pixel(here());
  colour = vec4(within(vec3(summed(c.rgb, red), summed(c.rgb, green), summed(c.rgb, blue))), c.a) / 255.0;
}`,
  curve: `
uniform float gain; uniform float offset;
void main() {
  vec4 c = pixel(here());
  colour = vec4(within(floor(c.rgb * gain + offset * 255.0 + 0.5)), c.a) / 255.0;
}`,
  posterise: `
uniform float levels;
void main() {
  vec4 c = pixel(here());
  vec3 step = min(floor(c.rgb * levels / 256.0 + 0.0001), levels - 1.0);
  colour = vec4(floor(step * 255.0 / (levels - 1.0) + 0.5), c.a) / 255.0;
}`,
  ramp: `
uniform vec3 stops[8]; uniform int count;
void main() {
  vec4 c = pixel(here());
  float grey = min(dot(floor(c.rgb * vec3(0.2126, 0.7152, 0.0722) + 0.5), vec3(1.0)), 255.0);
  float along = grey / 255.0 * float(count - 1);
  int low = min(int(along), count - 2);
  colour = vec4(floor(mix(stops[low], stops[low + 1], along - float(low)) * 255.0 + 0.5), c.a) / 255.0;
}`,
  blur: `
uniform int radius; uniform vec2 axis;
void main() {
  ivec2 step = ivec2(axis); ivec2 last = size() - 1;
  vec4 sum = vec4(0.0);
  int reach = 2 * radius;
  for (int i = -reach; i <= reach; i++) {
    ivec2 p = here() + i * step;
    p = ivec2(p.x < 0 ? -1 - p.x : p.x, p.y < 0 ? -1 - p.y : p.y);
    p = ivec2(p.x > last.x ? 2 * last.x + 1 - p.x : p.x, p.y > last.y ? 2 * last.y + 1 - p.y : p.y);
    sum += float(reach + 1 - abs(i)) * texelFetch(picture, p, 0);
  }
  float box = float(reach + 1);
  colour = sum / (box * box);
}`,
  kernel: `
uniform float cells[9]; uniform float divisor;
void main() {
  vec3 sum = vec3(0.0);
  for (int i = 0; i < 9; i++) sum += cells[i] * pixel(here() + ivec2(i % 3 - 1, i / 3 - 1)).rgb;
  colour = vec4(within(floor(sum / divisor + 0.5)), pixel(here()).a) / 255.0;
}`,
  edges: `
vec3 near(int x, int y) { return pixel(here() + ivec2(x, y)).rgb; }
void main() {
  vec3 across = near(1, -1) + 2.0 * near(1, 0) + near(1, 1) - near(-1, -1) - 2.0 * near(-1, 0) - near(-1, 1);
  vec3 down = near(-1, 1) + 2.0 * near(0, 1) + near(1, 1) - near(-1, -1) - 2.0 * near(0, -1) - near(1, -1);
  colour = vec4(within(floor(sqrt(across * across + down * down) + 0.0001)), pixel(here()).a) / 255.0;
}`,
  split: `
uniform int apart;
void main() {
  vec4 c = pixel(here());
  c.r = pixel(here() - ivec2(apart, 0)).r;
  c.b = pixel(here() + ivec2(apart, 0)).b;
  colour = c / 255.0;
}`,
  shift: `
uniform sampler2D across; uniform sampler2D down;
ivec4 told(sampler2D which) {
  ivec2 p = min(here(), textureSize(which, 0) - 1);
  return ivec4(bytes(texelFetch(which, p, 0))) - 128;
}
void main() {
  ivec4 x = told(across); ivec4 y = told(down);
  colour = vec4(
    pixel(here() + ivec2(x.r, y.r)).r, pixel(here() + ivec2(x.g, y.g)).g,
    pixel(here() + ivec2(x.b, y.b)).b, pixel(here() + ivec2(x.g, y.g)).a
  ) / 255.0;
}`,
  warp: `
uniform vec2 origin; uniform vec2 right; uniform vec2 under;
void main() {
  vec2 p = origin + float(here().x) * right + float(here().y) * under;
  p = floor(p * 256.0 + 0.5) / 256.0;
  ivec2 low = ivec2(floor(p));
  vec2 part = p - vec2(low);
  vec4 upper = mix(pixel(low), pixel(low + ivec2(1, 0)), part.x);
  vec4 lower = mix(pixel(low + ivec2(0, 1)), pixel(low + ivec2(1, 1)), part.x);
  colour = mix(upper, lower, part.y) / 255.0;
}`,
  squares: `
uniform int block;
void main() {
  ivec2 first = here() * block;
  ivec2 end = min(first + block, size());
  vec4 sum = vec4(0.0);
  for (int y = first.y; y < end.y; y++) for (int x = first.x; x < end.x; x++) sum += pixel(ivec2(x, y));
  ivec2 count = end - first;
  colour = floor(sum / float(count.x * count.y) + 0.0001) / 255.0;
}`,
  spread: `
uniform int block;
void main() { colour = texelFetch(picture, here() / block, 0); }`,
  mirror: `
uniform bool left; uniform bool top;
void main() {
  ivec2 p = here();
  if (left && p.x >= size().x / 2) p.x = size().x - 1 - p.x;
  if (top && p.y >= size().y / 2) p.y = size().y - 1 - p.y;
  colour = pixel(p) / 255.0;
}`,
  tile: `
void main() {
  ivec2 half_ = size() / 2;
  ivec2 p = 2 * (here() - half_ * (here() / half_));
  vec4 sum = pixel(p) + pixel(p + ivec2(1, 0)) + pixel(p + ivec2(0, 1)) + pixel(p + ivec2(1, 1));
  colour = floor(sum / 4.0 + 0.5) / 255.0;
}`,
  plane: `${MIXING}
uniform sampler2D drawn; uniform vec2 offset; uniform int cell; uniform bool smoothly;
void main() {
  ivec2 p = min((here() + ivec2(offset)) / cell, textureSize(drawn, 0) - 1);
  vec4 light = smoothly ? texture(drawn, (vec2(here()) + 0.5) / vec2(size())) : texelFetch(drawn, p, 0);
  vec4 c = pixel(here());
  colour = vec4(mixed(c.rgb, bytes(light).rgb), c.a) / 255.0;
}`,
  join: `${MIXING}
uniform sampler2D kept; uniform float share;
void main() {
  vec4 done = pixel(here());
  vec4 was = bytes(texelFetch(kept, here(), 0));
  vec4 full = mode == 0 ? done : vec4(mixed(was.rgb, done.rgb), was.a);
  colour = floor(mix(was, full, share) + 0.001) / 255.0;
}`,
  focus: `
uniform sampler2D kept; uniform sampler2D drawn;
void main() {
  vec4 away = bytes(texture(drawn, (vec2(here()) + 0.5) / vec2(size()))) / 255.0;
  vec4 was = bytes(texelFetch(kept, here(), 0));
  colour = mix(was, pixel(here()), vec4(away.rgb, 1.0)) / 255.0;
}`,
  table: `
uniform sampler3D colours;
void main() {
  vec4 c = texelFetch(picture, here(), 0);
  colour = vec4(texture(colours, (c.rgb * 32.0 + 0.5) / 33.0).rgb, c.a);
}`,
  key: `
uniform sampler3D clear; uniform sampler3D spill;
void main() {
  vec4 c = texelFetch(picture, here(), 0);
  vec3 at_ = (c.rgb * 32.0 + 0.5) / 33.0;
  colour = vec4(texture(spill, at_).rgb, c.a * texture(clear, at_).g);
}`,
  mask: `
uniform int shape; uniform int count; uniform bool inverted; uniform float soft;
uniform vec2 middle; uniform vec2 reach; uniform vec2 turn; uniform vec2 corners[32];
float polygon(vec2 p) {
  float nearest = 1e12; bool within = false;
  for (int i = 0; i < count; i++) {
    vec2 one = corners[i]; vec2 next = corners[(i + 1) % count]; vec2 side = next - one;
    vec2 off = p - one - side * clamp(dot(p - one, side) / dot(side, side), 0.0, 1.0);
    nearest = min(nearest, dot(off, off));
    if ((one.y > p.y) != (next.y > p.y) && p.x < one.x + (p.y - one.y) * side.x / side.y) within = !within;
  }
  return within ? -sqrt(nearest) : sqrt(nearest);
}
float away(vec2 p) {
  if (shape == 0) {
    vec2 over = abs(p) - reach;
    return length(max(over, 0.0)) + min(max(over.x, over.y), 0.0);
  }
  if (shape == 1) return (length(p / reach) - 1.0) * min(reach.x, reach.y);
  if (shape == 2) return p.y;
  if (shape == 3) return abs(p.y) - reach.y;
  return polygon(p);
}
void main() {
  vec2 off = vec2(here()) + 0.5 - middle;
  vec2 p = vec2(off.x * turn.x + off.y * turn.y, off.y * turn.x - off.x * turn.y);
  float part = clamp(0.5 - away(p) / soft, 0.0, 1.0);
  vec4 c = texelFetch(picture, here(), 0);
  colour = vec4(c.rgb, c.a * (inverted ? 1.0 - part : part));
}`,
  blend: `
uniform sampler2D kept; uniform int blend; uniform float opacity;
float deep(float below) {
  return below <= 0.25 ? ((16.0 * below - 12.0) * below + 4.0) * below : sqrt(below);
}
/** The product as a whole byte, cut down. */
float times(float one, float other) {
  vec2 both = floor(vec2(one, other) * 255.0 + 0.5);
  return floor(both.x * both.y / 255.0 + 0.001) / 255.0;
}
float met(float below, float over) {
  if (blend == 1) return times(below, over);
  if (blend == 2) return 1.0 - times(1.0 - below, 1.0 - over);
  if (blend == 3) return below <= 0.5 ? 2.0 * times(below, over) : 1.0 - 2.0 * times(1.0 - below, 1.0 - over);
  if (blend == 4) return min(below + over, 1.0);
  if (blend == 5) return min(below, over);
  if (blend == 6) return max(below, over);
  if (blend == 7) return abs(below - over);
  if (blend == 8) {
    return over <= 0.5 ? below - (1.0 - 2.0 * over) * below * (1.0 - below) : below + (2.0 * over - 1.0) * (deep(below) - below);
  }
  return over;
}
void main() {
  vec4 over = texelFetch(picture, here(), 0);
  vec4 below = texelFetch(kept, here(), 0);
  vec3 together = vec3(met(below.r, over.r), met(below.g, over.g), met(below.b, over.b));
  colour = vec4(mix(below.rgb, together, over.a * opacity), below.a);
}`,
};

export type Shader = keyof typeof BODIES;
/** Fragment shaders without their head, which declares `at` and `colour`. */
export const SHADERS = Object.fromEntries(
  Object.entries(BODIES).map(([name, body]) => [name, COMMON + body]),
) as Record<Shader, string>;

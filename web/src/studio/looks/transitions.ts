// The transitions of the catalogue as shaders: `one` becomes `other` while `progress` goes from 0 to 1. Sums and rounding
// are those of the render's filter; `left` is what is left of the way, 1 to 0. Colours are mixed premultiplied, so that
// what cannot be seen does not darken what can.
import catalogue from './catalogue.json';

const COMMON = `
precision highp int;
uniform sampler2D one; uniform sampler2D other; uniform float progress;
ivec2 here() { return ivec2(gl_FragCoord.xy); }
ivec2 size() { return textureSize(one, 0); }
vec2 share() { return vec2(here()) / vec2(size()); }
vec2 back() { return vec2(size() - 1 - here()) / vec2(size()); }
vec4 bytes(sampler2D which, ivec2 p) {
  vec4 c = floor(texelFetch(which, clamp(p, ivec2(0), size() - 1), 0) * 255.0 + 0.5);
  return vec4(floor(c.rgb * c.a / 255.0 + 0.5), c.a);
}
vec4 a(ivec2 p) { return bytes(one, p); }
vec4 b(ivec2 p) { return bytes(other, p); }
vec4 rise(vec4 low, vec4 high, float at) { return mix(low, high, smoothstep(0.0, 1.0, at)); }
const vec4 BLACK = vec4(0.0, 0.0, 0.0, 255.0);
const vec4 WHITE = vec4(255.0);
`;

const MAIN = `
void main() {
  vec4 c = floor(clamp(mixed(1.0 - progress), 0.0, 255.0) + 0.001);
  colour = vec4(c.a > 0.0 ? min(c.rgb / c.a, 1.0) : c.rgb / 255.0, c.a / 255.0);
}`;

/** From one to the other where a value rises through 0 to 1. */
const soft = (value: string) => `return rise(a(here()), b(here()), ${value});`;
const hard = (shown: string) => `return ${shown} ? b(here()) : a(here());`;

/** Both moved along: `x` and `y` say how far, whole pixels; which of the two stays where it is may be said. */
function moved(axis: 'x' | 'y', sign: '-' | '', stays: 'one' | 'other' | 'none'): string {
  const along = axis === 'x' ? 'ivec2(1, 0)' : 'ivec2(0, 1)';
  const one = stays === 'one' ? 'here()' : 'from';
  const other = stays === 'other' ? 'here()' : 'from';
  return `
  int length_ = size().${axis};
  int z = here().${axis} + int(${sign}left * float(length_));
  ivec2 from = here() * (1 - ${along}) + (z - length_ * int(floor(float(z) / float(length_)))) * ${along};
  return z >= 0 && z < length_ ? b(${other}) : a(${one});`;
}

function through(colourOne: string, colourOther: string): string {
  return `
  vec4 one_ = mix(${colourOne}, a(here()), smoothstep(0.8, 1.0, left));
  vec4 other_ = mix(b(here()), ${colourOther}, smoothstep(0.2, 1.0, left));
  return mix(other_, one_, left);`;
}

const slices = (along: string) => `
  float at_ = ${along};
  return smoothstep(-0.5, 0.0, at_ - left * 1.5) <= fract(10.0 * at_) ? a(here()) : b(here());`;

const squeezed = (axis: 'x' | 'y') => `
  float z = 0.5 + (share().${axis} - 0.5) / max(left, 1e-6);
  if (z < 0.0 || z > 1.0) return b(here());
  ivec2 p = here();
  p.${axis} = int(floor(z * float(size().${axis} - 1) + 0.5));
  return a(p);`;

const BY_LIKENESS = (exponent: string) => `
  vec4 one_ = a(here()); vec4 other_ = b(here());
  vec4 away = abs(one_ - other_) / 255.0;
  return mix(other_, one_, pow(vec4(left), 1.0 + log(${exponent})));`;

const BODIES: Record<string, string> = {
  fade: 'return mix(b(here()), a(here()), left);',
  fadeblack: through('BLACK', 'BLACK'),
  fadewhite: through('WHITE', 'WHITE'),
  fadegrays: `
  vec4 one_ = a(here()); vec4 other_ = b(here());
  vec4 grey_one = vec4(vec3(floor(dot(one_.rgb, vec3(1.0)) / 3.0)), one_.a);
  vec4 grey_other = vec4(vec3(floor(dot(other_.rgb, vec3(1.0)) / 3.0)), other_.a);
  return mix(mix(other_, grey_other, smoothstep(0.2, 1.0, left)), mix(grey_one, one_, smoothstep(0.8, 1.0, left)), left);`,
  fadefast: BY_LIKENESS('1.0 + away'),
  fadeslow: BY_LIKENESS('2.0 - away'),
  distance: `
  vec4 one_ = a(here()); vec4 other_ = b(here());
  vec4 away = (one_ - other_) / 255.0;
  return mix(other_, length(away) <= left ? one_ : other_, left);`,
  zoomin: `
  float size_ = smoothstep(0.5, 1.0, left);
  ivec2 p = ivec2(ceil((0.5 + (share() - 0.5) * size_) * vec2(size() - 1)));
  return mix(b(here()), a(p), smoothstep(0.0, 0.5, left));`,
  pixelize: `
  float block = 2.0 * ceil(min(left, 1.0 - left) * 50.0) / 50.0 * float(min(size().x, size().y)) / 20.0;
  ivec2 p = here();
  if (block > 0.0) p = ivec2(min((floor(vec2(p) / block) + 0.5) * block, vec2(size() - 1)));
  return mix(b(p), a(p), left);`,
  slideleft: moved('x', '-', 'none'),
  slideright: moved('x', '', 'none'),
  slideup: moved('y', '-', 'none'),
  slidedown: moved('y', '', 'none'),
  coverleft: moved('x', '-', 'one'),
  coverright: moved('x', '', 'one'),
  coverup: moved('y', '-', 'one'),
  coverdown: moved('y', '', 'one'),
  revealleft: moved('x', '-', 'other'),
  revealright: moved('x', '', 'other'),
  revealup: moved('y', '-', 'other'),
  revealdown: moved('y', '', 'other'),
  wipeleft: hard('here().x > int(left * float(size().x))'),
  wiperight: hard('here().x <= int((1.0 - left) * float(size().x))'),
  wipeup: hard('here().y > int(left * float(size().y))'),
  wipedown: hard('here().y <= int((1.0 - left) * float(size().y))'),
  wipetl: hard('!(here().x <= int(left * float(size().x)) && here().y <= int(left * float(size().y)))'),
  wipetr: hard('!(here().x > int((1.0 - left) * float(size().x)) && here().y <= int(left * float(size().y)))'),
  wipebl: hard('!(here().x <= int(left * float(size().x)) && here().y > int((1.0 - left) * float(size().y)))'),
  wipebr: hard('!(here().x > int((1.0 - left) * float(size().x)) && here().y > int((1.0 - left) * float(size().y)))'),
  smoothleft: soft('1.0 + share().x - left * 2.0'),
  smoothright: soft('1.0 + back().x - left * 2.0'),
  smoothup: soft('1.0 + share().y - left * 2.0'),
  smoothdown: soft('1.0 + back().y - left * 2.0'),
  diagtl: soft('1.0 + share().x * share().y - left * 2.0'),
  diagtr: soft('1.0 + back().x * share().y - left * 2.0'),
  diagbl: soft('1.0 + share().x * back().y - left * 2.0'),
  diagbr: soft('1.0 + back().x * back().y - left * 2.0'),
  circleopen: `
  float far = length(vec2(size() / 2));
  return rise(b(here()), a(here()), length(vec2(here()) - vec2(size() / 2)) / far + (left - 0.5) * 3.0);`,
  circleclose: `
  float far = length(vec2(size() / 2));
  return rise(a(here()), b(here()), length(vec2(here()) - vec2(size() / 2)) / far + (0.5 - left) * 3.0);`,
  circlecrop: `
  float far = pow(2.0 * abs(left - 0.5), 3.0) * length(vec2(size() / 2));
  if (far < length(vec2(here() - size() / 2))) return BLACK;
  return left < 0.5 ? b(here()) : a(here());`,
  rectcrop: `
  ivec2 reach = ivec2(abs(left - 0.5) * vec2(size()));
  if (any(greaterThanEqual(abs(here() - size() / 2), reach))) return BLACK;
  return left < 0.5 ? b(here()) : a(here());`,
  radial: `
  vec2 off = vec2(here() - size() / 2);
  return rise(a(here()), b(here()), atan(off.x, off.y) - (left - 0.5) * 3.14159265 * 2.5);`,
  vertopen: soft('2.0 - abs((float(here().x) - float(size().x / 2)) / float(size().x / 2)) - left * 2.0'),
  vertclose: soft('1.0 + abs((float(here().x) - float(size().x / 2)) / float(size().x / 2)) - left * 2.0'),
  horzopen: soft('2.0 - abs((float(here().y) - float(size().y / 2)) / float(size().y / 2)) - left * 2.0'),
  horzclose: soft('1.0 + abs((float(here().y) - float(size().y / 2)) / float(size().y / 2)) - left * 2.0'),
  hlslice: slices('share().x'),
  hrslice: slices('back().x'),
  vuslice: slices('share().y'),
  vdslice: slices('back().y'),
  squeezeh: squeezed('y'),
  squeezev: squeezed('x'),
};

const WORDS = new Map(catalogue.transitions.map(({ name, word }) => [name, word]));

/** The shader of a transition, without the head that declares `colour`: takes `one`, `other` and `progress`. One that is
 * unknown fades. */
export function transition(kind: string): string {
  const body = BODIES[WORDS.get(kind) ?? 'fade']!;
  return `${COMMON}vec4 mixed(float left) {\n${body}\n}${MAIN}`;
}

export const knowsTransition = (kind: string): boolean => WORDS.has(kind);

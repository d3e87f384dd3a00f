/** Movements of words, letter by letter, word by word, or of a whole line: `core/montage/words/moving.py`. */

export type Movement = {
  readonly when: readonly ('enter' | 'leave' | 'loop')[];
  readonly by: 'letter' | 'word' | 'whole';
  /** How long it takes where nobody says; of one all the time, how long a turn takes. */
  readonly length_ms: number;
};

const BOTH = ['enter', 'leave'] as const;
const LOOP = ['loop'] as const;

export const MOVEMENTS: { readonly [name: string]: Movement } = {
  typewriter: { when: BOTH, by: 'letter', length_ms: 1200 },
  word_by_word: { when: BOTH, by: 'word', length_ms: 1200 },
  letters_fade: { when: BOTH, by: 'letter', length_ms: 900 },
  words_fade: { when: BOTH, by: 'word', length_ms: 900 },
  ink: { when: BOTH, by: 'letter', length_ms: 1000 },
  soft_focus: { when: BOTH, by: 'whole', length_ms: 500 },
  gather: { when: BOTH, by: 'whole', length_ms: 600 },
  unfold: { when: BOTH, by: 'whole', length_ms: 350 },
  opening: { when: BOTH, by: 'whole', length_ms: 400 },
  neon: { when: BOTH, by: 'whole', length_ms: 800 },
  fill_in: { when: BOTH, by: 'letter', length_ms: 1000 },
  glow: { when: LOOP, by: 'whole', length_ms: 1200 },
  shimmer: { when: LOOP, by: 'letter', length_ms: 1600 },
  rainbow: { when: LOOP, by: 'letter', length_ms: 2000 },
  blinking: { when: LOOP, by: 'whole', length_ms: 800 },
  breathing: { when: LOOP, by: 'whole', length_ms: 2400 },
  spotlight: { when: LOOP, by: 'word', length_ms: 2400 },
};

/** What movements do to a unit at one picture: thousandths, of the size where it is a length. */
export type Touch = {
  readonly opacity: number;
  readonly fill: number;
  readonly blur: number;
  readonly spacing: number;
  readonly wide: number;
  readonly tall: number;
  readonly colour: string;
};

export const STILL: Touch = { opacity: 1000, fill: 1000, blur: 0, spacing: 0, wide: 1000, tall: 1000, colour: '' };

const RAINBOW = [
  '#ff4d4d', '#ff944d', '#ffd24d', '#d2ff4d', '#6bff6b', '#4dffb8',
  '#4dffff', '#4db8ff', '#6b6bff', '#b84dff', '#ff4dff', '#ff4d94',
] as const;
const NEON = [0, 800, 100, 0, 1000, 300, 900, 1000] as const;

const { floor, max, min, abs } = Math;

/** What the movement does to unit `index` of `count`. */
export function touched(name: string, progress: number, index: number, count: number): Touch {
  return { ...STILL, ...change(name, progress, index, count) };
}

function change(name: string, progress: number, index: number, count: number): Partial<Touch> {
  switch (name) {
    case 'typewriter':
    case 'word_by_word':
      return { opacity: progress * count > 1000 * index ? 1000 : 0 };
    case 'letters_fade':
    case 'words_fade':
      return { opacity: own(progress, index, count, 4) };
    case 'ink': {
      const there = own(progress, index, count, 5);
      return { opacity: there, blur: floor(((1000 - there) * 180) / 1000) };
    }
    case 'fill_in':
      return { fill: own(progress, index, count, 3) };
    case 'soft_focus':
      return { opacity: progress, blur: floor(((1000 - eased(progress)) * 250) / 1000) };
    case 'gather':
      return { opacity: progress, spacing: floor(((1000 - eased(progress)) * 500) / 1000) };
    case 'unfold':
      return { tall: max(10, eased(progress)) };
    case 'opening':
      return { opacity: progress, wide: 300 + floor((eased(progress) * 700) / 1000) };
    case 'neon':
      return { opacity: NEON[min(7, floor((progress * 8) / 1000))]! };
    case 'glow':
      return { blur: 20 + floor((wave(progress) * 100) / 1000) };
    case 'shimmer': {
      const away = abs(floor((progress * (count + 8)) / 1000) - 4 - index);
      return { fill: 1000 - max(0, 4 - away) * 150 };
    }
    case 'rainbow':
      return { colour: RAINBOW[(floor((progress * 12) / 1000) + index) % 12]! };
    case 'blinking':
      return { opacity: progress < 500 ? 1000 : 250 };
    case 'breathing':
      return { spacing: floor((wave(progress) * 60) / 1000) };
    default: // spotlight
      return { opacity: floor((progress * count) / 1000) === index ? 1000 : 400 };
  }
}

/** One on top of the other: factors multiply, offsets add. */
export function both(one: Touch, other: Touch): Touch {
  return {
    opacity: floor((one.opacity * other.opacity) / 1000),
    fill: floor((one.fill * other.fill) / 1000),
    blur: one.blur + other.blur,
    spacing: one.spacing + other.spacing,
    wide: floor((one.wide * other.wide) / 1000),
    tall: floor((one.tall * other.tall) / 1000),
    colour: other.colour || one.colour,
  };
}

function own(progress: number, index: number, count: number, spread: number): number {
  return max(0, min(1000, floor((progress * (count + spread) - 1000 * index) / spread)));
}

function eased(progress: number): number {
  return floor((progress * (2000 - progress)) / 1000);
}

function wave(phase: number): number {
  const up = phase < 500 ? 2 * phase : 2000 - 2 * phase;
  return floor((up * up * (3000 - 2 * up)) / 1_000_000);
}

/**
 * The letters we have: `core/montage/words/lettering.py`. The two files it is read from are
 * `assets/fonts/catalogue.json` and `emoji.json`, the same for the server.
 */

/** A line of `TextStyle.size` is so many thousandths of the em high, in every font. */
export const NOMINAL_LINE = 1300;

export type Face = {
  readonly file: string;
  readonly family: string;
  readonly size: number;
  readonly line: number;
  /** Gaps and lengths in turn, from U+0000 on. */
  readonly covers: readonly number[];
  readonly heavy: boolean;
};
export type Font = {
  readonly name?: string;
  readonly label?: string;
  readonly manner?: string;
  readonly regular: Face;
  readonly bold?: Face;
};
export type Catalogue = { readonly chosen: readonly Font[]; readonly helping: readonly Font[]; readonly emoji: Face };
export type Drawings = {
  readonly first: number;
  readonly colours: readonly string[];
  readonly emoji: { readonly [name: string]: string };
};

export class Lettering {
  readonly fonts: ReadonlyMap<string, Font>;
  readonly helping: readonly Font[];
  readonly emojiFace: Face;
  readonly emojiStarts: ReadonlySet<string>;
  readonly #drawings: Drawings;
  readonly #letters = new Map<string, ReadonlySet<number>>();

  constructor(catalogue: Catalogue, drawings: Drawings) {
    this.fonts = new Map(catalogue.chosen.map((font) => [font.name ?? '', font]));
    this.helping = catalogue.helping;
    this.emojiFace = catalogue.emoji;
    this.#drawings = drawings;
    this.emojiStarts = new Set(Object.keys(drawings.emoji).map((name) => letterOf(name.split('-', 1)[0]!)));
  }

  /** The one of this name; the first of all where there is none. */
  font(name: string): Font {
    return this.fonts.get(name) ?? this.fonts.values().next().value!;
  }

  isEmoji(name: string): boolean {
    return Object.hasOwn(this.#drawings.emoji, name);
  }

  /** Names of all emoji there are drawings of. */
  get emoji(): readonly string[] {
    return Object.keys(this.#drawings.emoji);
  }

  /** Letter and `rrggbbaa` of each layer, bottom to top. */
  layers(emoji: string): readonly (readonly [string, string])[] {
    const { first, colours } = this.#drawings;
    return this.#drawings.emoji[emoji]!.split(' ').map((layer) => {
      const [glyph, colour] = layer.split('.') as [string, string];
      return [String.fromCodePoint(first + parseInt(glyph, 16)), colours[parseInt(colour, 16)]!] as const;
    });
  }

  /** Whether a face has a letter. */
  has(face: Face, code: number): boolean {
    let letters = this.#letters.get(face.file);
    if (!letters) this.#letters.set(face.file, (letters = new Set(covered(face))));
    return letters.has(code);
  }
}

function* covered(face: Face): Generator<number> {
  let at = 0;
  for (let pair = 0; pair < face.covers.length; pair += 2) {
    at += face.covers[pair]!;
    for (let left = face.covers[pair + 1]!; left > 0; left--) yield at++;
  }
}

export function letterOf(code: string): string {
  return String.fromCodePoint(parseInt(code, 16));
}

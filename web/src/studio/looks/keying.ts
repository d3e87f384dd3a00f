// A colour that is seen through, by the two tables of core/montage/looks/keying.py.
import type { ChromaKey } from '../kernels/document';
import { BLUE, GREEN, RED, SIDE, type Table } from './colour';
import { pass, type Pass } from './pass';

type Pair = [number, number];

/** The pass that lets the key's colour be seen through and takes its light from the rest. */
export function keyPass(key: ChromaKey): Pass {
  const about = `${key.colour} ${key.similarity} ${key.smoothness} ${key.spill}`;
  return pass('key', {}, {}, {
    clear: { key: `clear ${about}`, bytes: () => clearnessTable(key) },
    spill: { key: `spill ${about}`, bytes: () => spillTable(key) },
  });
}

/** Grey: 255 where a colour stays, 0 where it is seen through. */
export function clearnessTable(key: ChromaKey): Table {
  const [blue, red] = differences(...colourOf(key.colour));
  const smooth = Math.max(key.smoothness / 1000, 0.001);
  return table((r, g, b) => {
    const [u, v] = differences(r, g, b);
    const distance = Math.sqrt(((u - blue) ** 2 + (v - red) ** 2) / 2);
    const stays = (distance - key.similarity / 1000) / smooth;
    return [stays, stays, stays];
  });
}

/** Colours without as much of the key's own as `spill` says, as light as they were. */
export function spillTable(key: ChromaKey): Table {
  const towards = differences(...colourOf(key.colour));
  const strength = Math.hypot(...towards);
  return table((r, g, b) => {
    const luma = r * RED + g * GREEN + b * BLUE;
    let [u, v] = differences(r, g, b);
    if (strength > 0) {
      const much = (Math.max((u * towards[0] + v * towards[1]) / strength, 0) * key.spill) / 1000;
      u -= (much * towards[0]) / strength;
      v -= (much * towards[1]) / strength;
    }
    const red = luma + 1.5748 * v;
    const blue = luma + 1.8556 * u;
    return [red, (luma - RED * red - BLUE * blue) / GREEN, blue];
  });
}

/** Blue and red less luma, each -0.5 to 0.5. */
function differences(r: number, g: number, b: number): Pair {
  const luma = r * RED + g * GREEN + b * BLUE;
  return [(b - luma) / 1.8556, (r - luma) / 1.5748];
}

function colourOf(text: string): [number, number, number] {
  const value = Number.parseInt(text.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

function table(colour: (r: number, g: number, b: number) => number[]): Table {
  const bytes = new Uint8Array(SIDE ** 3 * 4);
  let at = 0;
  for (let b = 0; b < SIDE; b += 1) {
    for (let g = 0; g < SIDE; g += 1) {
      for (let r = 0; r < SIDE; r += 1) {
        const made = colour(r / (SIDE - 1), g / (SIDE - 1), b / (SIDE - 1));
        for (const channel of made) bytes[at++] = Math.floor(Math.min(1, Math.max(0, channel)) * 255 + 0.5);
        bytes[at++] = 255;
      }
    }
  }
  return bytes;
}

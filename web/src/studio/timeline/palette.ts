/** The tokens of the product as colours that a canvas understands, read anew when the theme changes. */

const TOKENS = ['ink', 'ink-soft', 'ink-faint', 'ground', 'raised', 'raised-2', 'line', 'accent', 'accent-ink'] as const;
type Token = (typeof TOKENS)[number];
export type Palette = Record<Token, string> & { text: string; textInk: string; sound: string; soundInk: string; fill: string; dark: boolean };

export function paletteOf(host: HTMLElement): Palette {
  const probe = host.appendChild(document.createElement('i'));
  probe.hidden = true;
  const tell = (value: string) => ((probe.style.color = value), getComputedStyle(probe).color);
  const found = Object.fromEntries(TOKENS.map((name) => [name, tell(`var(--${name})`)])) as Record<Token, string>;
  const palette = {
    ...found,
    text: tell('light-dark(#f0d3ea, #5b2a56)'),
    textInk: tell('light-dark(#54154b, #f7def2)'),
    sound: tell('light-dark(#c9e8df, #164a44)'),
    soundInk: tell('light-dark(#0d4a41, #9be3d2)'),
    fill: tell('light-dark(#dfe0ef, #34364d)'),
    dark: tell('light-dark(#fff, #000)') === 'rgb(0, 0, 0)',
  };
  probe.remove();
  return palette;
}

/** Calls `then` whenever the colours may have changed; returns how to stop. */
export function watchTheme(then: () => void): () => void {
  const wish = matchMedia('(prefers-color-scheme: dark)');
  const chosen = new MutationObserver(then);
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  wish.addEventListener('change', then);
  return () => {
    chosen.disconnect();
    wish.removeEventListener('change', then);
  };
}

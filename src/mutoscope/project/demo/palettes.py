"""Colours of the demo world: a few stops become a smooth table of 1024 colours."""

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.uint8]

STOPS: dict[str, str] = {
    "dusk": "0b1026 27285c 6b3f7f c8577a f59a6e ffe3b0",
    "lagoon": "04151f 083d4f 0f7c7c 4fc3a1 c9f0c4 fffbe6",
    "ember": "120608 4a0e1c a3262a ea6a2a ffb84d fff0c2",
    "orchid": "140a24 3b1c5a 7d3c98 cf6bb5 f7b6c8 fff1ea",
    "moss": "0a140d 1d3a24 3f6b3a 86a556 d4cf8a f7f3d6",
    "ice": "060b1a 12306b 2f6fbf 78b8ea c8e9fb ffffff",
    "peach": "3a1c2b 8a3b53 e0736b f9ab84 fdd9b5 fff6ea",
    "ink": "0d0d12 22232e 4a4c5c 8d8f9f cfcfd6 f6f4ef",
    "neon": "07021a 2a0a5e 7a12b8 f01fa0 ff6b8b 44e3ff",
    "honey": "1a0f05 4f2c0b a3611a e2a33a f9d987 fffae6",
    "mint": "07201d 0f4a43 2b8f7b 7fd0b0 d0f2de ffffff",
    "berry": "16040f 4a0c35 932060 d8557f f6a5a5 ffe9dc",
    "paper": "f7f1e3 f0dfc0 e4b88a d4775a 8c3b4a 2d1b33",
    "rainbow": "12122e 24407f 12b5b0 a3cb38 ffc312 ee5a24 b53471",
}


def table(name: str, *, loop: bool = False) -> Table:
    """1024 colours from dark to light; with ``loop`` they come back, so that a phase may wrap unseen."""
    stops = [tuple(int(stop[i : i + 2], 16) for i in (0, 2, 4)) for stop in STOPS[name].split()]
    if loop:
        stops = stops + stops[-2::-1]
    linear = (np.array(stops, np.float64) / 255) ** 2.2  # mixed as light mixes, so no muddy middles
    at = np.linspace(0, len(stops) - 1, 1024)
    mixed = np.stack([np.interp(at, np.arange(len(stops)), linear[:, i]) for i in range(3)], axis=1)
    colours: Table = np.round(mixed ** (1 / 2.2) * 255).astype(np.uint8)
    return colours


def colour(name: str, at: float) -> tuple[int, int, int]:
    """One colour of a palette, ``at`` from 0 (dark) to 1 (light)."""
    red, green, blue = table(name)[round(at * 1023)]
    return int(red), int(green), int(blue)

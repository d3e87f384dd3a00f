"""Drawing the mark that a film carries away: whose it is, and where it comes from.

Drawn here, from handles and host names that we checked, and handed to the jail as bare pixels: no word ever
enters a filter graph, and no font has to be found in there.
"""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import mutoscope
from mutoscope.core.montage.marking import Mark

_FONTS = Path(mutoscope.__file__).parent / "assets" / "fonts"
_BOLD, _PLAIN = "Sora-ExtraBold.otf", "Sora-Regular.otf"
_SHARE = 0.044
"""Height of the first line, as a share of the film's short edge."""
_WIDEST, _LEAST = 0.8, 8
"""Share of the short edge that the longest line may take; pixels that no line is lower than."""
_WHITE, _SHADE = (255, 255, 255, 225), (0, 0, 0, 130)


def draw(lines: Sequence[str], short_edge: int, into: Path) -> Mark:
    """The lines under each other, white with a dark rim, readable on anything; written as bare RGBA."""
    size = max(_LEAST, round(short_edge * _SHARE))
    wide = max(font.getlength(line) for font, line in zip(_fonts(lines, size), lines, strict=True))
    if wide > short_edge * _WIDEST:  # a long handle in a narrow film
        size = max(_LEAST, int(size * short_edge * _WIDEST / wide))
    fonts, rim, step = _fonts(lines, size), max(1, size // 14), round(size * 1.3)
    wide = max(font.getlength(line) for font, line in zip(fonts, lines, strict=True)) + 2 * rim + 2
    picture = Image.new("RGBA", (_even(round(wide)), _even(step * len(lines))), (0, 0, 0, 0))
    pen = ImageDraw.Draw(picture)
    for place, (font, line) in enumerate(zip(fonts, lines, strict=True)):
        spot = (rim + 1, place * step)
        pen.text(spot, line, font=font, fill=_WHITE, stroke_width=rim, stroke_fill=_SHADE)
    into.write_bytes(picture.tobytes())
    return Mark(str(into), *picture.size)


def _fonts(lines: Sequence[str], size: int) -> list[ImageFont.FreeTypeFont]:
    """The first line stands out; the others are three quarters of it."""
    small = ImageFont.truetype(_FONTS / _PLAIN, round(size * 0.75))
    return [small if place else ImageFont.truetype(_FONTS / _BOLD, size) for place in range(len(lines))]


def _even(length: int) -> int:
    return length + length % 2

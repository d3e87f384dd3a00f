"""The letters we have: which font files there are, what each covers, and how emoji are drawn.

Which file draws a letter is decided here and written into the script, never left to libass: what it would
find on a server is not what it would find in a browser.
"""

from collections.abc import Iterator

import msgspec

NOMINAL_LINE = 1300
"""A line of ``TextStyle.size`` is so many thousandths of the em high, in every font; so fonts look equally
large, whatever room their makers left above and below."""


class Face(msgspec.Struct, frozen=True):
    """One file."""

    file: str
    family: str
    """The name libass asks it by."""
    size: int
    """Bytes."""
    line: int
    """What libass takes as the height of a line, in thousandths of the em."""
    covers: tuple[int, ...]
    """Gaps and lengths in turn, from U+0000 on."""
    heavy: bool = False
    """It is the bold one of its family."""


class Font(msgspec.Struct, frozen=True):
    """What can be chosen, or helps where the chosen one lacks letters."""

    regular: Face
    bold: Face | None = None
    name: str = ""
    """The word that documents use; of those that only help, none."""
    label: str = ""
    manner: str = ""
    """``sans tall comic hand serif mono``"""


class _Catalogue(msgspec.Struct, frozen=True):
    chosen: tuple[Font, ...]
    helping: tuple[Font, ...]
    emoji: Face


class _Drawings(msgspec.Struct, frozen=True):
    first: int
    """Code point of the first layer in the font of layers."""
    colours: tuple[str, ...]
    """``rrggbbaa``"""
    emoji: dict[str, str]
    """Code points, joined by ``-``, without U+FE0F, to ``layer.colour`` from bottom to top, hexadecimal."""


class Lettering(msgspec.Struct, frozen=True):
    fonts: dict[str, Font]
    helping: tuple[Font, ...]
    emoji_face: Face
    first_layer: int
    colours: tuple[str, ...]
    emoji: dict[str, str]
    emoji_starts: frozenset[str]
    """Letters that some emoji begins with."""
    letters: dict[str, frozenset[int]]
    """By file, what it covers."""

    def font(self, name: str) -> Font:
        """The one of this name; the first of all where there is none: a document may name one that we had."""
        return self.fonts.get(name) or next(iter(self.fonts.values()))

    def layers(self, emoji: str) -> Iterator[tuple[str, str]]:
        """Letter and ``rrggbbaa`` of each layer, bottom to top."""
        for layer in self.emoji[emoji].split(" "):
            glyph, _, colour = layer.partition(".")
            yield chr(self.first_layer + int(glyph, 16)), self.colours[int(colour, 16)]


def read_lettering(catalogue: bytes, drawings: bytes) -> Lettering:
    """From the texts of assets/fonts/catalogue.json and emoji.json, which are ours."""
    fonts = msgspec.json.decode(catalogue, type=_Catalogue)
    drawn = msgspec.json.decode(drawings, type=_Drawings)
    faces = [face for font in (*fonts.chosen, *fonts.helping) for face in (font.regular, font.bold) if face]
    return Lettering(
        fonts={font.name: font for font in fonts.chosen},
        helping=fonts.helping,
        emoji_face=fonts.emoji,
        first_layer=drawn.first,
        colours=drawn.colours,
        emoji=drawn.emoji,
        emoji_starts=frozenset(chr(int(name.partition("-")[0], 16)) for name in drawn.emoji),
        letters={face.file: frozenset(_covered(face)) for face in faces},
    )


def _covered(face: Face) -> Iterator[int]:
    at = 0
    for gap, length in zip(face.covers[::2], face.covers[1::2], strict=True):
        yield from range(at + gap, at + gap + length)
        at += gap + length

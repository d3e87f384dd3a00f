"""Movements of words: letter by letter, word by word, or of a whole line, as no other picture can move.

``Clip.enter``, ``leave`` and ``loop`` name them beside the movements that every picture knows; what is not
named here is left to whoever lays the picture on the canvas. Everything is whole numbers: progress, shares
and opacities are thousandths.
"""

from typing import Literal

import msgspec

from mutoscope.core.montage.looks.titles import Title

When = Literal["enter", "leave", "loop"]
By = Literal["letter", "word", "whole"]


class Movement(msgspec.Struct, frozen=True):
    name: str
    title: Title
    when: tuple[When, ...]
    by: By
    length_ms: int
    """How long it takes where nobody says; of one all the time, how long a turn takes."""


_BOTH: tuple[When, ...] = ("enter", "leave")
MOVEMENTS: dict[str, Movement] = {
    movement.name: movement
    for movement in (
        Movement("typewriter", Title("Typewriter", "Machine à écrire"), _BOTH, "letter", 1200),
        Movement("word_by_word", Title("Word by word", "Mot à mot"), _BOTH, "word", 1200),
        Movement("letters_fade", Title("Letters fade", "Lettres en fondu"), _BOTH, "letter", 900),
        Movement("words_fade", Title("Words fade", "Mots en fondu"), _BOTH, "word", 900),
        Movement("ink", Title("Ink", "Encre"), _BOTH, "letter", 1000),
        Movement("soft_focus", Title("Soft focus", "Mise au point"), _BOTH, "whole", 500),
        Movement("gather", Title("Gather", "Resserrer"), _BOTH, "whole", 600),
        Movement("unfold", Title("Unfold", "Déplier"), _BOTH, "whole", 350),
        Movement("opening", Title("Widen", "Élargir"), _BOTH, "whole", 400),
        Movement("neon", Title("Neon sign", "Enseigne au néon"), _BOTH, "whole", 800),
        Movement("fill_in", Title("Fill in", "Remplir"), _BOTH, "letter", 1000),
        Movement("glow", Title("Glow", "Lueur"), ("loop",), "whole", 1200),
        Movement("shimmer", Title("Shimmer", "Scintiller"), ("loop",), "letter", 1600),
        Movement("rainbow", Title("Rainbow", "Arc-en-ciel"), ("loop",), "letter", 2000),
        Movement("blinking", Title("Blinking", "Clignoter"), ("loop",), "whole", 800),
        Movement("breathing", Title("Breathing", "Respirer"), ("loop",), "whole", 2400),
        Movement("spotlight", Title("Spotlight", "Projecteur"), ("loop",), "word", 2400),
    )
}


class Touch(msgspec.Struct, frozen=True):
    """What movements do to a unit at one picture."""

    opacity: int = 1000
    fill: int = 1000
    """Opacity of the letters within their outline."""
    blur: int = 0
    """Thousandths of the size."""
    spacing: int = 0
    """Thousandths of the size, more between letters."""
    wide: int = 1000
    tall: int = 1000
    colour: str = ""
    """Instead of the letters' own; empty: their own."""


STILL = Touch()

_RAINBOW = (
    *("#ff4d4d", "#ff944d", "#ffd24d", "#d2ff4d", "#6bff6b", "#4dffb8"),
    *("#4dffff", "#4db8ff", "#6b6bff", "#b84dff", "#ff4dff", "#ff4d94"),
)
_NEON = (0, 800, 100, 0, 1000, 300, 900, 1000)


def touched(name: str, progress: int, index: int, count: int) -> Touch:
    """What the movement does to unit ``index`` of ``count``. Progress of one that comes in: 0 away, 1,000
    there; of one that goes on and on: the share of its turn."""
    match name:
        case "typewriter" | "word_by_word":
            return Touch(opacity=1000 if progress * count > 1000 * index else 0)
        case "letters_fade" | "words_fade":
            return Touch(opacity=_own(progress, index, count, 4))
        case "ink":
            own = _own(progress, index, count, 5)
            return Touch(opacity=own, blur=(1000 - own) * 180 // 1000)
        case "fill_in":
            return Touch(fill=_own(progress, index, count, 3))
        case "soft_focus":
            return Touch(opacity=progress, blur=(1000 - _eased(progress)) * 250 // 1000)
        case "gather":
            return Touch(opacity=progress, spacing=(1000 - _eased(progress)) * 500 // 1000)
        case "unfold":
            return Touch(tall=max(10, _eased(progress)))
        case "opening":
            return Touch(opacity=progress, wide=300 + _eased(progress) * 700 // 1000)
        case "neon":
            return Touch(opacity=_NEON[min(7, progress * 8 // 1000)])
        case "glow":
            return Touch(blur=20 + _wave(progress) * 100 // 1000)
        case "shimmer":
            away = abs(progress * (count + 8) // 1000 - 4 - index)
            return Touch(fill=1000 - max(0, 4 - away) * 150)
        case "rainbow":
            return Touch(colour=_RAINBOW[(progress * 12 // 1000 + index) % 12])
        case "blinking":
            return Touch(opacity=1000 if progress < 500 else 250)
        case "breathing":
            return Touch(spacing=_wave(progress) * 60 // 1000)
        case _:
            assert name == "spotlight", name
            return Touch(opacity=1000 if progress * count // 1000 == index else 400)


def both(one: Touch, other: Touch) -> Touch:
    """One on top of the other: factors multiply, offsets add."""
    return Touch(
        opacity=one.opacity * other.opacity // 1000,
        fill=one.fill * other.fill // 1000,
        blur=one.blur + other.blur,
        spacing=one.spacing + other.spacing,
        wide=one.wide * other.wide // 1000,
        tall=one.tall * other.tall // 1000,
        colour=other.colour or one.colour,
    )


def _own(progress: int, index: int, count: int, spread: int) -> int:
    """The progress of one unit, when they come in one after the other, ``spread`` of them at a time."""
    return max(0, min(1000, (progress * (count + spread) - 1000 * index) // spread))


def _eased(progress: int) -> int:
    """Quick first, slow at the end."""
    return progress * (2000 - progress) // 1000


def _wave(phase: int) -> int:
    """Up and down once in a turn, softly: 0, 1,000, 0."""
    up = 2 * phase if phase < 500 else 2000 - 2 * phase
    return up * up * (3000 - 2 * up) // 1_000_000

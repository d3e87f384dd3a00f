"""The catalogue of filters: looks made by formula, each in one breath.

A grade is what the sliders can do, then a curve and a tone for the dark and the light. There are no
tables behind them: whoever wants another filter writes a line here, and the browser has it too.
"""

import msgspec

from mutoscope.core.montage.document import Adjustments
from mutoscope.core.montage.looks.titles import Title

Tone = tuple[int, int, int]
"""Added to red, green and blue, thousandths."""


class Grade(msgspec.Struct, frozen=True):
    """A filter by its parts, in the order in which they are applied."""

    name: str
    title: Title
    look: Adjustments = Adjustments()
    gamma: Tone = (1000, 1000, 1000)
    """Exponents of red, green and blue, thousandths: below 1,000 the middle becomes lighter."""
    dark: Tone = (0, 0, 0)
    """Tone where it is dark, falling to none where it is light."""
    light: Tone = (0, 0, 0)


GRADES = (
    Grade("clean", Title("Clean", "Net"), Adjustments(exposure=60, contrast=120, saturation=80, shadows=150)),
    Grade("vivid", Title("Vivid", "Éclatant"), Adjustments(contrast=180, saturation=420)),
    Grade("soft", Title("Soft", "Doux"), Adjustments(exposure=80, contrast=-180, highlights=-150, fade=120)),
    Grade("warm", Title("Warm", "Chaud"), Adjustments(warmth=380, saturation=60), light=(20, 8, -20)),
    Grade("cool", Title("Cool", "Froid"), Adjustments(warmth=-360, contrast=60), dark=(-10, 0, 25)),
    Grade(
        "golden",
        Title("Golden hour", "Heure dorée"),
        Adjustments(warmth=300, saturation=120),
        (920, 1000, 1120),
        light=(45, 20, -40),
    ),
    Grade(
        "dusk",
        Title("Dusk", "Crépuscule"),
        Adjustments(exposure=-120, tint=220, warmth=-80),
        dark=(25, -10, 60),
        light=(40, 0, -10),
    ),
    Grade(
        "cinema",
        Title("Cinema", "Cinéma"),
        Adjustments(contrast=240, saturation=-60),
        dark=(-35, 12, 45),
        light=(45, 15, -35),
    ),
    Grade(
        "forest",
        Title("Forest", "Forêt"),
        Adjustments(tint=-240, saturation=-80, contrast=80),
        dark=(-10, 18, 0),
    ),
    Grade(
        "ocean",
        Title("Ocean", "Océan"),
        Adjustments(warmth=-220, tint=-60, saturation=120),
        dark=(-30, 10, 40),
    ),
    Grade(
        "rose",
        Title("Rose", "Rose"),
        Adjustments(tint=180, warmth=120, contrast=-60),
        (940, 1020, 980),
        light=(30, -5, 10),
    ),
    Grade(
        "vintage",
        Title("Vintage", "Rétro"),
        Adjustments(saturation=-260, fade=320, warmth=160),
        dark=(20, 5, 30),
    ),
    Grade(
        "film",
        Title("Film", "Pellicule"),
        Adjustments(contrast=160, fade=180, saturation=-60),
        (980, 1000, 1040),
        (0, 12, 18),
        (18, 8, 0),
    ),
    Grade("bleach", Title("Bleach", "Délavé"), Adjustments(saturation=-560, contrast=420, exposure=60)),
    Grade("mono", Title("Black and white", "Noir et blanc"), Adjustments(saturation=-1000, contrast=120)),
    Grade(
        "noir",
        Title("Noir", "Film noir"),
        Adjustments(saturation=-1000, contrast=640, exposure=-120, shadows=-300),
    ),
    Grade(
        "sepia",
        Title("Sepia", "Sépia"),
        Adjustments(saturation=-1000, fade=100),
        (860, 1000, 1220),
        (20, 5, -15),
        (20, 5, -25),
    ),
    Grade(
        "neon",
        Title("Neon", "Néon"),
        Adjustments(saturation=520, contrast=260, tint=160),
        dark=(30, -20, 80),
        light=(20, -10, 40),
    ),
)

"""The catalogue of effects: each a few steps, and how much of them at no and at full amount."""

import msgspec

from mutoscope.core.montage.looks.steps import (
    Blur,
    Curve,
    Edges,
    Emboss,
    Focus,
    Join,
    Keep,
    Matrix,
    Mirror,
    Pixelate,
    Plane,
    Posterise,
    Ramp,
    Sharpen,
    Shift,
    Split,
    Step,
    Tile,
    Warp,
)
from mutoscope.core.montage.looks.titles import Title


class Recipe(msgspec.Struct, frozen=True):
    """An effect. Its name carries a version: one that shall look different gets the next, the old stays."""

    name: str
    title: Title
    steps: tuple[Step, ...]
    moves: bool = False
    """Whether it changes from picture to picture, and ``pace`` is asked for."""


_GREY = (0.2126, 0.7152, 0.0722)
_MONO = Matrix((_GREY, _GREY, _GREY))
_OLD = Matrix(((0.40, 0.72, 0.16), (0.35, 0.64, 0.14), (0.27, 0.51, 0.12)), (0.3, 1))
_HEAT = ((0.0, 0.0, 0.15), (0.35, 0.0, 0.55), (0.95, 0.15, 0.25), (1.0, 0.7, 0.1), (1.0, 1.0, 0.9))
_PINK = ((0.10, 0.03, 0.30), (0.95, 0.25, 0.55), (1.0, 0.90, 0.75))
_GREEN = ((0.0, 0.05, 0.02), (0.1, 0.55, 0.2), (0.7, 1.0, 0.75))

EFFECTS = (
    Recipe("blur@1", Title("Blur", "Flou"), (Blur((0, 0.04)),)),
    Recipe(
        "dream@1",
        Title("Dream", "Rêve"),
        (Keep(), Curve((1, 1.3), (-0.1, -0.25)), Blur((0.008, 0.03)), Join("screen", (0, 0.9))),
    ),
    Recipe("sharpen@1", Title("Sharpen", "Netteté"), (Sharpen((0, 1.5)),)),
    Recipe("outline@1", Title("Outline", "Contours"), (Keep(), Edges(), Join("normal"))),
    Recipe(
        "neon@1", Title("Neon lines", "Traits néon"), (Keep(), Edges(), Blur((0.001, 0.004)), Join("screen"))
    ),
    Recipe("emboss@1", Title("Relief", "Relief"), (Keep(), Emboss(), Join("normal"))),
    Recipe("pixels@1", Title("Pixels", "Pixels"), (Pixelate((0.01, 0.12)),)),
    Recipe("arcade@1", Title("Arcade", "Arcade"), (Pixelate((0.01, 0.04)), Posterise((10, 3)))),
    Recipe("poster@1", Title("Poster", "Affiche"), (Posterise((14, 2)),)),
    Recipe("mirror@1", Title("Mirror", "Miroir"), (Mirror("left"),)),
    Recipe("reflection@1", Title("Reflection", "Reflet"), (Mirror("top"),)),
    Recipe("kaleidoscope@1", Title("Kaleidoscope", "Kaléidoscope"), (Mirror("quarter"),)),
    Recipe("four@1", Title("Four at once", "Quatre à la fois"), (Tile(),)),
    Recipe("negative@1", Title("Negative", "Négatif"), (Keep(), Curve((-1, -1), (1, 1)), Join("normal"))),
    Recipe("grey@1", Title("Grey", "Gris"), (_MONO,)),
    Recipe("duotone@1", Title("Two tones", "Deux tons"), (Keep(), Ramp(_PINK), Join("normal"))),
    Recipe("heat@1", Title("Heat", "Chaleur"), (Keep(), Ramp(_HEAT), Join("normal"))),
    Recipe(
        "night@1",
        Title("Night sight", "Vision nocturne"),
        (Keep(), Ramp(_GREEN), Join("normal"), Plane("grain", "grainmerge", (0.05, 0.3))),
        moves=True,
    ),
    Recipe("split@1", Title("Colour split", "Couleurs décalées"), (Split((0.002, 0.035)),)),
    Recipe("glitch@1", Title("Glitch", "Glitch"), (Shift("tear", (0.02, 0.12), (0.005, 0.03)),), moves=True),
    Recipe(
        "vhs@1",
        Title("Video tape", "Cassette vidéo"),
        (
            Matrix((_GREY, _GREY, _GREY), (0.1, 0.4)),
            Split((0.002, 0.010)),
            Shift("jitter", (0.003, 0.02)),
            Plane("scanlines", "multiply", (0.05, 0.35)),
            Plane("grain", "grainmerge", (0.05, 0.25)),
        ),
        moves=True,
    ),
    Recipe("grain@1", Title("Grain", "Grain"), (Plane("grain", "grainmerge", (0.03, 0.5)),), moves=True),
    Recipe("vignette@1", Title("Vignette", "Vignette"), (Plane("vignette", "multiply", (0.1, 1)),)),
    Recipe("screen@1", Title("Old screen", "Vieil écran"), (Plane("scanlines", "multiply", (0.1, 0.8)),)),
    Recipe("flash@1", Title("Flashes", "Éclairs"), (Plane("flash", "screen", (0.2, 1)),), moves=True),
    Recipe("strobe@1", Title("Strobe", "Stroboscope"), (Plane("strobe", "multiply", (0.3, 1)),), moves=True),
    Recipe(
        "flicker@1", Title("Flicker", "Vacillement"), (Plane("flicker", "multiply", (0.1, 0.7)),), moves=True
    ),
    Recipe(
        "leak@1",
        Title("Light leak", "Fuite de lumière"),
        (Plane("leak", "screen", (0.2, 1), (1, 0.45, 0.15)),),
        moves=True,
    ),
    Recipe(
        "film@1",
        Title("Old film", "Vieux film"),
        (
            _OLD,
            Warp("shake", (0.001, 0.006)),
            Plane("flicker", "multiply", (0.05, 0.3)),
            Plane("scratches", "grainmerge", (0.1, 0.5)),
            Plane("grain", "grainmerge", (0.05, 0.3)),
            Plane("vignette", "multiply", (0.2, 0.8)),
        ),
        moves=True,
    ),
    Recipe("shake@1", Title("Shake", "Secousse"), (Warp("shake", (0.005, 0.05)),), moves=True),
    Recipe("sway@1", Title("Sway", "Tangage"), (Warp("sway", (0.02, 0.2)),), moves=True),
    Recipe("pulse@1", Title("Pulse", "Pulsation"), (Warp("pulse", (0.03, 0.35)),), moves=True),
    Recipe("breathe@1", Title("Breathing", "Respiration"), (Warp("breathe", (0.02, 0.3)),), moves=True),
    Recipe("wave@1", Title("Waves", "Vagues"), (Shift("wave", (0.005, 0.06)),), moves=True),
    Recipe("water@1", Title("Under water", "Sous l’eau"), (Shift("ripple", (0.003, 0.03)),), moves=True),
    Recipe(
        "miniature@1",
        Title("Miniature", "Miniature"),
        (Keep(), Blur((0.005, 0.03)), Focus("band", (0.5, 0.2))),
    ),
    Recipe(
        "spotlight@1",
        Title("Spotlight", "Projecteur"),
        (Keep(), Curve((0.7, 0.15)), Focus("circle", (0.6, 0.3))),
    ),
)

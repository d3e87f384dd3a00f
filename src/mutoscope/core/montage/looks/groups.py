"""What lies together where one chooses among many looks."""

import msgspec

from mutoscope.core.montage.looks.titles import Title


class Group(msgspec.Struct, frozen=True):
    """Some of a catalogue, in the order in which they are shown."""

    name: str
    title: Title
    members: tuple[str, ...]


def _sides(*kinds: str) -> tuple[str, ...]:
    return tuple(f"{kind}_{side}" for kind in kinds for side in ("left", "right", "up", "down"))


def _corners(*kinds: str) -> tuple[str, ...]:
    corners = ("top_left", "top_right", "bottom_left", "bottom_right")
    return tuple(f"{kind}_{corner}" for kind in kinds for corner in corners)


def _effects(names: str) -> tuple[str, ...]:
    return tuple(f"{name}@1" for name in names.split())


EFFECT_GROUPS = (
    Group("light", Title("Light and blur", "Lumière et flou"),
          _effects("blur dream vignette spotlight miniature leak flash strobe")),
    Group("colour", Title("Colour", "Couleur"), _effects("grey negative duotone heat night split")),
    Group("old", Title("Old and broken", "Ancien et abîmé"),
          _effects("film vhs grain screen flicker glitch")),
    Group("moving", Title("Movement", "Mouvement"), _effects("shake sway pulse breathe wave water")),
    Group("drawn", Title("Drawn", "Dessiné"), _effects("sharpen outline neon emboss pixels arcade poster")),
    Group("mirrors", Title("Mirrors", "Miroirs"), _effects("mirror reflection kaleidoscope four")),
)  # fmt: skip

TRANSITION_GROUPS = (
    Group("fades", Title("Fades", "Fondus"),
          ("fade", "fade_black", "fade_white", "fade_grey", "fade_quick", "fade_slow", "fade_distance",
           "pixels")),
    Group("slides", Title("Slides", "Glissements"), _sides("slide", "cover", "reveal")),
    Group("wipes", Title("Wipes", "Volets"),
          (*_sides("wipe", "soft"), *_corners("corner", "diagonal"), *_sides("slices"))),
    Group("shapes", Title("Shapes", "Formes"),
          ("zoom", "circle_open", "circle_close", "iris", "window", "clock", "doors_open", "doors_close",
           "shutters_open", "shutters_close", "squeeze_flat", "squeeze_thin")),
)  # fmt: skip

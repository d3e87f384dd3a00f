"""The catalogue of styles: what a text or captions begin with, to be changed at will afterwards."""

import msgspec

from mutoscope.core.montage.document import TextStyle
from mutoscope.core.montage.looks.titles import Title


class Preset(msgspec.Struct, frozen=True):
    name: str
    title: Title
    highlight: str
    """Of captions: the colour of the word that is said."""
    style: TextStyle


def _entries() -> tuple[Preset, ...]:
    return (
        Preset("plain", Title("Plain", "Simple"), "#ffd400", TextStyle("sora", 560, shadow=40)),
        Preset(
            "strong",
            Title("Strong", "Fort"),
            "#ffe600",
            TextStyle("montserrat", 640, bold=True, outline=90),
        ),
        Preset("label", Title("Label", "Étiquette"), "#5be1ff", TextStyle("sora", 480, box=720)),
        Preset(
            "paper",
            Title("Paper", "Papier"),
            "#d4003c",
            TextStyle("sora", 480, "#141414", bold=True, box=1000, box_colour="#ffffff"),
        ),
        Preset("poster", Title("Poster", "Affiche"), "#ff4747", TextStyle("anton", 900, shadow=60)),
        Preset(
            "cinema", Title("Cinema", "Cinéma"), "#ffb65c", TextStyle("bebas", 820, "#f6ecd2", spacing=160)
        ),
        Preset(
            "comic",
            Title("Comic", "Bande dessinée"),
            "#ff5a36",
            TextStyle(
                "bangers",
                *(820, "#ffe94a"),
                outline=100,
                outline_colour="#1b1b1b",
                shadow=50,
                shadow_colour="#d62b2b",
            ),
        ),
        Preset(
            "block",
            Title("Block", "Bloc"),
            "#00ffc3",
            TextStyle(
                "bungee", 600, outline=60, outline_colour="#3f1dff", shadow=90, shadow_colour="#17003d"
            ),
        ),
        Preset(
            "neon",
            Title("Neon", "Néon"),
            "#6bf6ff",
            TextStyle(
                "righteous",
                *(700, "#fdf4ff"),
                outline=50,
                outline_colour="#ff2fd1",
                shadow=40,
                shadow_colour="#5b00a8",
            ),
        ),
        Preset(
            "candy",
            Title("Candy", "Bonbon"),
            "#8a5bff",
            TextStyle(
                "pacifico",
                *(700, "#ff6fb1"),
                outline=90,
                outline_colour="#ffffff",
                shadow=40,
                shadow_colour="#c2427f",
            ),
        ),
        Preset(
            "retro",
            Title("Retro", "Rétro"),
            "#ff8552",
            TextStyle(
                "lobster",
                *(760, "#ffd9a0"),
                outline=40,
                outline_colour="#7a2e1d",
                shadow=80,
                shadow_colour="#7a2e1d",
            ),
        ),
        Preset("marker", Title("Marker", "Feutre"), "#ffffff", TextStyle("marker", 680, "#ff3b30")),
        Preset("note", Title("Note", "Note"), "#ffe27a", TextStyle("caveat", 760, shadow=30)),
        Preset("letter", Title("Letter", "Lettre"), "#ffc4d6", TextStyle("dancing", 760, shadow=30)),
        Preset(
            "magazine",
            Title("Magazine", "Magazine"),
            "#e9c46a",
            TextStyle("playfair", 640, "#fffaf0", bold=True),
        ),
        Preset("novel", Title("Novel", "Roman"), "#d9a441", TextStyle("garamond", 620, "#f4efe6")),
        Preset(
            "typed",
            Title("Typed", "Tapé"),
            "#b3001b",
            TextStyle("mono", 460, "#0b0b0b", box=900, box_colour="#f3eedd"),
        ),
        Preset(
            "arcade",
            Title("Arcade", "Arcade"),
            "#ffef5b",
            TextStyle("pixel", 420, "#7cff5b", outline=60, outline_colour="#06290a"),
        ),
        Preset(
            "cut_out",
            Title("Cut out", "Découpé"),
            "#ff2d55",
            TextStyle("montserrat", 700, "#111111", bold=True, outline=70, outline_colour="#ffffff"),
        ),
        Preset(
            "sunlight",
            Title("Sunlight", "Soleil"),
            "#ffffff",
            TextStyle("righteous", 680, "#ffd23f", shadow=60, shadow_colour="#b3541e"),
        ),
    )


PRESETS: dict[str, Preset] = {preset.name: preset for preset in _entries()}

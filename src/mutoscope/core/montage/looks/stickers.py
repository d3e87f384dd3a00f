"""The catalogue of stickers: drawings by formula, cut out with a white rim as paper ones are.

A sticker is a few shapes on a square, from the lowest to the highest; ``stickers.ts`` draws the same
bytes. There are no files behind them, and nothing of anybody else's.
"""

import math
from functools import lru_cache

import msgspec
import numpy as np

from mutoscope.core.montage.looks.masks import POLYGONS, Point, from_box, from_ellipse, from_polygon
from mutoscope.core.montage.looks.planes import Drawing, Numbers, rounded
from mutoscope.core.montage.looks.titles import Title

SIDE = 360
"""Pixels a side of a sticker in its natural size."""
RIM = 9
"""Pixels of white around it."""


class Shape(msgspec.Struct, frozen=True, omit_defaults=True):
    """One shape; places and sizes are thousandths of the square's side, from its left top corner."""

    form: str
    """``circle``, ``box``, or the name of a polygon."""
    colour: str
    x: int = 500
    y: int = 500
    width: int = 800
    height: int = 800
    turn: int = 0
    """Degrees, clockwise."""


class StickerDrawing(msgspec.Struct, frozen=True):
    name: str
    title: Title
    shapes: tuple[Shape, ...]


def _ring(points: int, inner: float) -> tuple[Point, ...]:
    """A star of so many points, within -1 to 1."""
    turns = [math.pi * corner / points for corner in range(2 * points)]
    reach = [inner if corner % 2 else 1.0 for corner in range(2 * points)]
    corners = zip(reach, turns, strict=True)
    return tuple((round(r * math.sin(t), 4), round(-r * math.cos(t), 4)) for r, t in corners)


def _drop() -> tuple[Point, ...]:
    """A drop: a circle below that runs out into a tip."""
    turns = [2 * math.pi * corner / 28 for corner in range(28)]
    return tuple((round(math.sin(t) * math.sin(t / 2) ** 1.4, 4), round(-math.cos(t), 4)) for t in turns)


def _moon() -> tuple[Point, ...]:
    """A crescent, open to the right."""
    outer = [math.pi * (0.25 + 1.5 * corner / 15) for corner in range(16)]
    inner = [math.pi * (1.7 - 1.4 * corner / 13) for corner in range(14)]
    far = [(math.cos(t), math.sin(t)) for t in outer]
    near = [(0.33 + 0.72 * math.cos(t), 0.72 * math.sin(t)) for t in inner]
    return tuple((round(x, 4), round(y, 4)) for x, y in far + near)


def _smile() -> tuple[Point, ...]:
    """The lower half of a circle."""
    turns = [math.pi * corner / 15 for corner in range(16)]
    return tuple((round(math.cos(t), 4), round(2 * math.sin(t) - 1, 4)) for t in turns)


FORMS: dict[str, tuple[Point, ...]] = {
    **POLYGONS,
    "sparkle": _ring(4, 0.3),
    "burst": _ring(14, 0.8),
    "drop": _drop(),
    "moon": _moon(),
    "smile": _smile(),
    "triangle": ((0, -1), (1, 1), (-1, 1)),
    "bolt": ((0.25, -1), (-0.8, 0.2), (-0.05, 0.2), (-0.25, 1), (0.8, -0.25), (0.05, -0.25)),
    "arrow": ((-1, -0.4), (0.1, -0.4), (0.1, -1), (1, 0), (0.1, 1), (0.1, 0.4), (-1, 0.4)),
    "crown": ((-1, 1), (-1, -0.6), (-0.5, 0.1), (0, -1), (0.5, 0.1), (1, -0.6), (1, 1)),
    "tick": ((-1, 0.1), (-0.6, -0.3), (-0.25, 0.1), (0.6, -0.9), (1, -0.5), (-0.25, 0.9)),
}
_YELLOW, _RED, _INK, _WHITE, _BLUE = "#ffc83d", "#f03a47", "#2b2135", "#ffffff", "#3fa7f5"
_FACE = Shape("circle", _YELLOW)
_EYES = (
    Shape("circle", _INK, 370, 400, 100, 140),
    Shape("circle", _INK, 630, 400, 100, 140),
)
_MOUTH = Shape("smile", _INK, 500, 650, 380, 190)

STICKERS = (
    StickerDrawing(
        "heart",
        Title("Heart", "Cœur"),
        (Shape("heart", _RED), Shape("circle", "#ff8b93", 320, 300, 130, 90, -40)),
    ),
    StickerDrawing("star", Title("Star", "Étoile"), (Shape("star", _YELLOW, 500, 530, 880, 880),)),
    StickerDrawing(
        "sparkle",
        Title("Sparkle", "Éclat"),
        (Shape("sparkle", _YELLOW, 420, 560, 760, 760), Shape("sparkle", "#ffe08a", 780, 240, 330, 330)),
    ),
    StickerDrawing("bolt", Title("Lightning", "Éclair"), (Shape("bolt", _YELLOW, width=640, height=860),)),
    StickerDrawing(
        "fire",
        Title("Fire", "Feu"),
        (
            Shape("drop", "#ff6b2c", 500, 490, 760, 860),
            Shape("drop", _YELLOW, 500, 640, 420, 540),
            Shape("drop", "#fff1b8", 500, 740, 190, 290),
        ),
    ),
    StickerDrawing(
        "drop",
        Title("Drop", "Goutte"),
        (Shape("drop", _BLUE, width=620, height=860), Shape("circle", "#bfe3ff", 400, 660, 90, 190, 20)),
    ),
    StickerDrawing(
        "sun",
        Title("Sun", "Soleil"),
        (Shape("burst", "#ff9d2e", 500, 500, 900, 900), Shape("circle", _YELLOW, 500, 500, 560, 560)),
    ),
    StickerDrawing("moon", Title("Moon", "Lune"), (Shape("moon", "#ffe08a", 560, 500, 800, 800, 20),)),
    StickerDrawing(
        "cloud",
        Title("Cloud", "Nuage"),
        (
            Shape("circle", "#cfe6fb", 300, 580, 380, 340),
            Shape("circle", "#cfe6fb", 690, 570, 420, 380),
            Shape("circle", "#e3f1fd", 480, 440, 460, 420),
            Shape("box", "#cfe6fb", 500, 665, 420, 180),
        ),
    ),
    StickerDrawing(
        "flower",
        Title("Flower", "Fleur"),
        (
            *(
                Shape(
                    "circle",
                    "#ff7ab8",
                    500 + round(250 * math.sin(2 * math.pi * leaf / 5)),
                    500 - round(250 * math.cos(2 * math.pi * leaf / 5)),
                    330,
                    330,
                )
                for leaf in range(5)
            ),
            Shape("circle", _YELLOW, 500, 500, 280, 280),
        ),
    ),
    StickerDrawing(
        "crown",
        Title("Crown", "Couronne"),
        (
            Shape("crown", _YELLOW, 500, 500, 840, 620),
            Shape("box", "#e8a419", 500, 745, 840, 130),
            Shape("circle", _RED, 500, 600, 110, 110),
            Shape("circle", _BLUE, 250, 620, 90, 90),
            Shape("circle", _BLUE, 750, 620, 90, 90),
        ),
    ),
    StickerDrawing("smile", Title("Smile", "Sourire"), (_FACE, *_EYES, _MOUTH)),
    StickerDrawing(
        "love",
        Title("In love", "Amoureux"),
        (_FACE, Shape("heart", _RED, 350, 400, 240, 230), Shape("heart", _RED, 650, 400, 240, 230), _MOUTH),
    ),
    StickerDrawing(
        "cool",
        Title("Cool", "Cool"),
        (
            _FACE,
            Shape("box", _INK, 330, 400, 280, 180),
            Shape("box", _INK, 670, 400, 280, 180),
            Shape("box", _INK, 500, 350, 640, 50),
            Shape("smile", _INK, 520, 680, 280, 110, -8),
        ),
    ),
    StickerDrawing("wow", Title("Wow", "Oh"), (_FACE, *_EYES, Shape("circle", _INK, 500, 690, 200, 250))),
    StickerDrawing(
        "laugh",
        Title("Laughing", "Mort de rire"),
        (
            _FACE,
            Shape("smile", _INK, 500, 630, 500, 300),
            Shape("box", _WHITE, 500, 515, 440, 60),
            Shape("smile", _INK, 330, 380, 190, 90, 180),
            Shape("smile", _INK, 670, 380, 190, 90, 180),
        ),
    ),
    StickerDrawing(
        "tick",
        Title("Tick", "Coche"),
        (Shape("circle", "#29b765"), Shape("tick", _WHITE, 500, 510, 480, 400)),
    ),
    StickerDrawing(
        "cross",
        Title("Cross", "Croix"),
        (
            Shape("circle", _RED),
            Shape("box", _WHITE, 500, 500, 540, 120, 45),
            Shape("box", _WHITE, 500, 500, 540, 120, -45),
        ),
    ),
    StickerDrawing(
        "look",
        Title("Look", "Attention"),
        (
            Shape("burst", _RED, 500, 500, 920, 920, 8),
            Shape("box", _WHITE, 500, 430, 110, 320),
            Shape("circle", _WHITE, 500, 690, 120, 120),
        ),
    ),
    StickerDrawing("arrow", Title("Arrow", "Flèche"), (Shape("arrow", _RED, width=860, height=620),)),
    StickerDrawing(
        "bubble",
        Title("Speech bubble", "Bulle"),
        (
            Shape("triangle", _BLUE, 330, 720, 220, 300, 200),
            Shape("box", _BLUE, 500, 430, 860, 520),
            Shape("circle", _WHITE, 300, 430, 110, 110),
            Shape("circle", _WHITE, 500, 430, 110, 110),
            Shape("circle", _WHITE, 700, 430, 110, 110),
        ),
    ),
    StickerDrawing(
        "music",
        Title("Music", "Musique"),
        (
            Shape("circle", "#8b5cf6", 290, 740, 280, 220, -20),
            Shape("circle", "#8b5cf6", 710, 670, 280, 220, -20),
            Shape("box", "#8b5cf6", 400, 460, 70, 560),
            Shape("box", "#8b5cf6", 820, 390, 70, 560),
            Shape("box", "#8b5cf6", 610, 180, 500, 140, -9),
        ),
    ),
    StickerDrawing(
        "eyes",
        Title("Eyes", "Yeux"),
        (
            Shape("circle", "#e9e6f2", 290, 500, 380, 560),
            Shape("circle", "#e9e6f2", 710, 500, 380, 560),
            Shape("circle", _INK, 350, 560, 170, 260),
            Shape("circle", _INK, 770, 560, 170, 260),
        ),
    ),
    StickerDrawing(
        "balloon",
        Title("Balloon", "Ballon"),
        (
            Shape("box", "#b9b3c6", 500, 860, 20, 220),
            Shape("triangle", _RED, 500, 740, 120, 110),
            Shape("circle", _RED, 500, 410, 600, 680),
            Shape("circle", "#ff8b93", 390, 270, 110, 170, 30),
        ),
    ),
)
_BY_NAME = {sticker.name: sticker for sticker in STICKERS}


@lru_cache(maxsize=64)
def sticker_drawing(name: str) -> Drawing | None:
    """The sticker in its natural size, ``SIDE`` pixels square; None where nobody knows it."""
    sticker = _BY_NAME.get(name)
    if sticker is None:
        return None
    rim, inks = np.full((SIDE, SIDE), np.inf), []
    for shape in sticker.shapes:
        away = _away(shape)
        rim = np.minimum(rim, away)
        inks.append((np.clip(0.5 - away, 0, 1), shape.colour))
    alpha = np.clip(0.5 - (rim - RIM), 0, 1)
    colours = np.full((SIDE, SIDE, 3), 255.0)
    for part, colour in inks:
        ink = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)])
        colours = colours + (ink - colours) * part[..., None]
    pixels = np.concatenate([rounded(colours), rounded(255 * alpha)[..., None]], axis=-1)
    return Drawing(SIDE, SIDE, pixels.tobytes())


def _away(shape: Shape) -> Numbers:
    """Pixels from the shape's edge, less than 0 within; boxes have round corners."""
    share = SIDE / 1000
    right = np.arange(SIDE) + 0.5 - shape.x * share
    down = (np.arange(SIDE) + 0.5 - shape.y * share)[:, None]
    turn = math.radians(shape.turn)
    x = right * math.cos(turn) + down * math.sin(turn)
    y = down * math.cos(turn) - right * math.sin(turn)
    half_x, half_y = shape.width * share / 2, shape.height * share / 2
    if shape.form == "circle":
        return from_ellipse(x, y, half_x, half_y)
    if shape.form == "box":
        corner = min(half_x, half_y) * 0.6
        return from_box(x, y, half_x - corner, half_y - corner) - corner
    return from_polygon(FORMS[shape.form], x, y, half_x, half_y)

"""The document of a project in the studio: what is shown and heard when, as data.

Every number is an integer and every name a word of ours, so that its canonical text, and with it its hash,
is the same in every language. Moments and lengths are pictures on the project's own grid (``canvas.fps`` a
second). Positions are ten-thousandths, shares and factors thousandths, angles hundredths of a degree. What
values mean, picture by picture, is written in docs/algorithms/montage.md.

    tracks, bottom to top      |  text      |      [ Hello ]          |
                               |  overlay   |   [ picture in picture ]|
                               |  main      | [ a ][ b ]x[ c ][ d ]   |   never a gap
                               |  sound     | [ music                ]|
"""

from typing import Literal

import msgspec

SCHEMA: Literal["mutoscope.montage/1"] = "mutoscope.montage/1"

Role = Literal["main", "overlay", "text", "sound"]
"""What a track holds. ``main``: the one track that is never empty between its clips; ``overlay``: pictures,
stickers and adjustments above it; ``text``: titles and captions; ``sound``: sound alone."""
Use = Literal["music", "voice", "other"]
"""What a sound track is for: music gives way to voice where ``duck`` says so."""
Blend = Literal[
    "normal", "multiply", "screen", "overlay", "add", "darken", "lighten", "difference", "softlight"
]
Fit = Literal["cover", "contain", "stretch"]
Origin = Literal["upload", "video", "sound"]
MaskShape = Literal["rectangle", "circle", "star", "heart", "line", "band"]


class _Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a document: frozen, and nothing in it that we do not know."""


class Material(_Value, frozen=True):
    """What a clip is cut from: something uploaded here, a published video, or the sound of one."""

    origin: Origin
    id: str
    """13 letters, as everywhere."""


class Speed(_Value, frozen=True):
    """One point of a curve of speed: linear between points, over the time that is seen."""

    at: int
    """Where in the clip, 0 at its start, 10,000 at its end."""
    rate: int
    """Thousandths: 1,000 is as it was recorded; 100 to 10,000."""


class Key(_Value, frozen=True):
    """The value of a property at one picture of a clip, and how it goes on to the next key."""

    at: int
    """Pictures from the start of the clip; before it or past its end where a cut went through a passage."""
    value: int
    ease: tuple[int, int, int, int] = (0, 0, 1000, 1000)
    """x1, y1, x2, y2 of a cubic Bézier curve as in CSS, in thousandths; this one is linear."""
    hold: bool = False
    """Stay until the next key, then jump."""


class Crop(_Value, frozen=True):
    """What is cut off each side of the material, in ten-thousandths of its width or height."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0


class Mask(_Value, frozen=True):
    """What of a clip's picture stays visible; in ten-thousandths of the picture as it was fitted."""

    shape: MaskShape
    x: int = 5000
    y: int = 5000
    width: int = 5000
    height: int = 5000
    rotation: int = 0
    feather: int = 0
    """Width of the soft edge, in ten-thousandths of the picture's shorter side."""
    inverted: bool = False


class ChromaKey(_Value, frozen=True):
    """Let one colour be seen through."""

    colour: str = "#00ff00"
    similarity: int = 150
    """Thousandths: how far from the colour is still seen through."""
    smoothness: int = 80
    """Thousandths: how soft the edge is."""
    spill: int = 500
    """Thousandths: how much of the colour's light on what stays is taken away."""


class Place(_Value, frozen=True):
    """Where and how a picture lies on the canvas."""

    fit: Fit = "cover"
    x: int = 5000
    """Its middle, in ten-thousandths of the canvas' width; may lie outside."""
    y: int = 5000
    scale: int = 1000
    """Thousandths of the size that ``fit`` gives."""
    rotation: int = 0
    """Clockwise, hundredths of a degree."""
    opacity: int = 1000
    flip_x: bool = False
    flip_y: bool = False
    crop: Crop = Crop()
    blend: Blend = "normal"
    mask: Mask | None = None
    chroma: ChromaKey | None = None


class Adjustments(_Value, frozen=True):
    """Light and colour, each -1,000 to 1,000, 0 being as recorded; together with ``filter`` one table of
    colours."""

    exposure: int = 0
    contrast: int = 0
    saturation: int = 0
    warmth: int = 0
    tint: int = 0
    highlights: int = 0
    shadows: int = 0
    fade: int = 0
    hue: int = 0
    """1,000 is half a turn of the circle of colours."""
    filter: str = ""
    """A word of the catalogue of filters; empty: none."""
    filter_strength: int = 1000
    table: str = ""
    """Upload of a .cube table, 13 letters; empty: none."""


class Effect(_Value, frozen=True):
    """One effect of the catalogue, pinned to a version so that old projects look as they did."""

    name: str
    """``glitch@1``"""
    amount: int = 500
    """Thousandths: how much of it."""
    pace: int = 500
    """Thousandths: how quick, where it moves."""
    start: int = 0
    """Pictures from the clip's start; before it where a cut went through the effect, which then goes on."""
    length: int = 0
    """0: to the end of the clip."""


class Motion(_Value, frozen=True):
    """A movement of the catalogue: on coming in, on going out, or all the time."""

    name: str
    length: int
    """Pictures; of a movement all the time, how long one turn takes."""


class Footage(_Value, frozen=True, tag="footage", tag_field="what"):
    """A stretch of video, or a photo."""

    material: Material
    source_in: int = 0
    """Where it begins in the material, in pictures of the project's grid."""
    source_rest: int = 0
    """Thousandths of a picture more: a cut through material at another speed falls within a picture."""
    speed: tuple[Speed, ...] = ()
    """Empty: as recorded. One point: that rate throughout."""
    backwards: bool = False
    """From the end of the stretch to its start."""
    frozen: bool = False
    """The picture at ``source_in`` all the time, silent."""
    keep_pitch: bool = True


class Fill(_Value, frozen=True, tag="fill", tag_field="what"):
    """One colour, or a passage between two from side to side."""

    colour: str = "#000000"
    to: str = ""
    """Empty: one colour."""
    angle: int = 9000
    """Direction of the passage, hundredths of a degree clockwise; 0: to the right, 9,000: down."""


class Sticker(_Value, frozen=True, tag="sticker", tag_field="what"):
    """A drawing of the catalogue, an emoji among them."""

    name: str


class Adjust(_Value, frozen=True, tag="adjust", tag_field="what"):
    """Nothing of its own: its look and effects fall on everything below it."""


class TextStyle(_Value, frozen=True):
    font: str = "sora"
    """A word of the catalogue of fonts."""
    size: int = 600
    """Height of a line in ten-thousandths of the canvas' height: 1.3 times the em, in every font."""
    colour: str = "#ffffff"
    bold: bool = False
    italic: bool = False
    outline: int = 0
    """Thousandths of the size."""
    outline_colour: str = "#000000"
    shadow: int = 0
    """Thousandths of the size."""
    shadow_colour: str = "#000000"
    box: int = 0
    """Opacity of a box behind the words, thousandths; 0: none."""
    box_colour: str = "#000000"
    align: Literal["left", "middle", "right"] = "middle"
    spacing: int = 0
    """Between letters, thousandths of the size."""


class Text(_Value, frozen=True, tag="text", tag_field="what"):
    """Words on the picture; they break at the width of ``width`` and at line ends."""

    text: str
    preset: str = ""
    """The style of the catalogue it was begun with; ``style`` is what counts."""
    style: TextStyle = TextStyle()
    width: int = 8000
    """Where lines break, ten-thousandths of the canvas' width."""


class Word(_Value, frozen=True):
    text: str
    at: int
    """Pictures from the start of the clip."""
    length: int


class Captions(_Value, frozen=True, tag="captions", tag_field="what"):
    """What is said, word by word; shown a few words at a time."""

    words: tuple[Word, ...]
    preset: str = ""
    style: TextStyle = TextStyle()
    highlight: str = ""
    """Colour of the word being said; empty: none stands out."""
    most_words: int = 5
    """How many are shown at once; a line end in a word's text begins anew."""
    language: str = ""


class Listening(_Value, frozen=True, tag="listening", tag_field="what"):
    """A stretch of sound."""

    material: Material
    source_in: int = 0
    source_rest: int = 0
    speed: tuple[Speed, ...] = ()
    keep_pitch: bool = True


Content = Footage | Fill | Sticker | Adjust | Text | Captions | Listening


class Sounding(_Value, frozen=True):
    """How loud a clip is."""

    volume: int = 1000
    """Thousandths of the amplitude; 0: silent; up to 4,000."""
    fade_in: int = 0
    fade_out: int = 0
    """Pictures."""


class Slot(_Value, frozen=True):
    """In a template: what whoever uses it puts here something of their own."""

    id: str
    kind: Literal["media", "text", "sound"] = "media"
    label: str = ""
    order: int = 0
    least: int = 0
    """Pictures that a film put here must have, at least; 0: any, looped if it is too short."""
    required: bool = True
    speed: tuple[Speed, ...] = ()
    """How a film put here runs, while nothing has been put yet; then ``content`` says."""
    backwards: bool = False


class Clip(_Value, frozen=True):
    id: str
    """A word, unique in the document; an edit that splits a clip names the new one."""
    start: int
    """First picture on the timeline."""
    length: int
    """Pictures, at least 1."""
    content: Content
    place: Place = Place()
    look: Adjustments = Adjustments()
    effects: tuple[Effect, ...] = ()
    sounding: Sounding = Sounding()
    keys: dict[str, tuple[Key, ...]] = {}
    """By property, ``x y scale rotation opacity volume``, ``look.exposure`` and so on for each adjustment,
    ``look.filter_strength``, ``mask.x`` and so on, ``effect.0.amount``: while it has keys they count, not the
    value beside them."""
    enter: Motion | None = None
    leave: Motion | None = None
    loop: Motion | None = None
    slot: Slot | None = None

    @property
    def end(self) -> int:
        """The first picture after it."""
        return self.start + self.length


class Join(_Value, frozen=True):
    """A transition at the cut between two clips that touch. It never moves the cut: it lies around it."""

    left: str
    """Id of the clip before the cut; the one after it begins where this ends."""
    kind: str
    """A word of the catalogue of transitions."""
    length: int
    """Pictures: half of them, rounded down, before the cut, the rest after it."""


class Track(_Value, frozen=True):
    id: str
    role: Role
    clips: tuple[Clip, ...] = ()
    """In order of time, never two at once."""
    joins: tuple[Join, ...] = ()
    hidden: bool = False
    muted: bool = False
    locked: bool = False
    use: Use = "other"
    volume: int = 1000


class Marker(_Value, frozen=True):
    at: int
    kind: Literal["beat", "note"] = "beat"
    label: str = ""


class Background(_Value, frozen=True):
    """What is seen where no clip covers the canvas."""

    kind: Literal["colour", "blur"] = "colour"
    """``blur``: the main track's own picture, spread over the canvas and blurred."""
    colour: str = "#000000"


class Canvas(_Value, frozen=True):
    width: int = 1080
    height: int = 1920
    """Pixels, even."""
    fps: int = 30
    """Pictures a second: 24, 25, 30, 50 or 60."""
    background: Background = Background()


class Mix(_Value, frozen=True):
    """What becomes of all sounds together."""

    loudness: int = -14
    """LUFS that the whole is brought to; 0: left as it is."""
    duck: int = 0
    """How many decibels music gives way while a voice speaks; 0: not at all."""


class Montage(_Value, frozen=True):
    """A whole project."""

    schema: Literal["mutoscope.montage/1"]
    canvas: Canvas = Canvas()
    tracks: tuple[Track, ...] = ()
    """Bottom to top; sound tracks have no height, and come last."""
    markers: tuple[Marker, ...] = ()
    mix: Mix = Mix()

    @property
    def length(self) -> int:
        """Pictures, to the end of the last clip."""
        return max((clip.end for track in self.tracks for clip in track.clips), default=0)

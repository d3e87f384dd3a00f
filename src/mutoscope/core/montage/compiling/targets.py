"""What a compilation is told besides the montage: where materials lie, and what to make."""

from typing import Literal

import msgspec

from mutoscope.core.montage.document import Canvas
from mutoscope.core.montage.ladder import Loudness
from mutoscope.core.montage.media_info import MediaInfo


class PhotoInfo(msgspec.Struct, frozen=True):
    """A photo that we wrote ourselves: upright, in the colours of the web."""

    width: int
    height: int
    form: Literal["jpeg", "png"] = "jpeg"
    """png: it may be seen through."""


class MaterialInfo(msgspec.Struct, frozen=True):
    """One material as it lies here now: a film, a sound (``media`` without picture), a photo, a table."""

    path: str
    media: MediaInfo | None = None
    photo: PhotoInfo | None = None
    table: bytes = b""
    """Of a table of colours: what ``looks.cubes.read_cube`` made of it."""

    @property
    def has_picture(self) -> bool:
        return self.photo is not None or (self.media is not None and self.media.video is not None)

    @property
    def has_sound(self) -> bool:
        return self.media is not None and self.media.audio is not None


class Film(msgspec.Struct, frozen=True):
    """The whole, as ``film.mp4``."""

    edge: int = 0
    """Short edge in pixels; 0: that of the canvas."""
    crf: int = 20
    preset: Literal["ultrafast", "superfast", "veryfast", "faster", "fast", "medium"] = "veryfast"
    loudness: Loudness | None = None
    """What was measured of the mix; None: it is left as loud as it is."""


class Still(msgspec.Struct, frozen=True):
    """The picture ``at``, as ``still.jpg``."""

    at: int
    edge: int = 0


class Chunk(msgspec.Struct, frozen=True):
    """Pictures ``first`` to before ``end`` with their sound, soon made, as ``chunk.mp4``."""

    first: int
    end: int
    edge: int = 360
    loudness: Loudness | None = None


class Reel(msgspec.Struct, frozen=True):
    """Pictures ``first`` to before ``end`` of ``film``, as it will have them, without sound."""

    first: int
    end: int
    film: Film

    @property
    def name(self) -> str:
        """Of its file, another one for each reel of a film."""
        return f"reel_{self.first}.mp4"


class Spliced(msgspec.Struct, frozen=True):
    """``film`` of reels that are made already, in this order: their pictures as they are, and its sound."""

    reels: tuple[str, ...]
    """Where they lie."""
    film: Film


class Listen(msgspec.Struct, frozen=True):
    """Nothing is made; the mix is only listened to, for its loudness."""


Target = Film | Still | Chunk | Reel | Spliced | Listen


def size_of(canvas: Canvas, edge: int) -> tuple[int, int]:
    """Width and height for a short edge, even, never larger than the canvas."""
    short = min(canvas.width, canvas.height)
    if not edge or edge >= short:
        return canvas.width, canvas.height
    return tuple(max(2, (side * edge + short) // (2 * short) * 2) for side in (canvas.width, canvas.height))  # type: ignore[return-value]


def window_of(length: int, target: Target) -> tuple[int, int]:
    """First picture to make and the first not to make any more."""
    if isinstance(target, Still):
        at = max(0, min(target.at, length - 1))
        return at, at + 1
    if isinstance(target, Chunk | Reel):
        first = max(0, min(target.first, length - 1))
        return first, max(first + 1, min(target.end, length))
    return 0, length

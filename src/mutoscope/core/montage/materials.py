"""What somebody brings to the studio, by its first bytes: film, photo, sound or table of colours. Names count
for nothing.

Films are recognised as everywhere (``structure``); photos and sounds are named here. A file that looks like a
film and turns out to have no picture is a sound all the same: whoever probes it says so.
"""

from typing import Literal, NamedTuple

from mutoscope.core.montage.limits import refuse
from mutoscope.core.montage.structure import Kind, recognise
from mutoscope.core.units import Refusal

What = Literal["film", "photo", "sound", "table"]

HEAD_BYTES = 4096
"""How many first bytes ``recognise_material`` wants."""
MOST_PHOTO_BYTES = 40 * 1024 * 1024
"""A photo is read into memory."""


class Recognised(NamedTuple):
    what: What
    kind: Kind
    """Container and demuxer; of a photo its format, twice."""


_PHOTOS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"))
_HEIF_BRANDS = {b"heic": "heic", b"heix": "heic", b"mif1": "heic", b"msf1": "heic", b"avif": "avif"}
_SOUNDS = (
    (b"ID3", Kind("mp3", "mp3")),
    (b"OggS", Kind("ogg", "ogg")),
    (b"fLaC", Kind("flac", "flac")),
    (b"#!AMR", Kind("amr", "amr")),
)
_CUBE_WORDS = ("TITLE", "LUT_3D_SIZE", "LUT_1D_SIZE", "DOMAIN_MIN", "DOMAIN_MAX", "LUT_3D_INPUT_RANGE")
_ADTS = (b"\xff\xf1", b"\xff\xf9")
_MPEG_AUDIO = (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")


def recognise_material(head: bytes) -> Recognised:
    """What a file is that begins with ``head``; refuses what is none of these."""
    photo = next((name for start, name in _PHOTOS if head.startswith(start)), _heif(head))
    if not photo and head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        photo = "webp"
    if photo:
        return Recognised("photo", Kind(photo, photo))
    if _is_cube(head):
        return Recognised("table", Kind("cube", "cube"))
    sound = _sound(head)
    if sound is not None:
        return Recognised("sound", sound)
    try:
        return Recognised("film", recognise(head))
    except Refusal as refusal:
        if refusal.code in ("not_a_video", "a_picture", "only_sound"):
            raise refuse("not_a_material") from refusal
        raise


def _is_cube(head: bytes) -> bool:
    """Text whose first words are those of a .cube file; whether it holds what it should, its reader says."""
    if b"\0" in head:
        return False
    lines = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").splitlines()
    first = next((words for line in lines if (words := line.split("#", 1)[0].split())), [""])
    return first[0] in _CUBE_WORDS


def _heif(head: bytes) -> str:
    return _HEIF_BRANDS.get(head[8:12], "") if head[4:8] == b"ftyp" else ""


def _sound(head: bytes) -> Kind | None:
    for start, kind in _SOUNDS:
        if head.startswith(start):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return Kind("wav", "wav")
    if head[:2] in _ADTS:
        return Kind("aac", "aac")
    if head[:2] in _MPEG_AUDIO:
        return Kind("mp3", "mp3")
    if head[4:8] == b"ftyp" and head[8:12] in (b"M4A ", b"M4B "):
        return Kind("m4a", "mov")
    return None

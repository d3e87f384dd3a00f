"""Pictures of a video: the poster with its blur and its perceptual hash, and choices for a cover.

Hashes are made from bare pixels that ffmpeg wrote, so no image decoder runs outside the jail.
"""

from pathlib import Path
from typing import cast

import msgspec
import numpy as np
import numpy.typing as npt
import pdqhash

from mutoscope.adapters.ffmpeg import jail
from mutoscope.adapters.ffmpeg.run import run
from mutoscope.core.montage import blurhash as core_blurhash
from mutoscope.core.montage.limits import refuse
from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.montage.stills import even_times, plan_frames, plan_poster, seen_size

Pixels = npt.NDArray[np.uint8]


class Pdq(msgspec.Struct, frozen=True):
    """A perceptual hash: pictures that look alike differ in few of its 256 bits (31 or fewer: the same)."""

    hex: str
    quality: int
    """0 to 100; below 50 the picture is too plain to be recognised by it."""


class Picture(msgspec.Struct, frozen=True):
    path: str
    at_ms: int
    width: int
    height: int
    blurhash: str
    pdq: Pdq


def poster(info: MediaInfo, at_ms: int, out_dir: Path, control: jail.Control | None = None) -> Picture:
    """``poster.jpg`` in ``out_dir``: the picture at ``at_ms``, or with -1 the first that is not black.

    A film that stays dark gets the picture after its first third.
    """
    for moment in dict.fromkeys((at_ms, info.duration_ms // 3, 0)):
        made = run(plan_poster(info, moment), out_dir, control)
        if len(made.outputs) == 2:
            jpeg, bare = made.outputs
            return _picture(info, max(0, moment), jpeg.path, Path(bare.path), jpeg.width, jpeg.height)
    raise refuse("damaged")


def frames(
    info: MediaInfo, times_ms: tuple[int, ...] | int, out_dir: Path, control: jail.Control | None = None
) -> tuple[Picture, ...]:
    """Small pictures at the given moments, or so many spread evenly; unreadable ones are left out."""
    times = even_times(info, times_ms) if isinstance(times_ms, int) else times_ms
    made = {output.name: output for output in run(plan_frames(info, times), out_dir, control).outputs}
    found = []
    for place, at_ms in enumerate(times):
        jpeg, bare = made.get(f"frame{place}.jpg"), made.get(f"frame{place}.rgb")
        if jpeg and bare:
            found.append(_picture(info, at_ms, jpeg.path, Path(bare.path), jpeg.width, jpeg.height))
    return tuple(found)


def pdq(pixels: Pixels) -> Pdq:
    """The perceptual hash of a picture, height x width x 3."""
    bits, quality = pdqhash.compute(np.ascontiguousarray(pixels))
    return Pdq(np.packbits(np.asarray(bits, dtype=np.uint8)).tobytes().hex(), int(quality))


def distance(one: str, other: str) -> int:
    """How many of 256 bits differ between two hashes in hex."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def blurhash(pixels: Pixels) -> str:
    """The blur of a picture, height x width x 3: four components along its longer side, three across."""
    thin = max(1, min(pixels.shape[:2]) // 48)
    wide = pixels.shape[1] >= pixels.shape[0]
    return core_blurhash.encode(pixels[::thin, ::thin], 4 if wide else 3, 3 if wide else 4)


def _picture(info: MediaInfo, at_ms: int, jpeg: str, bare: Path, width: int, height: int) -> Picture:
    wide, high = seen_size(info)
    data = bare.read_bytes()
    bare.unlink()
    if len(data) != wide * high * 3:
        raise refuse("damaged")
    pixels = cast(Pixels, np.frombuffer(data, np.uint8).reshape(high, wide, 3))
    return Picture(jpeg, at_ms, width, height, blurhash(pixels), pdq(pixels))

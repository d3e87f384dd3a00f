"""Pictures of a video: the poster with its blur and its perceptual hash, and choices for a cover.

Hashes are made from bare pixels that ffmpeg wrote, so no image decoder runs outside the jail.
"""

from pathlib import Path
from typing import NamedTuple, cast

import msgspec
import numpy as np
import numpy.typing as npt
import pdqhash

from mutoscope.adapters.ffmpeg import jail
from mutoscope.adapters.ffmpeg.run import OutputInfo, run
from mutoscope.core.montage import blurhash as core_blurhash
from mutoscope.core.montage.limits import refuse
from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.montage.stills import (
    Moment,
    cover_moments,
    even_times,
    plan_frames,
    plan_poster,
    seen_size,
    shows_something,
    worth,
)

Pixels = npt.NDArray[np.uint8]
TELLING = 50
"""PDQ quality below which a picture is too plain to be told from others."""
_LUMA = np.array((0.2126, 0.7152, 0.0722), np.float32)


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


def poster(
    info: MediaInfo,
    at_ms: int,
    out_dir: Path,
    control: jail.Control | None = None,
    *,
    kept_ms: tuple[int, int] = (0, 0),
) -> Picture:
    """``poster.jpg`` in ``out_dir``: the picture at ``at_ms``, or with -1 the first that shows something.

    ``kept_ms`` is what was not cut away, an end of 0 being that of the film. In a film that stays dark the
    best of a few looks has to do. The hash is that of the first look if it tells the film from others:
    copies of one film begin alike, whatever is picked as their cover.
    """
    if at_ms >= 0:
        for moment in (at_ms, info.duration_ms // 3, 0):
            if found := _look(info, Moment(moment, exact=True), out_dir, control):
                return found.picture
        raise refuse("damaged")
    best, hashed = None, None
    for place in cover_moments(info, *kept_ms):
        found = _look(info, place, out_dir, control)
        if found is None:
            continue
        if hashed is None and found.picture.pdq.quality >= TELLING:
            hashed = found.picture.pdq
        if best is None or found.worth > best.worth:
            best = found
            Path(found.picture.path).replace(out_dir / "best.jpg")
        if found.good:
            break
    if best is None:
        raise refuse("damaged")
    (out_dir / "best.jpg").replace(best.picture.path)
    return msgspec.structs.replace(best.picture, pdq=hashed or best.picture.pdq)


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
            found.append(_picture(_pixels(info, Path(bare.path)), at_ms, jpeg))
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


class _Found(NamedTuple):
    picture: Picture
    worth: float
    good: bool


def _look(info: MediaInfo, place: Moment, out_dir: Path, control: jail.Control | None) -> _Found | None:
    """The picture there and what it is worth as a cover; None when there is none."""
    made = run(plan_poster(info, place.at_ms, exact=place.exact), out_dir, control)
    if len(made.outputs) != 2:
        return None
    jpeg, bare = made.outputs
    pixels = _pixels(info, Path(bare.path))
    luma = pixels.astype(np.float32) @ _LUMA
    mean, spread = float(luma.mean()), float(luma.std())
    picture = _picture(pixels, max(0, place.at_ms), jpeg)
    good = shows_something(mean, spread)
    return _Found(picture, worth(mean, spread) + (1000 if good else 0), good)


def _picture(pixels: Pixels, at_ms: int, jpeg: OutputInfo) -> Picture:
    return Picture(jpeg.path, at_ms, jpeg.width, jpeg.height, blurhash(pixels), pdq(pixels))


def _pixels(info: MediaInfo, bare: Path) -> Pixels:
    wide, high = seen_size(info)
    data = bare.read_bytes()
    bare.unlink()
    if len(data) != wide * high * 3:
        raise refuse("damaged")
    return cast(Pixels, np.frombuffer(data, np.uint8).reshape(high, wide, 3))

"""Pictures that people send (avatars, photos for films), decoded in the jail and written anew."""

import os
from pathlib import Path

import msgspec

from mutoscope.adapters.ffmpeg import jail
from mutoscope.adapters.ffmpeg.faults import Fault
from mutoscope.adapters.ffmpeg.run import is_made
from mutoscope.core.montage.limits import refuse

MOST_BYTES = 20 * 1024 * 1024


def reencode(data: bytes, max_side: int) -> bytes:
    """``data`` (JPEG, PNG, WebP, GIF) as a WebP of at most ``max_side`` pixels, upright, without metadata.

    Raises Refusal: ``empty_file``, ``too_large``, ``too_large_picture``, ``not_a_picture`` or
    ``too_demanding``. Raises Fault when nothing could look at it.
    """
    if not data:
        raise refuse("empty_file")
    if len(data) > MOST_BYTES:
        raise refuse("too_large", {"limit_mb": MOST_BYTES >> 20})
    fd = os.memfd_create("picture", os.MFD_CLOEXEC)
    try:
        os.write(fd, data)
        caps = jail.Caps(wall_s=15, cpu_s=10, memory_bytes=1 << 30, file_bytes=0, threads=16)
        result = jail.run_inside("picture", [str(max_side)], Path(f"/proc/self/fd/{fd}"), caps)
    finally:
        os.close(fd)
    _judge(result)
    if not result.stdout.startswith(b"RIFF"):
        raise refuse(result.stdout.decode("ascii", "replace"))
    return result.stdout


class Photo(msgspec.Struct, frozen=True):
    """A photo of ours: its bare pixels, upright, in the colours of the web."""

    path: str
    form: str
    """jpeg, or png where it can be seen through."""
    width: int
    height: int


def photo(source: Path, max_side: int, out_dir: Path) -> Photo:
    """``photo.jpg`` or ``photo.png`` in ``out_dir``, from a JPEG, PNG, WebP, GIF or AVIF.

    Raises as ``reencode`` does.
    """
    caps = jail.Caps(wall_s=30, cpu_s=25, memory_bytes=2 << 30, file_bytes=128 << 20, threads=16)
    with jail.workdir(out_dir) as work:
        result = jail.run_inside("photo", [str(max_side), "photo"], source, caps, work)
        _judge(result)
        said = result.stdout.decode("ascii", "replace").split()
        if len(said) != 3 or not is_made(work / "photo"):
            raise refuse(said[0] if len(said) == 1 else "not_a_picture")
        form, width, height = said
        if form not in ("jpeg", "png") or not (width + height).isdigit():
            raise refuse("not_a_picture")
        kept = (work / "photo").replace(out_dir / ("photo.png" if form == "png" else "photo.jpg"))
        if os.geteuid() == 0:
            os.chown(kept, 0, out_dir.stat().st_gid)
        kept.chmod(0o640)
    return Photo(str(kept), form, int(width), int(height))


def _judge(result: jail.Finished) -> None:
    """Nothing when our program came to its end; otherwise whose fault it was."""
    if result.ended_by or result.code == -9:
        raise refuse("too_demanding")
    if result.code < 0:
        raise refuse("not_a_picture")
    if result.code > 0:
        raise Fault("tool_failed", result.errors[-500:])

"""Pictures that people send (avatars), decoded in the jail and written anew."""

import os
from pathlib import Path

from mutoscope.adapters.ffmpeg import jail
from mutoscope.adapters.ffmpeg.faults import Fault
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
    if result.ended_by or result.code == -9:
        raise refuse("too_demanding")
    if result.code < 0:
        raise refuse("not_a_picture")
    if result.code > 0:
        raise Fault("tool_failed", result.errors[-500:])
    if not result.stdout.startswith(b"RIFF"):
        raise refuse(result.stdout.decode("ascii", "replace"))
    return result.stdout

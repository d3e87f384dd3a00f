"""Draw a stranger's picture anew, in a small process of its own that may use little and is told nothing.

The child (``python -I redraw.py``) reads the picture from its input and writes WebP to its output, under
limits of memory, time and files. Only pixels come back: no EXIF, no position, no second frame, no surprises.
"""

import subprocess
import sys
from pathlib import Path

MAX_PIXELS = 50_000_000
_SECONDS = 15
_MEMORY_BYTES = 1 << 30


def reencode(picture: bytes, max_side: int) -> bytes:
    """``picture`` as WebP, upright, at most ``max_side`` pixels wide and high; refuses not_a_picture."""
    from mutoscope.core.units import Refusal  # the child must not need it

    try:
        child = subprocess.run(
            [sys.executable, "-I", str(Path(__file__)), str(max_side)],
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            env={},
            cwd="/",
            check=False,
        )
        drawn = child.stdout if child.returncode == 0 else b""
    except subprocess.TimeoutExpired:
        drawn = b""
    if not drawn:
        raise Refusal("not_a_picture", "This is not a picture that we can use: take a JPEG, PNG or WebP one.")
    return drawn


def _redraw(max_side: int) -> None:
    import io
    import resource
    import warnings

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    from PIL import Image, ImageOps

    warnings.simplefilter("error")  # a decompression bomb is first a warning
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=("JPEG", "PNG", "WEBP")) as found:
        found.draft("RGB", (max_side * 2, max_side * 2))  # a huge JPEG is read small
        found.load()
        upright = ImageOps.exif_transpose(found) or found
    clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    pixels = _in_srgb(upright).convert("RGBA" if clear else "RGB")
    pixels.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=86, method=4)
    sys.stdout.buffer.write(out.getvalue())


def _in_srgb(image):  # type: ignore[no-untyped-def]
    """The picture in the colours that every screen expects; as it is when its profile makes no sense."""
    import io

    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK", "L"):
        return image
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, theirs, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image


if __name__ == "__main__":
    _redraw(int(sys.argv[1]))

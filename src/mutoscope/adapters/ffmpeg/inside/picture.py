"""Decode a picture that somebody sent, turn it upright, shrink it, write it anew as WebP without metadata."""

import contextlib
import copy
import io
import sys
import warnings
from collections.abc import Callable

from PIL import GifImagePlugin as _gif
from PIL import Image, ImageCms, ImageFile, ImageOps
from PIL import JpegImagePlugin as _jpeg
from PIL import MpoImagePlugin as _mpo
from PIL import PngImagePlugin as _png
from PIL import TiffImagePlugin as _exif_reader
from PIL import WebPImagePlugin as _webp

Image.init()
NEEDED_LATE = (copy, _gif, _jpeg, _mpo, _png, _exif_reader, _webp)
"""Imported now, because the jail hides Pillow's files when it would look for them."""
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_MOST_PIXELS = 50_000_000
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def main(args: list[str]) -> None:
    """``args``: the file's descriptor and the longest side wanted. Prints WebP bytes, or a refusal's code."""
    answered(lambda: redraw(int(args[0]), int(args[1])))


def answered(draw: Callable[[], bytes]) -> None:
    """Print what ``draw`` gives, or the code of the refusal that fits what it met."""
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        answer = draw()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        answer = b"too_large_picture"
    except (PermissionError, ImportError):
        raise  # a part of Pillow was not loaded before the jail closed: ours to mend
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, IndexError, KeyError, OverflowError):
        answer = b"not_a_picture"  # the range of what Pillow raises on broken files is wide
    sys.stdout.buffer.write(answer)


def redraw(fd: int, max_side: int) -> bytes:
    """The first frame of the picture, upright, at most ``max_side`` on its longer side."""
    target = io.BytesIO()
    bare(fd, max_side).save(target, "WEBP", quality=82, method=4)
    return target.getvalue()


def bare(fd: int, max_side: int, formats: tuple[str, ...] = FORMATS) -> Image.Image:
    """The pixels of the picture's first frame, upright, in the colours of the web; nothing else of it."""
    with open(fd, "rb", closefd=False) as file, Image.open(file, formats=formats) as sent:
        sent.draft("RGB", (max_side * 2, max_side * 2))
        upright = ImageOps.exif_transpose(sent)
        clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
        plain = _in_web_colours(upright.convert("RGBA" if clear else "RGB"), sent.info.get("icc_profile"))
        plain.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
        drawn = Image.new(plain.mode, plain.size)
        drawn.paste(plain)
        return drawn


def _in_web_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Phones keep wider colours than sRGB and say so; a profile that can't be read is passed over."""
    if not profile:
        return picture
    with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(picture, source, _SRGB, outputMode=picture.mode)
        return changed if changed is not None else picture
    return picture

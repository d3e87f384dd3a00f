"""Decode a picture that somebody sent, turn it upright, shrink it, write it anew as WebP without metadata."""

import io
import sys
import warnings

from PIL import GifImagePlugin as _gif
from PIL import Image, ImageFile, ImageOps
from PIL import JpegImagePlugin as _jpeg
from PIL import MpoImagePlugin as _mpo
from PIL import PngImagePlugin as _png
from PIL import TiffImagePlugin as _exif_reader
from PIL import WebPImagePlugin as _webp

Image.init()
NEEDED_LATE = (_gif, _jpeg, _mpo, _png, _exif_reader, _webp)
"""Imported now, because the jail hides Pillow's files when it would look for them."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_MOST_PIXELS = 50_000_000


def main(args: list[str]) -> None:
    """``args``: the file's descriptor and the longest side wanted. Prints WebP bytes, or a refusal's code."""
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        answer = redraw(int(args[0]), int(args[1]))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        answer = b"too_large_picture"
    except (PermissionError, ImportError):
        raise  # a part of Pillow was not loaded before the jail closed: ours to mend
    except (OSError, ValueError, SyntaxError, EOFError, TypeError, IndexError, KeyError, OverflowError):
        answer = b"not_a_picture"  # the range of what Pillow raises on broken files is wide
    sys.stdout.buffer.write(answer)


def redraw(fd: int, max_side: int) -> bytes:
    """The first frame of the picture, upright, at most ``max_side`` on its longer side."""
    with open(fd, "rb", closefd=False) as file, Image.open(file, formats=_FORMATS) as sent:
        sent.draft("RGB", (max_side * 2, max_side * 2))
        upright = ImageOps.exif_transpose(sent)
        clear = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
        plain = upright.convert("RGBA" if clear else "RGB")
        plain.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
        bare = Image.new(plain.mode, plain.size)
        bare.paste(plain)
        target = io.BytesIO()
        bare.save(target, "WEBP", quality=82, method=4)
        return target.getvalue()

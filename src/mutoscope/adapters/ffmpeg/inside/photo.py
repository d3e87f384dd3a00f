"""Decode a photo that somebody sent and write its bare pixels anew, for films to be made of it: with all the
detail of its colours, and as PNG where it can be seen through."""

from PIL import AvifImagePlugin as _avif

from .picture import FORMATS, answered, bare

NEEDED_LATE = (_avif,)


def main(args: list[str]) -> None:
    """``args``: the file's descriptor, the longest side wanted, the name to write. Prints form and size
    (``jpeg 1080 1920``) or a refusal's code."""
    answered(lambda: _written(int(args[0]), int(args[1]), args[2]))


def _written(fd: int, max_side: int, name: str) -> bytes:
    picture = bare(fd, max_side, (*FORMATS, "AVIF"))
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema() == (255, 255):
        picture = picture.convert("RGB")
    form = "png" if picture.mode == "RGBA" else "jpeg"
    options = {"compress_level": 4} if form == "png" else {"quality": 92, "subsampling": 0}
    with open(name, "wb") as file:  # noqa: PTH123 - relative to the folder of the jail
        picture.save(file, form.upper(), **options)
    return f"{form} {picture.width} {picture.height}".encode()

"""What a file is by its first bytes, before any decoder sees it. Names and declared types count for nothing.

Text that tells a player to open other files (playlists, ``ffconcat``, SDP, DASH, SVG) is refused here, and
the demuxer is then chosen by us, so a file can't choose one.
"""

from typing import NamedTuple

from mutoscope.core.montage.limits import refuse

HEAD_BYTES = 4096
"""How many first bytes ``recognise`` wants."""


class Kind(NamedTuple):
    container: str
    """Our word for it: mp4, mov, 3gp, webm, matroska, mpegts, avi, flv."""
    demuxer: str
    """ffmpeg's word for the reader to use."""


_PLAYLISTS = (b"#extm3u", b"#ext", b"ffconcat", b"<", b"v=0", b"[playlist]", b"{")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_SOUNDS = (
    b"ID3",
    b"OggS",
    b"fLaC",
    b"\xff\xfb",
    b"\xff\xf3",
    b"\xff\xf2",
    b"\xff\xf1",
    b"\xff\xf9",
    b"#!AMR",
)
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"crx ")
_FIRST_BOXES = (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"styp")


def recognise(head: bytes) -> Kind:
    """The kind of file that starts with ``head``; refuses everything that is not a video container."""
    if not head:
        raise refuse("empty_file")
    if head[4:8] in _FIRST_BOXES:
        return _boxes(head)
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return Kind("webm" if b"webm" in head[:64] else "matroska", "matroska")
    if head.startswith(b"RIFF"):
        if head[8:12] == b"AVI ":
            return Kind("avi", "avi")
        raise refuse(
            "a_picture" if head[8:12] == b"WEBP" else "only_sound" if head[8:12] == b"WAVE" else "not_a_video"
        )
    if head.startswith(b"FLV\x01"):
        return Kind("flv", "flv")
    if any(head[first : first + 5 * step : step] == b"\x47" * 5 for first, step in ((0, 188), (4, 192))):
        return Kind("mpegts", "mpegts")
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(_PLAYLISTS):
        raise refuse("a_playlist")
    if head.startswith(_PICTURES):
        raise refuse("a_picture")
    if head.startswith(_SOUNDS):
        raise refuse("only_sound")
    raise refuse("not_a_video")


def _boxes(head: bytes) -> Kind:
    brand = head[8:12] if head[4:8] == b"ftyp" else b""
    if brand in _PICTURE_BRANDS:
        raise refuse("a_picture")
    if brand.startswith((b"3gp", b"3g2")):
        return Kind("3gp", "mov")
    return Kind("mov" if brand in (b"qt  ", b"") else "mp4", "mov")

"""What a reader asks of a file, by its headers: all of it, one range, or nothing new. Pure."""

import re
from typing import Literal

import msgspec

_ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})\Z")


class Wanted(msgspec.Struct, frozen=True):
    """How to answer: the status, and the bytes from ``start`` up to, not including, ``end``."""

    status: Literal[200, 206, 304, 412, 416]
    start: int = 0
    end: int = 0


def wanted(
    size: int, etag: str, *, range_: str = "", if_none_match: str = "", if_match: str = "", if_range: str = ""
) -> Wanted:
    """RFC 9110's order: preconditions first, then the range, which only counts for the version named.

    Several ranges at once are answered with the whole file, which the RFC allows and players never ask for.
    """
    if if_match and not _names(if_match, etag, weak=False):
        return Wanted(412)
    if if_none_match and _names(if_none_match, etag, weak=True):
        return Wanted(304)
    if not range_ or (if_range and if_range.strip() != etag):
        return Wanted(200, 0, size)
    asked = _ONE_RANGE.match(range_.strip().replace(" ", ""))
    if asked is None or asked.group() == "bytes=-":
        return Wanted(416) if _is_nonsense(range_) else Wanted(200, 0, size)
    first, last = asked.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1) if last else size
        if last and int(last) < start:
            return Wanted(416)
    return Wanted(206, start, end) if start < end else Wanted(416)


def _is_nonsense(range_: str) -> bool:
    """A range of bytes that means nothing; another unit, or several ranges, is merely not taken up."""
    text = range_.strip()
    return text.startswith("bytes=") and "," not in text


def _names(header: str, etag: str, *, weak: bool) -> bool:
    tags = [tag.strip() for tag in header.split(",")]
    if weak:
        tags = [tag.removeprefix("W/") for tag in tags]
    return "*" in tags or etag in tags

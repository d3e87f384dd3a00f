"""What a part of a timeline says of itself: our own metadata as plain values, and names as plain words."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from mutoscope.core.montage.interchange.writing import OURS

T = TypeVar("T")


def ours(part: Any) -> dict[str, Any]:
    """Our metadata of ``part``; empty where it has none, or something else under our name."""
    said = _builtin(part.metadata.get(OURS))
    return said if isinstance(said, dict) else {}


def converted(value: Any, kind: type[T]) -> T | None:
    """``value`` as one of ours, strictly; None where it is not."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return None


def plain(name: str | None) -> str:
    """A name on one line, without what does not show, not long."""
    return "".join(letter if letter.isprintable() else " " for letter in (name or "")[:100]).strip()


def _builtin(value: Any) -> Any:
    """The library's own dictionaries and lists as Python's."""
    if isinstance(value, Mapping):
        return {str(name): _builtin(each) for name, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [_builtin(each) for each in value]
    return value

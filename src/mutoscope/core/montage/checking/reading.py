"""Bytes to a montage. Size and depth are looked at before any parser sees them, the version before the
rest."""

import re
from typing import Any

import msgspec

from mutoscope.core.montage.checking.bounds import MontageLimits
from mutoscope.core.montage.checking.migrating import migrated, version_of
from mutoscope.core.montage.checking.refusing import refuse
from mutoscope.core.montage.checking.rules import check
from mutoscope.core.montage.document import SCHEMA, Montage
from mutoscope.core.units import Refusal

_DEEPEST = 12
"""Montage, tracks, track, clips, clip, keys, property, key, ease: nine, and some to spare."""
_STRING_OR_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
"""A string without its end runs to the end of all: looked for anew at each quote it would take the square."""
_STEP = re.compile(r"\.(?P<name>[^.\[\]]+)|\[(?P<place>\d+)\]|\[\.\.\.\]")


class _Head(msgspec.Struct):
    schema: Any = None


_head = msgspec.json.Decoder(_Head)
_whole = msgspec.json.Decoder(Montage)


def read_montage(data: bytes, limits: MontageLimits = MontageLimits()) -> Montage:
    """The montage that ``data`` is; refuses everything else, saying what and where."""
    if len(data) > limits.max_bytes:
        raise refuse("project_too_large", most=limits.max_bytes)
    if too_deep(data, _DEEPEST):
        raise refuse("project_too_deep")
    try:
        montage = _decoded(data)
    except msgspec.ValidationError as wrong:
        raise _pointed(str(wrong), data) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise refuse("project_unreadable") from None
    check(montage, limits)
    return montage


def too_deep(data: bytes, deepest: int) -> bool:
    """Whether brackets outside of strings nest deeper than ``deepest``."""
    depth = 0
    for found in _STRING_OR_BRACKET.finditer(data):
        sign = found[0]
        if sign in b"[{":
            depth += 1
            if depth > deepest:
                return True
        elif sign in b"]}":
            depth -= 1
    return False


def _decoded(data: bytes) -> Montage:
    today = version_of(SCHEMA)
    try:
        schema = _head.decode(data).schema
    except msgspec.ValidationError:
        raise refuse("project_unknown") from None
    if version_of(schema) == today:
        return _whole.decode(data)
    return msgspec.convert(migrated(msgspec.json.decode(data), today), Montage)


def _pointed(wrong: str, data: bytes) -> Refusal:
    """The refusal for what msgspec found, its path told in ids: the third clip may be another after the next
    edit."""
    _, _, path = wrong.rpartition(" - at `$")
    try:
        value: Any = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return refuse("project_unreadable")
    ids: list[str] = []
    field = ""
    for step in _STEP.finditer(path.removesuffix("`")):
        if step["name"]:
            field = step["name"]
            value = value.get(field) if isinstance(value, dict) else None
        elif step["place"]:
            value = value[int(step["place"])] if isinstance(value, list) else None
            if field in ("tracks", "clips"):
                ids.append(str(value.get("id", step["place"]) if isinstance(value, dict) else step["place"]))
    missing = re.search(r"(?:required field|unknown field) `([^`]*)`", str(wrong))
    return refuse("project_field", " › ".join(ids), missing[1] if missing else field)

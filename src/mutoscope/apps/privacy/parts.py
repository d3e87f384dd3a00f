"""The parts of a copy of somebody's data: which app gives which, and what stands in each.

The format has a version. A reader takes any copy of the versions it knows; fields that it doesn't know are
left alone, so that adding some is no new version. Renaming or removing one is.
"""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.feed import queries as feed
from mutoscope.apps.feed.contracts import InterestProfile
from mutoscope.apps.likeness import queries as likeness
from mutoscope.apps.messages import queries as messages
from mutoscope.apps.notices import queries as notices
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.safety import queries as safety
from mutoscope.apps.social import queries as social
from mutoscope.apps.studio import queries as studio
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import Refusal

FORMAT, VERSION = "mutoscope-copy", 1


class ExportedMessage(msgspec.Struct, frozen=True):
    """Words that somebody sent; what others sent is theirs."""

    conversation: str
    message: str
    at_ms: int
    text: str
    video: str


class Listed(msgspec.Struct, frozen=True):
    """A part of the copy: where it stands, and how many rows it has."""

    file: str
    count: int


class Kept(msgspec.Struct, frozen=True):
    """A file of the copy."""

    file: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """``mutoscope.json``: what the copy is and what is in it."""

    format: str
    version: int
    server: str
    """Address of the server it comes from."""
    handle: str
    made_ms: int
    parts: dict[str, Listed]
    files: list[Kept]
    missing: list[str] = []
    """Files that could not be had: their object was gone."""


def _interests(person_id: int) -> Iterator[InterestProfile]:
    """The interest profile, a file of its own format inside the copy. Faults while the feed is away."""
    viewer = accounts.viewer(person_id)
    if viewer is None:
        return
    try:
        yield feed.interest_profile(viewer)
    except Refusal as away:  # a refusal would end the job: this is a fault, and tried again
        raise ConnectionError(str(away)) from away


KINDS: dict[str, type[msgspec.Struct]] = {
    **accounts.EXPORTED,
    **videos.EXPORTED,
    **social.EXPORTED,
    **relations.EXPORTED,
    **notices.EXPORTED,
    **safety.EXPORTED,
    **studio.EXPORTED,
    **likeness.EXPORTED,
    "messages": ExportedMessage,
    "interests": InterestProfile,
}
"""What a row of each part looks like."""

_GIVERS: tuple[Callable[[int], dict[str, Iterator[Any]]], ...] = (
    accounts.export_of,
    videos.export_of,
    social.export_of,
    relations.export_of,
    lambda person_id: {"messages": messages.export_of(person_id)},
    notices.export_of,
    safety.export_of,
    studio.export_of,
    likeness.export_of,
    lambda person_id: {"interests": _interests(person_id)},
)


def rows_of(person_id: int) -> Iterator[tuple[str, Iterator[Any]]]:
    """(part, its rows), each read as it is asked for."""
    for give in _GIVERS:
        yield from give(person_id).items()


def schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) of the manifest and of the rows of each part."""
    (manifest, *rows), components = msgspec.json.schema_components(
        [Manifest, *KINDS.values()], ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{FORMAT} {VERSION}",
        **manifest,
        "parts": {name: {"type": "array", "items": row} for name, row in zip(KINDS, rows, strict=True)},
        "$defs": components,
    }

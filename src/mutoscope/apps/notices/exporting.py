"""What somebody was told and wants to be told, for the copy of their data that they take along."""

from collections.abc import Iterator

import msgspec

from mutoscope.apps.notices import manner
from mutoscope.apps.notices.models import Choices, Group, Subscription
from mutoscope.core.units import to_text


class ExportedNotice(msgspec.Struct, frozen=True):
    kind: str
    video: str
    """Id; empty: it is about none."""
    comment: str
    count: int
    """How many people did it."""
    latest_ms: int
    unread: bool


class ExportedManner(msgspec.Struct, frozen=True):
    """How somebody wants to be told."""

    off: list[str]
    """Kinds of notices that are not wanted."""
    time_zone: str
    quiet_from: int
    """Minutes since midnight"""
    quiet_until: int
    details: bool
    browsers: int
    """Browsers that may be rung."""


EXPORTED: dict[str, type[msgspec.Struct]] = {"notices": ExportedNotice, "notice_choices": ExportedManner}


def export_of(person_id: int) -> dict[str, Iterator[msgspec.Struct]]:
    """Rows by the name of their part (``EXPORTED``), read as they are asked for."""
    return {"notices": _notices(person_id), "notice_choices": _manner(person_id)}


def _notices(person_id: int) -> Iterator[ExportedNotice]:
    rows = Group.objects.filter(recipient_id=person_id, count__gt=0).order_by("id")
    for one in rows.iterator(chunk_size=500):
        yield ExportedNotice(
            kind=one.kind,
            video=to_text(one.video_id) if one.video_id else "",
            comment=to_text(one.comment_id) if one.comment_id else "",
            count=one.count,
            latest_ms=one.latest_ms,
            unread=one.unread,
        )


def _manner(person_id: int) -> Iterator[ExportedManner]:
    mine, choices = manner.of(person_id), Choices.objects.filter(person_id=person_id).first()
    yield ExportedManner(
        off=list(choices.off) if choices else [],
        time_zone=mine.time_zone,
        quiet_from=mine.quiet_from,
        quiet_until=mine.quiet_until,
        details=mine.details,
        browsers=Subscription.objects.filter(person_id=person_id).count(),
    )

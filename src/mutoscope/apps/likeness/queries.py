"""The nouns of likeness: what two people read of two videos that are alike, as far as they may see both."""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from django.db.models import QuerySet

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.likeness import settling
from mutoscope.apps.likeness.contracts import LikenessPage, LikenessView
from mutoscope.apps.likeness.models import Printed, Suggestion, Walk
from mutoscope.apps.likeness.walking import progress
from mutoscope.apps.studio.contracts import VideoLine
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoCard
from mutoscope.core.units import cursor_after, from_text, read_cursor, to_text

Side = Literal["mine", "uses"]
PAGE, _READ = 20, 60
_MOST_PRINTED = 150_000
"""With somewhat more the 2^20 keys of each kind have ``MOST_HOLDERS`` people each."""


class Standing(msgspec.Struct, frozen=True):
    """How far recognising is, for whoever runs the server."""

    printed: int
    walk: Walk
    asked: int
    """Of our team, and not answered."""
    is_full: bool
    """So many films have prints that keys begin to tell none from another."""


class ExportedLikeness(msgspec.Struct, frozen=True):
    """That a video of this person looked like a part of an older one, or an older one of theirs like a newer
    one, and what was said of it."""

    video: str
    """Theirs"""
    other: str
    """The other one; empty: this person may not see it (any more)"""
    earlier: bool
    """Theirs is the older one"""
    state: str
    """open, yes, no, or past: not alike any more"""
    answered_by: str
    """maker (of the newer one), author (of the older one) or team; empty: nobody"""
    found_ms: int
    asked_team_ms: int
    """When our team was asked to look, by this person or because of a block between the two; 0: never"""


EXPORTED: dict[str, type[msgspec.Struct]] = {"likenesses": ExportedLikeness}


def page(viewer: Viewer, side: Side, cursor: str = "") -> LikenessPage:
    """What one's own videos look like (``mine``), or what looks like them (``uses``), newest first. Refuses
    ``bad_cursor``."""
    last = read_cursor(cursor)[1] if cursor else 1 << 62
    shown: list[LikenessView] = []
    while len(shown) <= PAGE:  # what is hidden leaves no gap and no cursor that would tell of it
        rows = list(_of(viewer.person_id, side).filter(id__lt=last).order_by("-id")[:_READ])
        shown += _shown(rows, viewer)
        if len(rows) < _READ:
            break
        last = rows[-1].id
    following = cursor_after(0, from_text(shown[PAGE - 1].id)) if len(shown) > PAGE else ""
    return LikenessPage(tuple(shown[:PAGE]), following)


def one(viewer: Viewer, suggestion_id: int) -> LikenessView | None:
    """One of them; None when it is not to be seen (any more)."""
    return next(_shown(list(Suggestion.objects.filter(id=suggestion_id)), viewer), None)


def waits(child_id: int, viewer: Viewer) -> bool:
    """Whether there is something about this video that its maker has to read: a question, or our answer."""
    rows = Suggestion.objects.filter(child_id=child_id, person_id=viewer.person_id)
    asked = rows.filter(state="open") | rows.filter(answered_by="team")
    return any(True for _ in _shown(list(asked[:PAGE]), viewer))


def standing() -> Standing:
    asked = Suggestion.objects.filter(asked_ms__gt=0, state="open").count()
    asked += Suggestion.objects.filter(asked_ms__gt=0, state="no", answered_by="maker").count()
    printed = Printed.objects.count()
    return Standing(printed, progress(), asked, printed >= _MOST_PRINTED)


def export_of(person_id: int) -> dict[str, Iterator[msgspec.Struct]]:
    """Rows by the name of their part (``EXPORTED``), read as they are asked for. The other's video is named
    only where this person may see it."""
    return {"likenesses": _exported(person_id)}


def _exported(person_id: int) -> Iterator[ExportedLikeness]:
    viewer = accounts.viewer(person_id)
    for earlier, rows in ((False, "person_id"), (True, "author_id")):
        mine = Suggestion.objects.filter(**{rows: person_id}).order_by("id")
        for row in mine.iterator(chunk_size=500):
            both = (row.parent_id, row.child_id) if earlier else (row.child_id, row.parent_id)
            asked_ms = row.asked_ms if earlier else 0
            said = (row.state, row.answered_by, row.found_ms, asked_ms)
            other = to_text(both[1]) if viewer and videos.may_view(both[1], viewer) else ""
            yield ExportedLikeness(to_text(both[0]), other, earlier, *said)


def _of(person_id: int, side: Side) -> QuerySet[Suggestion]:
    mine = {"person_id": person_id} if side == "mine" else {"author_id": person_id}
    return Suggestion.objects.filter(**mine).exclude(state="past")


def _shown(rows: Sequence[Suggestion], viewer: Viewer) -> Iterator[LikenessView]:
    """Those of which the viewer may see both videos."""
    ids = [an_id for row in rows for an_id in (row.child_id, row.parent_id)]
    seen = {card.id: card for card in videos.cards(ids, viewer)}
    for row in rows:
        later, earlier = seen.get(to_text(row.child_id)), seen.get(to_text(row.parent_id))
        if later and earlier:
            yield _view(row, later, earlier, viewer)


def _view(row: Suggestion, later: VideoCard, earlier: VideoCard, viewer: Viewer) -> LikenessView:
    later_from, earlier_from, length = row.seen or row.heard
    return LikenessView(
        id=to_text(row.id),
        state=row.state,  # type: ignore[arg-type]  # past ones are not shown
        by=row.answered_by,  # type: ignore[arg-type]  # the column holds nothing else
        asked=_waits_for_team(row) and row.author_id == viewer.person_id,
        may=settling.may(row, viewer.person_id),
        later=_line(later),
        earlier=_line(earlier),
        later_from_ms=later_from,
        earlier_from_ms=earlier_from,
        length_ms=length,
        seen=bool(row.seen),
        heard=bool(row.heard),
        mirrored=row.mirrored,
        found_ms=row.found_ms,
    )


def _waits_for_team(row: Suggestion) -> bool:
    return row.asked_ms > 0 and row.state != "yes" and row.answered_by not in ("team", "author")


def _line(card: VideoCard) -> VideoLine:
    return VideoLine(card.id, card.caption, card.poster_url, card.creator)

"""What somebody reported themselves, and what became of it; they may ask for another look at that."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.messages import queries as messages
from mutoscope.apps.safety.appeals import appeal, looks_at
from mutoscope.apps.safety.contracts import (
    About,
    Answered,
    Appealed,
    ReportPage,
    ReportView,
    Stands,
    VideoOnReport,
)
from mutoscope.apps.safety.models import Appeal, MessageReport, Report
from mutoscope.apps.safety.reasons import REASONS
from mutoscope.apps.social import queries as social
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import DAY_MS, Refusal, cursor_after, read_cursor, to_text

PAGE = 20

Row = Report | MessageReport
_KINDS: tuple[type[Report], type[MessageReport]] = (Report, MessageReport)
"""A report's public number is twice its own, plus its place here: so two tables are one list."""


def reports(viewer: Viewer, cursor: str = "") -> ReportPage:
    """What the viewer reported, the newest first. Refuses ``bad_cursor``, ``bad_id``."""
    found = sorted((row for model in _KINDS for row in _own(model, viewer.person_id, cursor)), key=_order)
    page = found[:PAGE]
    last = page[-1] if len(found) > PAGE else None
    return ReportPage(
        reports=tuple(_shown(page, viewer)),
        next=cursor_after(last.created_ms, _number(last)) if last is not None else "",
    )


def answered(person_id: int) -> Answered | None:
    """What somebody last heard about their reports; None: nothing yet."""
    mine = [model._default_manager.filter(reporter_id=person_id, answered_ms__gt=0) for model in _KINDS]
    newest = [one for rows in mine if (one := rows.order_by("answered_ms", "id").last()) is not None]
    if not newest:
        return None
    latest = max(newest, key=lambda row: (row.answered_ms, _number(row)))
    count = sum(rows.filter(answered_ms__gt=latest.answered_ms - DAY_MS).count() for rows in mine)
    about, state = about_of(latest), stands(latest)
    kept = Appeal.objects.filter(decision_id=latest.decision_id, person_id=person_id, state="kept")
    said = "kept" if state == "fine" and kept.exists() else state
    return Answered(
        count=count, state=said, about=about, reason=gettext(REASONS.get(latest.reason, latest.reason))
    )


def appeal_report(person_id: int, report_id: int, words: str) -> None:
    """Ask our team to look again at something that one reported and it found nothing against.

    Refuses ``no_such_report``, ``nothing_to_appeal``, ``appealed_already``, ``no_words``, ``words_too_long``.
    """
    model, own_id = _KINDS[report_id % 2], report_id // 2
    row = model._default_manager.filter(id=own_id, reporter_id=person_id).select_related("decision").first()
    if row is None:
        raise Refusal("no_such_report", "You reported nothing like this.", status=404)
    appeal(person_id, row.decision if row.outcome == "fine" else None, words)


def about_of(row: Row) -> About:
    if isinstance(row, MessageReport):
        return "name" if row.of_name else "message" if row.message_id else "conversation"
    return "comment" if row.comment_id else "video" if row.video_id else "person"


def stands(row: Row) -> Stands:
    if row.outcome == "removed" and about_of(row) == "person":
        return "closed"
    return row.outcome or ("open" if row.state == "open" else "ended")  # type: ignore[return-value]  # its choices


def _own(model: type[Row], person_id: int, cursor: str) -> Sequence[Row]:
    """The first rows of a page that holds nothing else."""
    rows = model._default_manager.filter(reporter_id=person_id)
    if cursor:
        at_ms, number = read_cursor(cursor)
        before = (number - _KINDS.index(model) + 1) // 2  # 2 * id + place < number
        rows = rows.filter(Q(created_ms__lt=at_ms) | Q(created_ms=at_ms, id__lt=before))
    return list(rows.select_related("decision").order_by("-created_ms", "-id")[: PAGE + 1])


def _number(row: Row) -> int:
    return 2 * row.pk + _KINDS.index(type(row))


def _order(row: Row) -> tuple[int, int]:
    return -row.created_ms, -_number(row)


def _shown(rows: Sequence[Row], viewer: Viewer) -> list[ReportView]:
    """However many they are, with one look at what they are about, at whether it is there, and at what was
    asked."""
    of_videos = [row.video_id for row in rows if isinstance(row, Report) and row.video_id]
    found = videos.cards(sorted(set(of_videos)), viewer) if of_videos else ()
    cards = {card.id: VideoOnReport(card.id, card.caption, card.poster_url) for card in found}
    fine = [row.decision for row in rows if row.outcome == "fine" and row.decision is not None]
    looks = looks_at(fine, viewer.person_id) if fine else {}
    quotes = _quotes([row for row in rows if stands(row) in ("open", "fine")])
    return [_view(row, cards, looks.get(row.decision_id or 0), quotes.get(_number(row), "")) for row in rows]


def _quotes(rows: Sequence[Row]) -> dict[int, str]:
    """What was reported in its own words, by the report's number, as far as it stands where it stood: what
    its author took back, or took along, is not read by way of a report either."""
    of_talk = [row for row in rows if isinstance(row, MessageReport)]
    of_words = [row for row in rows if isinstance(row, Report)]
    said = messages.still_said([row.message_id for row in of_talk if row.message_id])
    comments = social.quotes([row.comment_id for row in of_words if row.comment_id])
    profiles = accounts.profiles({row.person_id for row in of_words if row.person_id})
    quotes = {}
    for row in of_talk:
        if row.of_name:
            quotes[_number(row)] = row.group_name
        elif row.message_id in said:
            quotes[_number(row)] = " ".join(line["text"] for line in row.excerpt if line["reported"])
    for row in of_words:
        if row.comment_id in comments:
            quotes[_number(row)] = row.quote
        elif row.person_id in profiles:
            stand = profiles[row.person_id].split("\n")
            quotes[_number(row)] = "\n".join(line for line in row.quote.split("\n") if line in stand)
    return quotes


def _view(row: Row, cards: dict[str, VideoOnReport], look: Appealed | None, quote: str) -> ReportView:
    state = stands(row)
    return ReportView(
        id=to_text(_number(row)),
        about=about_of(row),
        quote=quote,
        video=cards.get(to_text(row.video_id)) if isinstance(row, Report) else None,
        reason=gettext(REASONS.get(row.reason, row.reason)),
        details=row.details,
        created_ms=row.created_ms,
        state=state,
        answered_ms=row.answered_ms,
        appeal=look.state if look is not None else "",
        answer=look.answer if look is not None else "",
    )

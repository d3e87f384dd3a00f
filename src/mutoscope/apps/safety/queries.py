"""What somebody reported, and what was decided about what they made."""

from collections.abc import Iterator

import msgspec
from django.db.models import QuerySet

from mutoscope.apps.messages import queries as messages
from mutoscope.apps.safety.appeals import appeals as appeals
from mutoscope.apps.safety.appeals import taken_words as taken_words
from mutoscope.apps.safety.contracts import About
from mutoscope.apps.safety.models import Appeal, Decision, MessageReport, Report
from mutoscope.apps.safety.reported import about_of, stands
from mutoscope.apps.safety.reported import answered as answered
from mutoscope.apps.safety.reported import reports as reports
from mutoscope.core.units import to_text


class ExportedReport(msgspec.Struct, frozen=True):
    """A report that somebody made, about something whose id stands there, and what became of it."""

    video: str
    comment: str
    person: str
    reason: str
    details: str
    state: str
    """open or closed"""
    created_ms: int
    about: About
    conversation: str
    message: str
    outcome: str
    """As the page of one's reports says it (``Stands``)."""
    answered_ms: int
    """0: never"""


class ExportedDecision(msgspec.Struct, frozen=True):
    """What our team, or a rule of theirs, decided about something of somebody; about nothing: themselves.
    That they let something be which somebody reported is not among it."""

    video: str
    comment: str
    effect: str
    code: str
    """The rule"""
    made_ms: int
    message: str
    conversation: str
    """The group whose name it is about"""
    words: str
    """Of a message or name that was taken away, while they are kept"""


class ExportedAppeal(msgspec.Struct, frozen=True):
    """Another look at a decision that somebody asked for, and what our team answered."""

    video: str
    comment: str
    words: str
    state: str
    """open, kept or reversed"""
    answer: str
    created_ms: int
    message: str
    conversation: str


EXPORTED: dict[str, type[msgspec.Struct]] = {
    "reports": ExportedReport,
    "decisions": ExportedDecision,
    "appeals": ExportedAppeal,
}


def amounts_of(person_id: int) -> dict[str, int]:
    """How much there is of somebody."""
    return {
        "reports": sum(
            model._default_manager.filter(reporter_id=person_id).count() for model in (Report, MessageReport)
        ),
        "decisions": _decided(person_id).count(),
        "appeals": Appeal.objects.filter(person_id=person_id).count(),
    }


def export_of(person_id: int) -> dict[str, Iterator[msgspec.Struct]]:
    """Rows by the name of their part (``EXPORTED``), read as they are asked for."""
    return {
        "reports": _reports(person_id),
        "decisions": _decisions(person_id),
        "appeals": _appeals(person_id),
    }


def _reports(person_id: int) -> Iterator[ExportedReport]:
    for model in (Report, MessageReport):
        mine = model._default_manager.filter(reporter_id=person_id).order_by("id")
        for one in mine.iterator(chunk_size=500):
            yield _exported(one)


def _exported(one: Report | MessageReport) -> ExportedReport:
    of_talk = isinstance(one, MessageReport)
    return ExportedReport(
        video="" if of_talk else _id(one.video_id),
        comment="" if of_talk else _id(one.comment_id),
        person="" if of_talk else _id(one.person_id),
        reason=one.reason,
        details=one.details,
        state=one.state,
        created_ms=one.created_ms,
        about=about_of(one),
        conversation=_id(one.conversation_id) if of_talk else "",
        message=_id(one.message_id) if of_talk else "",
        outcome=stands(one),
        answered_ms=one.answered_ms,
    )


def _decisions(person_id: int) -> Iterator[ExportedDecision]:
    mine = _decided(person_id)
    kept = messages.taken(list(mine.filter(taken_id__gt=0).values_list("taken_id", flat=True)))
    for one in mine.order_by("id").iterator(chunk_size=500):
        yield ExportedDecision(
            video=_id(one.video_id),
            comment=_id(one.comment_id),
            effect=one.effect,
            code=one.code,
            made_ms=one.made_ms,
            message=_id(one.message_id),
            conversation=_id(one.conversation_id),
            words=kept[one.taken_id].text if one.taken_id in kept else "",
        )


def _decided(person_id: int) -> QuerySet[Decision]:
    """What somebody may hear of: that a report of theirs was dismissed says that somebody reported them."""
    return Decision.objects.filter(creator_id=person_id).exclude(effect="dismissed")


def _appeals(person_id: int) -> Iterator[ExportedAppeal]:
    mine = Appeal.objects.filter(person_id=person_id).select_related("decision").order_by("id")
    for one in mine.iterator(chunk_size=500):
        made = one.decision
        about, among = (made.video_id, made.comment_id), (made.message_id, made.conversation_id)
        said = (one.words, one.state, one.answer, one.created_ms)
        yield ExportedAppeal(*map(_id, about), *said, *map(_id, among))


def _id(number: int) -> str:
    return to_text(number) if number else ""

"""What stands about a thing: the latest decision that says so."""

from django.db.models import Q, QuerySet

from mutoscope.apps.safety.models import Decision

RESTRICTS = ("held", "removed")
SAYS = (*RESTRICTS, "restored")
"""Decisions that say where a thing stands; the others tell of files and of reports."""


def same_thing(decision: Decision) -> Q:
    """Decisions about the same video, comment, message or person. What is decided about a conversation or a
    name of it stands by itself: the next one is about another name."""
    if decision.conversation_id:
        return Q(id=decision.pk)
    about = Q(
        video_id=decision.video_id,
        comment_id=decision.comment_id,
        message_id=decision.message_id,
        conversation_id=0,
    )
    person = not (decision.video_id or decision.message_id)
    return about & Q(creator_id=decision.creator_id) if person else about


def latest_about(decision: Decision) -> Decision:
    """What stands now about what this decision is about; that decision itself where none says."""
    return _says(same_thing(decision)).last() or decision


def restricting(**about: int) -> Decision | None:
    """The decision by which this is held or taken down, if any. ``about`` as in ``ledger.write``."""
    nothing = {"video_id": 0, "comment_id": 0, "message_id": 0, "conversation_id": 0}
    one = _says(same_thing(Decision(**nothing | about))).last()
    return one if one is not None and one.effect in RESTRICTS else None


def _says(which: Q) -> QuerySet[Decision]:
    return Decision.objects.filter(which, effect__in=SAYS).order_by("id")

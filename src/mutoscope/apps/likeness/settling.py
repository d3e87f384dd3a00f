"""Answers. Whoever made the later video says whether it holds a part of the earlier one, and so may our team,
when the earlier one's author asks it to; the author may say that it doesn't. Nobody is asked twice: whoever
takes a yes back has said no. Where a block lies between the two, our team is asked without them.

| says         | maker of the later one | author of the earlier one | our team |
|--------------|------------------------|---------------------------|----------|
| it does      | yes: an edge           | asks our team             | an edge  |
| it does not  | closed                 | closed                    | closed   |
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.flow import services as flow
from mutoscope.apps.likeness.contracts import Act, LikenessFound, LikenessSettled
from mutoscope.apps.likeness.models import Suggestion
from mutoscope.apps.studio import services as studio
from mutoscope.apps.studio.queries import would_be_of_itself
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import Refusal


def may(row: Suggestion, person_id: int) -> tuple[Act, ...]:
    """What somebody may do about it."""
    if row.state == "open" and row.person_id == person_id:
        return ("confirm", "deny")
    if row.state == "yes" and row.answered_by == "maker" and row.person_id == person_id:
        return ("withdraw",)
    if row.author_id != person_id or row.asked_ms:
        return ()
    if row.state == "open":
        return ("ask", "deny")
    return ("ask",) if row.state == "no" and row.answered_by == "maker" else ()


def confirm(viewer: Viewer, suggestion_id: int) -> None:
    """It is a part of it: the later video names the earlier one from now on. Twice is once."""
    with transaction.atomic():
        row = _mine(viewer, suggestion_id)
        if row.state == "yes" and row.person_id == viewer.person_id:
            return
        _check(row, viewer.person_id, "confirm")
        _link(row, "maker")


def deny(viewer: Viewer, suggestion_id: int) -> None:
    """It is not, and is not asked about again. Twice is once."""
    with transaction.atomic():
        row = _mine(viewer, suggestion_id)
        if row.state == "no":
            return
        _check(row, viewer.person_id, "deny")
        _answer(row, "no", "maker" if row.person_id == viewer.person_id else "author")


def withdraw(viewer: Viewer, suggestion_id: int) -> None:
    """Whoever said that it is takes that back: the later video does not name the earlier one any more, whose
    author may ask our team, as after any no. Twice is once. What our team found stays."""
    with transaction.atomic():
        row = _mine(viewer, suggestion_id)
        if row.state == "no" and row.person_id == viewer.person_id:
            return
        _check(row, viewer.person_id, "withdraw")
        studio.unlink_by_hand(row.child_id, row.parent_id)
        _answer(row, "no", "maker")


def ask_team(viewer: Viewer, suggestion_id: int) -> None:
    """The author of the earlier one thinks it is, and asks our team to look. Twice is once."""
    with transaction.atomic():
        row = _mine(viewer, suggestion_id)
        if row.asked_ms and row.author_id == viewer.person_id:
            return
        _check(row, viewer.person_id, "ask")
        Suggestion.objects.filter(id=row.id).update(asked_ms=now_ms())


def decide(ids: Iterable[int], staff_id: int, *, is_part: bool) -> int:
    """Our team's answer, also in place of another one; how many it changed. The later one's maker is told.

    Left out are those of which a video is gone, and links to what not everybody may see, or that would make a
    video of itself.
    """
    changed = 0
    for one in sorted(set(ids)):
        with transaction.atomic():
            row = Suggestion.objects.select_for_update().filter(id=one).first()
            wanted = "yes" if is_part else "no"
            if row is None or (row.state == wanted and row.answered_by == "team"):
                continue
            both = videos.standings([row.child_id, row.parent_id]).values()
            if not all(one.open if is_part else one.there for one in both):
                continue
            if is_part:
                if would_be_of_itself(row.child_id, row.parent_id):
                    continue
                _link(row, "team")
            else:
                studio.unlink_by_hand(row.child_id, row.parent_id)
                _answer(row, "no", "team")
            Suggestion.objects.filter(id=row.id).update(decided_by=staff_id)
            flow.record(LikenessFound(child_id=row.child_id, person_id=row.person_id))
            changed += 1
    return changed


def ask_where_blocked(blocker_id: int, blocked_id: int) -> None:
    """Where two don't see each other, nobody of them can ask or answer: our team is asked instead, so that
    whoever copied is not safe by blocking."""
    both = (blocker_id, blocked_id)
    waiting = Suggestion.objects.filter(person_id__in=both, author_id__in=both, asked_ms=0)
    waiting.filter(Q(state="open") | Q(state="no", answered_by="maker")).update(asked_ms=now_ms())


def settle_when_done(child_id: int, person_id: int) -> None:
    """Nothing more to ask about a video: whoever was asked need not be reminded."""
    if not Suggestion.objects.filter(child_id=child_id, state="open").exists():
        flow.record(LikenessSettled(child_id=child_id, person_id=person_id))


def _mine(viewer: Viewer, suggestion_id: int) -> Suggestion:
    """Refuses ``no_such_likeness`` to whomever it doesn't concern, and to whoever may not see both."""
    row = Suggestion.objects.select_for_update().filter(id=suggestion_id).exclude(state="past").first()
    if row is None or not viewer.person_id or viewer.person_id not in (row.person_id, row.author_id):
        raise _none()
    if not videos.may_view(row.child_id, viewer) or not videos.may_view(row.parent_id, viewer):
        raise _none()
    return row


def _check(row: Suggestion, person_id: int, act: Act) -> None:
    if act not in may(row, person_id):
        raise Refusal("answered_already", "This was answered already.", status=409)


def _link(row: Suggestion, by: str) -> None:
    parts = [part for part in (row.seen, row.heard) if part]
    uses = [(earlier, earlier + length, later, later + length) for later, earlier, length in parts]
    studio.link_by_hand(row.child_id, row.parent_id, uses, heard_only=not row.seen)
    _answer(row, "yes", by)


def _answer(row: Suggestion, state: str, by: str) -> None:
    Suggestion.objects.filter(id=row.id).update(state=state, answered_by=by, answered_ms=now_ms())
    settle_when_done(row.child_id, row.person_id)


def _none() -> Refusal:
    return Refusal("no_such_likeness", "There is nothing to answer here (any more).", status=404)

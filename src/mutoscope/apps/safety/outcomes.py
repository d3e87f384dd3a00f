"""What becomes of reports. Whatever our team decides about a thing, for whatever reason, answers everybody
who reported it, and they are told (Digital Services Act, article 16). Nobody else hears that somebody
reported."""

from collections.abc import Iterator, Sequence

from django.db.models import Model, Q, QuerySet

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow import services as flow
from mutoscope.apps.safety.contracts import ReportAnswered
from mutoscope.apps.safety.models import Decision, MessageReport, Report

Reports = QuerySet[Report] | QuerySet[MessageReport]

_BECOMES = {"held": "held", "removed": "removed", "restored": "fine", "dismissed": "fine"}
"""The outcome by the effect of a decision; the other effects are about files."""
_AT_ONCE = 500


def reports_about(decision: Decision) -> Reports:
    """Everybody's reports of the video, comment, message or person that a decision is about; of a
    conversation or its name, only whoever decides knows them."""
    if decision.message_id:
        return MessageReport.objects.filter(message_id=decision.message_id)
    if decision.conversation_id:
        return MessageReport.objects.none()
    if decision.comment_id:
        return Report.objects.filter(comment_id=decision.comment_id)
    if decision.video_id:
        return Report.objects.filter(video_id=decision.video_id, comment_id=0)
    return Report.objects.filter(person_id=decision.creator_id).exclude(person_id=0)


def answer_with(decision: Decision, reports: Reports) -> int:
    """Let a decision say what became of these reports; how many reporters hear something new. What is held is
    still looked at. In the caller's transaction."""
    outcome = _BECOMES.get(decision.effect)
    if outcome is None:
        return 0
    meant = reports.exclude(outcome="gone")
    if decision.effect == "dismissed":
        meant = meant.filter(state="open").exclude(outcome="held")  # which whoever held it answers
    state = "open" if outcome == "held" else "closed"
    meant.filter(outcome=outcome).update(state=state)
    return _answer(meant.exclude(outcome=outcome), outcome=outcome, state=state, decision=decision)


def answer_gone(reports: Reports) -> int:
    """What open reports are about is no longer there; how many reporters hear so. In the caller's
    transaction."""
    return _answer(reports.filter(state="open"), outcome="gone", state="closed", decision=None)


def look_again(decision: Decision, reporter_id: int) -> int:
    """The reports that this decision closed for this reporter wait for our team again; how many. In the
    caller's transaction."""
    closed = {"decision": decision, "reporter_id": reporter_id, "state": "closed"}
    return sum(
        _answer(model._default_manager.filter(**closed), outcome="", state="open", decision=None)
        for model in (Report, MessageReport)
    )


def tell_again(decision: Decision, reporter_id: int) -> None:
    """There is a new word on what this decision closed for this reporter. In the caller's transaction."""
    for model in (Report, MessageReport):
        theirs = model._default_manager.filter(decision=decision, reporter_id=reporter_id)
        theirs.update(answered_ms=now_ms())
    flow.record(ReportAnswered(person_id=reporter_id))


def _answer(reports: Reports, **becomes: str | Model | None) -> int:
    """Turn reports, row by row so that nobody is turned and not told."""
    rows = list(reports.select_for_update().order_by("id").values_list("id", "reporter_id"))
    for some in _slices([row_id for row_id, _ in rows]):
        turned = reports.model._default_manager.filter(Q(id__in=some))
        turned.update(**becomes, answered_ms=now_ms())
    for people in _slices(sorted({reporter_id for _, reporter_id in rows})):
        flow.record(*(ReportAnswered(person_id=one) for one in people))
    return len(rows)


def _slices(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))

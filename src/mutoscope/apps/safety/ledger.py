"""Writing down a decision, and what follows from it wherever it was made: questions about older decisions are
carried over, and whoever reported the thing hears what became of it."""

from mutoscope.apps.safety.appeals import about_you, carry_over
from mutoscope.apps.safety.models import Decision
from mutoscope.apps.safety.outcomes import Reports, answer_gone, answer_with, reports_about
from mutoscope.apps.safety.standing import restricting


def write(
    effect: str,
    by_person_id: int,
    note: str,
    *,
    code: str = "staff",
    reports: Reports | None = None,
    **about: int,
) -> Decision:
    """Keep a decision, in the caller's transaction: the one that makes it true.

    ``about``: creator_id, and what of video_id, comment_id, message_id and conversation_id it is about; none:
    the person themself. ``reports``: those that it answers, where the thing alone does not say.
    """
    made = Decision.objects.create(
        **{"video_id": 0, **about}, effect=effect, code=code, by_person_id=by_person_id, note=note
    )
    carry_over(made)
    answer_with(made, reports_about(made) if reports is None else reports)
    return made


def dismiss(reports: Reports, by_person_id: int, *, there: bool | None, **about: int) -> int:
    """Close these open reports of one thing without doing anything to it; how many. Their reporters hear what
    was decided about it before, that it is gone, or that nothing against the rules was found; of what may
    come back (``there``: None) they wait for one of these. In the caller's transaction. Refuses ``your_own``:
    nobody says so of themselves, nor of what they made."""
    if by_person_id == about["creator_id"]:
        raise about_you()
    held = reports.filter(state="open").select_for_update().order_by("id")  # before the look at what stands
    waiting = list(held.values_list("id", flat=True))
    meant = reports.model._default_manager.filter(id__in=waiting)
    if not waiting:
        return 0
    if stands := restricting(**about):
        answer_with(stands, meant)
        meant.update(state="closed")
    elif there is None:
        return 0
    elif there:
        write("dismissed", by_person_id, "", reports=meant, **about)
    else:
        answer_gone(meant)
    return len(waiting)

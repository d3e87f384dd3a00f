"""Our team answers who asked for another look: the decision is kept, with reasons, or taken back."""

from django.db.transaction import atomic

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow import services as flow
from mutoscope.apps.messages import queries as messages
from mutoscope.apps.safety.appeals import by_reporter, carry_over, not_theirs
from mutoscope.apps.safety.comments import let_back
from mutoscope.apps.safety.contracts import DecisionKept
from mutoscope.apps.safety.messages import give_back
from mutoscope.apps.safety.models import Appeal
from mutoscope.apps.safety.outcomes import look_again, tell_again
from mutoscope.apps.safety.standing import latest_about
from mutoscope.apps.safety.videos import restore
from mutoscope.core.units import Refusal


def answer_appeal(appeal_id: int, kept: bool, answer: str, by_person_id: int) -> bool:
    """Keep a decision, with reasons that whoever asked will read, or take it back; False when somebody
    answered before, or decided anew: the question is about that then; or when whoever asked about words took
    them back: the question goes with them.

    Taken back, what was restricted is there again, and what was reported waits for our team as before.
    Refuses ``no_words`` (kept without reasons), ``your_own``, ``your_decision`` (``appeals.not_theirs``)."""
    if kept and not answer.strip():
        raise Refusal(
            "no_words", "Please say why the decision stays: whoever asked will read it.", status=422
        )
    with atomic():
        one = Appeal.objects.select_for_update(of=("self",)).select_related("decision").get(id=appeal_id)
        if one.state != "open":
            return False
        latest = latest_about(one.decision)
        if latest.pk > one.decision_id:
            carry_over(latest)
            return False
        if refusal := not_theirs(one, by_person_id):
            raise refusal
        one.state = "kept" if kept else "reversed"
        one.answer, one.by_person_id, one.answered_ms = answer.strip(), by_person_id, now_ms()
        one.save()
        answered = _answer_reporter(one) if by_reporter(one) else _answer_maker(one)
        if not answered:
            one.delete()
        return answered


def _answer_reporter(one: Appeal) -> bool:
    if one.state == "kept":
        tell_again(one.decision, one.person_id)
    else:
        look_again(one.decision, one.person_id)
    return True


def _answer_maker(one: Appeal) -> bool:
    """False: it was about words of which nothing is kept any more, so there is nothing to say."""
    video_id, comment_id = one.decision.video_id, one.decision.comment_id
    taken = one.decision.taken_id
    if taken and not messages.taken([taken]):
        return False
    if one.state == "kept":
        about = {"video_id": video_id, "comment_id": comment_id}
        of_words = one.decision_id if taken else 0
        flow.record(DecisionKept(person_id=one.person_id, decision_id=of_words, **about))
    elif taken:
        return give_back(one.decision, one.by_person_id, one.answer)
    elif comment_id:
        let_back(comment_id, one.by_person_id, one.answer)
    else:
        restore([video_id], one.by_person_id, one.answer)
    return True

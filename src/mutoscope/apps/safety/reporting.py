"""Reports: somebody says that a video, a comment or a person should not be here."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.transaction import atomic

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.safety import ledger
from mutoscope.apps.safety.appeals import drop_question
from mutoscope.apps.safety.models import MessageReport, Report
from mutoscope.apps.safety.outcomes import answer_gone
from mutoscope.apps.safety.reasons import REASONS
from mutoscope.apps.social import queries as social
from mutoscope.apps.social.contracts import CommentGone
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoErased
from mutoscope.core.policy.captions import clean
from mutoscope.core.units import Refusal

DETAILS_LENGTH = 1000


def report_video(reporter_id: int, video_id: int, reason: str, details: str) -> bool:
    """Keep a report; False when this person has reported this video before (the newer words are kept).

    Refuses ``unknown_reason``, ``details_too_long``. The caller has asked whether they may see the video.
    """
    return _report(reporter_id, reason, details, video_id=video_id)


def report_comment(reporter_id: int, comment_id: int, reason: str, details: str) -> bool:
    """The same for a comment that they may read; what it says is kept with the report."""
    about = social.in_context([comment_id]).get(comment_id)
    if about is None:
        return False
    of = {"video_id": about.video_id, "comment_id": comment_id}
    return _report(reporter_id, reason, details, quote=about.text, **of)


def report_person(reporter_id: int, person_id: int, reason: str, details: str) -> bool:
    """The same for a person whom they may meet; how the profile reads is kept with the report."""
    quote = accounts.profiles([person_id]).get(person_id, "")
    return _report(reporter_id, reason, details, person_id=person_id, quote=quote)


def dismiss(video_ids: Iterable[int], by_person_id: int) -> int:
    """Close reports of videos without doing anything; how many there were. Refuses ``your_own``, as the
    others below: the video is by whoever decides."""
    closed = 0
    for one in sorted(set(video_ids)):
        reports = Report.objects.filter(video_id=one, comment_id=0)
        about = {"video_id": one, "creator_id": videos.creator_of(one)}
        with atomic():
            closed += ledger.dismiss(reports, by_person_id, there=videos.is_there(one), **about)
    return closed


def dismiss_comments(comment_ids: Iterable[int], by_person_id: int) -> int:
    """The same for reports of comments."""
    found, closed = social.in_context(list(comment_ids)), 0
    for one in sorted(set(comment_ids)):
        comment, reports = found.get(one), Report.objects.filter(comment_id=one)
        with atomic():
            if comment is None:
                closed += answer_gone(reports)
                continue
            about = {"video_id": comment.video_id, "comment_id": one, "creator_id": comment.author_id}
            closed += ledger.dismiss(reports, by_person_id, there=comment.state != "gone", **about)
    return closed


def dismiss_people(person_ids: Iterable[int], by_person_id: int) -> int:
    """The same for reports of people. Of an account that is closed for now they stay open: it may come back,
    and so it is neither gone nor let be."""
    ids = set(person_ids) - {0}
    here, away, closed = accounts.people(ids), accounts.closed(ids), 0
    for one in sorted(ids):
        with atomic():
            reports = Report.objects.filter(person_id=one)
            there = None if one in away else one in here
            closed += ledger.dismiss(reports, by_person_id, there=there, creator_id=one)
    return closed


def forget_person(fact: PersonLeft) -> None:
    """Whoever leaves takes their reports along. Those about them stay with whoever made them, who hear that
    the person is gone, and say nothing of them any more; decisions stay."""
    Report.objects.filter(reporter_id=fact.person_id).delete()
    about = Report.objects.filter(person_id=fact.person_id)
    with atomic():
        answer_gone(about)
        about.update(person_id=0, quote="", details="")


def forget_video(fact: VideoErased) -> None:
    """A video is gone, and everything under it: whoever waits for an answer hears so."""
    with atomic():
        answer_gone(Report.objects.filter(video_id=fact.video_id))


def forget_words(fact: CommentGone) -> None:
    """Of a comment whose author left nothing is quoted; one that was only deleted may still be looked at."""
    if social.comment_text(fact.comment_id):
        return
    with atomic():
        about = Report.objects.filter(comment_id=fact.comment_id)
        answer_gone(about)
        about.update(quote="")


def _report(reporter_id: int, reason: str, details: str, *, quote: str = "", **about: int) -> bool:
    said = {**read_report(reason, details), "quote": quote}
    nothing = {"video_id": 0, "comment_id": 0, "person_id": 0}
    return keep_report(Report, said, reporter_id=reporter_id, **nothing | about)


def keep_report(model: type[Report | MessageReport], said: Mapping[str, Any], **of: int) -> bool:
    """A report begins, or begins again when somebody says more, whatever was answered: False. What they had
    asked about that answer is over then, since our team looks again anyway. ``of``: who reported what."""
    with atomic():
        earlier = model._default_manager.filter(**of).values_list("decision_id", flat=True).first()
        if earlier:
            drop_question(earlier, of["reporter_id"])
        begins = {"state": "open", "outcome": "", "decision": None}
        _, new = model._default_manager.update_or_create(**of, defaults={**said, **begins})
    return new


def read_report(reason: str, details: str) -> dict[str, str]:
    """What somebody says in a report. Refuses ``unknown_reason``, ``details_too_long``."""
    if reason not in REASONS:
        raise Refusal("unknown_reason", "Please choose one of the reasons.", status=422)
    details = clean(details)
    if len(details) > DETAILS_LENGTH:
        raise Refusal(
            "details_too_long",
            "Please keep it to %(limit)s characters.",
            fields={"limit": DETAILS_LENGTH},
            status=422,
        )
    return {"reason": reason, "details": details}

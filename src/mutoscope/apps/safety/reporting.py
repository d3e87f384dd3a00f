"""Reports: somebody says that a video, a comment or a person should not be here."""

from collections.abc import Iterable

from django.db.models import Q

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.safety.models import Report
from mutoscope.apps.safety.reasons import REASONS
from mutoscope.apps.social import queries as social
from mutoscope.apps.social.contracts import CommentGone
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
    person = accounts.people([person_id]).get(person_id)
    said = (f"@{person.handle}", person.name, accounts.bio(person_id)) if person else ()
    quote = "\n".join(line for line in said if line)
    return _report(reporter_id, reason, details, person_id=person_id, quote=quote)


def dismiss(video_ids: Iterable[int]) -> int:
    """Close reports of videos without doing anything; how many there were."""
    return _close(Q(video_id__in=list(video_ids), comment_id=0))


def dismiss_comments(comment_ids: Iterable[int]) -> int:
    return _close(Q(comment_id__in=list(comment_ids)))


def dismiss_people(person_ids: Iterable[int]) -> int:
    return _close(Q(person_id__in=list(person_ids)))


def forget_person(fact: PersonLeft) -> None:
    """Whoever leaves takes their reports along, and those about them; decisions stay."""
    Report.objects.filter(Q(reporter_id=fact.person_id) | Q(person_id=fact.person_id)).delete()


def forget_words(fact: CommentGone) -> None:
    """Of a comment whose author left nothing is quoted; one that was only deleted may still be looked at."""
    if not social.comment_text(fact.comment_id):
        Report.objects.filter(comment_id=fact.comment_id).update(quote="", state="closed")


def _report(reporter_id: int, reason: str, details: str, *, quote: str = "", **about: int) -> bool:
    said = {**read_report(reason, details), "quote": quote, "state": "open"}
    nothing = {"video_id": 0, "comment_id": 0, "person_id": 0}
    _, new = Report.objects.update_or_create(reporter_id=reporter_id, **nothing | about, defaults=said)
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


def _close(which: Q) -> int:
    return Report.objects.filter(which, state="open").update(state="closed")

"""Reports over HTTP."""

from collections.abc import Callable
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Field, Router, Schema

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.http import answers, encoded, person_of, staff_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.relations import services as relations_door
from mutoscope.apps.safety import queries, services
from mutoscope.apps.safety.contracts import ReportPage
from mutoscope.apps.safety.reasons import REASONS
from mutoscope.apps.social import queries as social
from mutoscope.apps.social.contracts import JUDGING
from mutoscope.apps.videos import queries as videos
from mutoscope.core.policy.life import RESTRICTED
from mutoscope.core.units import from_text, to_text

router = Router(tags=["safety"])


class ReportWish(Schema):
    reason: Annotated[str, Field(max_length=40)]
    details: Annotated[str, Field(max_length=8000)] = ""


class ReportOut(Schema):
    received: bool = True


class ReasonOut(Schema):
    code: str
    title: str


class ReasonsOut(Schema):
    reasons: list[ReasonOut]


@router.get("/report-reasons", response=ReasonsOut)
def list_reasons(request: HttpRequest) -> ReasonsOut:
    """Reasons to choose from, in the reader's language, gravest first."""
    return ReasonsOut(reasons=[ReasonOut(code=code, title=gettext(title)) for code, title in REASONS.items()])


@router.post("/comments/{comment_id}/report", response=ReportOut)
def report_comment(request: HttpRequest, comment_id: str, wish: ReportWish) -> ReportOut:
    person_id, an_id = person_of(request), from_text(comment_id)
    take(f"p{person_id}", "report")
    social.check_may_read(an_id, viewer_of(request))
    services.report_comment(person_id, an_id, wish.reason, wish.details)
    return ReportOut()


@router.put("/comments/{comment_id}/decision")
def take_comment_down(request: HttpRequest, comment_id: str) -> HttpResponse:
    """Our team takes a comment down where it stands: a decision like those made in staff's rooms."""
    staff_id, an_id = _staff_of(request), from_text(comment_id)
    services.take_down_comments([an_id], staff_id)
    return HttpResponse(status=204)


@router.delete("/comments/{comment_id}/decision")
def restore_comment(request: HttpRequest, comment_id: str) -> HttpResponse:
    """Our team changes its mind, which is a decision too: the comment stands where it stood before."""
    staff_id, an_id = _staff_of(request), from_text(comment_id)
    services.put_back_comments([an_id], staff_id)
    return HttpResponse(status=204)


class AppealWish(Schema):
    words: Annotated[str, Field(max_length=8000)]


def _appeal(
    request: HttpRequest, ask: Callable[[int, int, str], object], about: str, wish: AppealWish
) -> HttpResponse:
    person_id, an_id = person_of(request), from_text(about)
    take(f"p{person_id}", "report")
    ask(person_id, an_id, wish.words)
    return HttpResponse(status=204)


@router.post("/comments/{comment_id}/appeal")
def appeal_comment(request: HttpRequest, comment_id: str, wish: AppealWish) -> HttpResponse:
    """Ask our team to look again at what it decided about my comment, in my words; once a decision."""
    return _appeal(request, services.appeal_comment, comment_id, wish)


@router.post("/videos/{video_id}/appeal")
def appeal_video(request: HttpRequest, video_id: str, wish: AppealWish) -> HttpResponse:
    """The same for my video."""
    return _appeal(request, services.appeal_video, video_id, wish)


@router.post("/decisions/{decision_id}/appeal")
def appeal_decision(request: HttpRequest, decision_id: str, wish: AppealWish) -> HttpResponse:
    """The same for my message, or a name I gave a group, that our team took away."""
    return _appeal(request, services.appeal_decision, decision_id, wish)


@router.get("/reports", openapi_extra=answers(ReportPage))
def list_reports(request: HttpRequest, cursor: Annotated[str, Field(max_length=60)] = "") -> HttpResponse:
    """What I reported and what became of it, the newest first."""
    person_of(request)
    return encoded(queries.reports(viewer_of(request), cursor))


@router.post("/reports/{report_id}/appeal")
def appeal_report(request: HttpRequest, report_id: str, wish: AppealWish) -> HttpResponse:
    """Ask our team to look again at something I reported and it found nothing against; once an answer."""
    return _appeal(request, services.appeal_report, report_id, wish)


class AppealStandingOut(Schema):
    video: str
    state: Literal["may", "late", "asked", "kept"]
    """As on a notice."""
    answer: str


class AppealStandingsOut(Schema):
    appeals: list[AppealStandingOut]


@router.get("/appeals", response=AppealStandingsOut)
def list_appeals(request: HttpRequest) -> AppealStandingsOut:
    """Where another look stands at what our team decided about my videos that are held or taken down."""
    person_id = person_of(request)
    mine = [from_text(one.id) for one in videos.drafts(person_id) if one.state in RESTRICTED]
    found = queries.appeals(mine, [], person_id).items()
    return AppealStandingsOut(
        appeals=[
            AppealStandingOut(video=to_text(one), state=look.state, answer=look.answer) for one, look in found
        ]
    )


@router.post("/conversations/{conversation_id}/report", response=ReportOut)
def report_conversation(request: HttpRequest, conversation_id: str, wish: ReportWish) -> ReportOut:
    """The conversation as a whole; our team reads the last few messages of it."""
    return _report_message(request, conversation_id, 0, wish)


@router.post("/conversations/{conversation_id}/name/report", response=ReportOut)
def report_group_name(request: HttpRequest, conversation_id: str, wish: ReportWish) -> ReportOut:
    """What a group is called; our team reads the name and nothing that is said there."""
    person_id, an_id = person_of(request), from_text(conversation_id)
    take(f"p{person_id}", "report")
    services.report_group_name(viewer_of(request), an_id, wish.reason, wish.details)
    return ReportOut()


@router.post("/conversations/{conversation_id}/messages/{message_id}/report", response=ReportOut)
def report_message(
    request: HttpRequest, conversation_id: str, message_id: str, wish: ReportWish
) -> ReportOut:
    """A message; our team reads it with a few around it."""
    return _report_message(request, conversation_id, from_text(message_id), wish)


def _staff_of(request: HttpRequest) -> int:
    """Who of our team asks, if they could decide the same in staff's rooms."""
    return staff_of(request, *JUDGING)


def _report_message(
    request: HttpRequest, conversation_id: str, message_id: int, wish: ReportWish
) -> ReportOut:
    person_id, an_id = person_of(request), from_text(conversation_id)
    take(f"p{person_id}", "report")
    services.report_message(viewer_of(request), an_id, message_id, wish.reason, wish.details)
    return ReportOut()


@router.post("/people/{handle}/report", response=ReportOut)
def report_person(request: HttpRequest, handle: str, wish: ReportWish) -> ReportOut:
    person_id = person_of(request)
    take(f"p{person_id}", "report")
    other = accounts.by_handle(handle)
    if other is None or relations.hides_from(other.id, person_id):
        raise relations_door.nobody()
    relations_door.not_yourself(person_id, other.id)
    services.report_person(person_id, other.id, wish.reason, wish.details)
    return ReportOut()


@router.post("/videos/{video_id}/report", response=ReportOut)
def report_video(request: HttpRequest, video_id: str, wish: ReportWish) -> ReportOut:
    person_id, an_id = person_of(request), from_text(video_id)
    take(f"p{person_id}", "report")
    videos.check_may_view(an_id, viewer_of(request))
    services.report_video(person_id, an_id, wish.reason, wish.details)
    return ReportOut()

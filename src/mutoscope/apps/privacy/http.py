"""One's own data over HTTP: what there is, and leaving."""

from datetime import UTC, datetime
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Field, Router, Schema
from pydantic import StrictBool

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.http import answers, encoded, log_out, person_of, proof_needed, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.privacy import choices, erasing, exporting
from mutoscope.apps.privacy.choices import Privacy
from mutoscope.apps.privacy.import_http import router as imports
from mutoscope.apps.privacy.models import Export
from mutoscope.core.policy.comments import CommentsFor
from mutoscope.core.policy.messages import HearsFrom
from mutoscope.core.policy.reuse import Reuse

router = Router(tags=["privacy"])
router.add_router("", imports)


class PrivacyIn(Schema):
    """What is left out stays as it is."""

    is_private: StrictBool | None = None
    comments_for: CommentsFor | None = None
    allow_downloads: StrictBool | None = None
    allows: Annotated[list[Reuse], Field(max_length=8)] | None = None
    shows_likes: StrictBool | None = None
    hears_from: HearsFrom | None = None
    shows_reading: StrictBool | None = None
    suggested: StrictBool | None = None
    indexed: StrictBool | None = None


class ExportOut(Schema):
    """A copy of somebody's data."""

    state: str
    """making, ready, failed or over"""
    progress: float
    size: int
    asked_ms: int
    expires_ms: int
    """0: not yet known."""
    next_ms: int
    """From when on another one can be asked for."""
    message: str
    """Why it failed."""


class DataOut(Schema):
    amounts: dict[str, int]
    """How much there is, by kind."""
    grace_days: int
    """Days between the wish to leave and the erasure."""
    handle_days: int
    """Days for which nobody else gets the handle afterwards."""
    export: ExportOut | None
    """The newest copy asked for."""


class LinkOut(Schema):
    url: str
    """Opens once, soon."""


class LeavingOut(Schema):
    until: str
    """Day of the erasure, YYYY-MM-DD."""


@router.get("/me/data", response=DataOut)
def my_data(request: HttpRequest) -> DataOut:
    """What there is of me here."""
    person_id = person_of(request)
    return DataOut(
        amounts=erasing.amounts_of(person_id),
        grace_days=settings.CONFIG.leave_grace_days,
        handle_days=settings.CONFIG.handle_kept_days,
        export=_shown(exporting.latest(person_id)),
    )


@router.get("/me/privacy", openapi_extra=answers(Privacy))
def my_privacy(request: HttpRequest) -> HttpResponse:
    """How far I may be met."""
    person_of(request)
    return encoded(choices.of(viewer_of(request)))


@router.patch("/me/privacy", openapi_extra=answers(Privacy))
def change_privacy(request: HttpRequest, wish: PrivacyIn) -> HttpResponse:
    person_id = person_of(request)
    take(f"p{person_id}", "profile")
    choices.change(viewer_of(request), wish.dict())
    return encoded(choices.of(viewer_of(request)))


@router.get("/me/export", response=ExportOut | None)
def my_export(request: HttpRequest) -> ExportOut | None:
    """How far the newest copy is."""
    return _shown(exporting.latest(person_of(request)))


@router.post("/me/export", response=ExportOut)
def prepare_export(request: HttpRequest) -> ExportOut | None:
    """Have a copy of everything prepared; one a day."""
    person_id = person_of(request)
    take(f"p{person_id}", "profile")
    return _shown(exporting.ask(person_id))


@router.post("/me/export/link", response=LinkOut)
def export_link(request: HttpRequest) -> LinkOut:
    """A link to the copy, for whoever has just proved that it is them."""
    person_id = person_of(request)
    take(f"p{person_id}", "profile")
    proof_needed(request)
    return LinkOut(url=exporting.link(person_id))


@router.post("/me/leave", response=LeavingOut)
def leave(request: HttpRequest) -> LeavingOut:
    """Have my account deleted: out of sight at once, erased when the days of grace are over. Logs out."""
    person_id = person_of(request)
    take(f"p{person_id}", "profile")
    proof_needed(request)
    due_ms = accounts.leave(person_id)
    log_out(request)
    return LeavingOut(until=datetime.fromtimestamp(due_ms / 1000, UTC).date().isoformat())


def _shown(row: Export | None) -> ExportOut | None:
    if row is None:
        return None
    return ExportOut(
        state=row.state,
        progress=round(row.progress, 3),
        size=row.size if row.state == "ready" else 0,
        asked_ms=row.asked_ms,
        expires_ms=row.expires_ms,
        next_ms=row.asked_ms + exporting.EVERY_MS if row.state != "failed" else 0,
        message=gettext(row.sentence) if row.sentence else "",
    )

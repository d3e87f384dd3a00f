"""One's own data over HTTP: what there is, and leaving."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router, Schema

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.http import log_out, person_of, proof_needed
from mutoscope.apps.accounts.services import take
from mutoscope.apps.privacy import erasing, exporting
from mutoscope.apps.privacy.models import Export

router = Router(tags=["privacy"])


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

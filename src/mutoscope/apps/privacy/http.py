"""One's own data over HTTP: what there is, and leaving."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Schema

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.http import log_out, person_of, proof_needed
from mutoscope.apps.accounts.services import take
from mutoscope.apps.privacy import erasing

router = Router(tags=["privacy"])


class DataOut(Schema):
    amounts: dict[str, int]
    """How much there is, by kind."""
    grace_days: int
    """Days between the wish to leave and the erasure."""
    handle_days: int
    """Days for which nobody else gets the handle afterwards."""


class LeavingOut(Schema):
    until: str
    """Day of the erasure, YYYY-MM-DD."""


@router.get("/me/data", response=DataOut)
def my_data(request: HttpRequest) -> DataOut:
    """What there is of me here."""
    return DataOut(
        amounts=erasing.amounts_of(person_of(request)),
        grace_days=settings.CONFIG.leave_grace_days,
        handle_days=settings.CONFIG.handle_kept_days,
    )


@router.post("/me/leave", response=LeavingOut)
def leave(request: HttpRequest) -> LeavingOut:
    """Have my account deleted: out of sight at once, erased when the days of grace are over. Logs out."""
    person_id = person_of(request)
    take(f"p{person_id}", "profile")
    proof_needed(request)
    due_ms = accounts.leave(person_id)
    log_out(request)
    return LeavingOut(until=datetime.fromtimestamp(due_ms / 1000, UTC).date().isoformat())

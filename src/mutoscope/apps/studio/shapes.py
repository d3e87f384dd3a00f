"""Shapes that several routes of the studio take."""

from typing import Annotated

import msgspec
from django.http import HttpRequest
from ninja import Field

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.accounts.http import ClientId, person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.core.units import Refusal

Cursor = Annotated[str, Field(max_length=60)]
Revision = Annotated[int, Field(ge=0, le=1 << 31)]

__all__ = ["ClientId", "Cursor", "Revision", "acting", "body_of"]


def acting(request: HttpRequest, rule: str = "studio", cost: int = 1) -> Viewer:
    """Whoever is logged in and asks for something to be done. Refuses log_in_first, slow_down."""
    take(f"p{person_of(request)}", rule, cost)
    return viewer_of(request)


def body_of(request: HttpRequest, kind: type[msgspec.Struct]) -> msgspec.Struct:
    """The body, read by msgspec; refuses bad_input, naming where."""
    try:
        return msgspec.json.decode(request.body, type=kind)
    except (msgspec.ValidationError, msgspec.DecodeError, RecursionError) as error:
        raise Refusal(
            "bad_input",
            "Something in this request is missing or of the wrong kind.",
            fields={"body": str(error)[:200]},
            status=422,
        ) from error

"""What the routes of messages share."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.accounts.http import encoded, person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.messages import queries

Cursor = Annotated[str, Field(max_length=60)]
ClientId = Annotated[str, Field(min_length=8, max_length=40, pattern=r"^[\w-]+$")]
"""The client's own name for what it makes: sent again, it is the same thing."""


def acting(request: HttpRequest, rule: str = "messages") -> Viewer:
    """Who acts, having spent one act under a rule of ``accounts.limits``; refuses ``log_in_first``."""
    take(f"p{person_of(request)}", rule)
    return viewer_of(request)


def shown(viewer: Viewer, conversation_id: int) -> HttpResponse:
    """The conversation as it stands now for whoever asks."""
    return encoded(queries.conversation(conversation_id, viewer))

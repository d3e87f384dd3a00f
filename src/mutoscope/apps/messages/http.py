"""Messages over HTTP: one's conversations here; what is said in one and who is in it in their own files."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from mutoscope.apps.accounts.http import answers, encoded, person_of, viewer_of
from mutoscope.apps.messages import http_groups, http_talk, queries, services
from mutoscope.apps.messages.contracts import (
    ConversationPage,
    ConversationView,
    Friends,
    Unread,
)
from mutoscope.apps.messages.reaching import somebody
from mutoscope.apps.messages.shapes import ClientId, Cursor, acting, shown
from mutoscope.core.units import from_text

router = Router(tags=["messages"])
router.add_router("", http_talk.router)
router.add_router("", http_groups.router)

Name = Annotated[str, Field(max_length=1000)]
Handle = Annotated[str, Field(max_length=60)]


class GroupWish(Schema):
    people: Annotated[list[Handle], Field(max_length=50)]
    name: Name = ""
    client_id: ClientId


class NameWish(Schema):
    name: Name


@router.get("/conversations", openapi_extra=answers(ConversationPage))
def list_conversations(request: HttpRequest, requests: bool = False, cursor: Cursor = "") -> HttpResponse:
    """My conversations, or with ``requests`` what strangers ask; the one spoken in last comes first."""
    person_of(request)
    return encoded(queries.conversations(viewer_of(request), requests=requests, cursor=cursor))


@router.post("/conversations", openapi_extra=answers(ConversationView))
def found(request: HttpRequest, wish: GroupWish) -> HttpResponse:
    """Make a group with people to whom I may write."""
    viewer = acting(request, "group")
    people = [somebody(handle, viewer.person_id) for handle in wish.people]
    return shown(viewer, services.found(viewer, people, wish.name, client_id=wish.client_id))


@router.get("/conversations/{conversation_id}", openapi_extra=answers(ConversationView))
def show_conversation(request: HttpRequest, conversation_id: str) -> HttpResponse:
    person_of(request)
    return shown(viewer_of(request), from_text(conversation_id))


@router.patch("/conversations/{conversation_id}", openapi_extra=answers(ConversationView))
def rename(request: HttpRequest, conversation_id: str, wish: NameWish) -> HttpResponse:
    """Give a group its name."""
    viewer, an_id = acting(request, "group"), from_text(conversation_id)
    services.rename(viewer, an_id, wish.name)
    return shown(viewer, an_id)


@router.delete("/conversations/{conversation_id}")
def clear_conversation(request: HttpRequest, conversation_id: str) -> HttpResponse:
    """Delete a conversation for myself; the others keep it."""
    services.clear(acting(request).person_id, from_text(conversation_id))
    return HttpResponse(status=204)


@router.post("/conversations/{conversation_id}/accept", openapi_extra=answers(ConversationView))
def accept(request: HttpRequest, conversation_id: str) -> HttpResponse:
    """Talk with a stranger who asked."""
    viewer, an_id = acting(request), from_text(conversation_id)
    services.accept(viewer.person_id, an_id)
    return shown(viewer, an_id)


@router.post("/conversations/{conversation_id}/decline")
def decline(request: HttpRequest, conversation_id: str) -> HttpResponse:
    """Don't; they are not told."""
    services.decline(acting(request).person_id, from_text(conversation_id))
    return HttpResponse(status=204)


@router.put("/conversations/{conversation_id}/mute", openapi_extra=answers(ConversationView))
def mute(request: HttpRequest, conversation_id: str) -> HttpResponse:
    return _mute(request, conversation_id, True)


@router.delete("/conversations/{conversation_id}/mute", openapi_extra=answers(ConversationView))
def unmute(request: HttpRequest, conversation_id: str) -> HttpResponse:
    return _mute(request, conversation_id, False)


@router.get("/messages/unread", openapi_extra=answers(Unread))
def unread(request: HttpRequest) -> HttpResponse:
    """How many conversations wait for me: small enough to be asked often."""
    person_of(request)
    return encoded(queries.unread(viewer_of(request)))


@router.get("/messages/friends", openapi_extra=answers(Friends))
def friends(request: HttpRequest, cursor: Annotated[str, Field(max_length=13)] = "") -> HttpResponse:
    """Whom I may write to at once."""
    person_of(request)
    return encoded(queries.friends(viewer_of(request), cursor))


def _mute(request: HttpRequest, conversation_id: str, muted: bool) -> HttpResponse:
    viewer, an_id = acting(request), from_text(conversation_id)
    services.mute(viewer.person_id, an_id, muted)
    return shown(viewer, an_id)

"""What is said in a conversation, over HTTP, and how one comes to talk with somebody."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from mutoscope.apps.accounts.http import answers, encoded, person_of, viewer_of
from mutoscope.apps.messages import queries, services
from mutoscope.apps.messages.contracts import ConversationView, Door, MessagePage, MessageView, Unread
from mutoscope.apps.messages.reaching import somebody
from mutoscope.apps.messages.shapes import ClientId, acting, shown
from mutoscope.core.units import from_text

router = Router(tags=["messages"])

Number = Annotated[int, Field(ge=0, lt=1 << 53)]


class MessageWish(Schema):
    text: Annotated[str, Field(max_length=20_000)] = ""
    """Longer than any message may be: the refusal that names the limit comes from the message itself."""
    video_id: Annotated[str, Field(max_length=13)] = ""
    """A video that is passed on, with or without words."""
    client_id: ClientId


class ReadWish(Schema):
    number: Annotated[int, Field(ge=0, lt=1 << 53, strict=True)]
    """Of the newest message that was shown."""


@router.get("/conversations/{conversation_id}/messages", openapi_extra=answers(MessagePage))
def list_messages(
    request: HttpRequest, conversation_id: str, before: Number = 0, after: Number = 0
) -> HttpResponse:
    """The newest messages, or those older than one number, or newer than one; the oldest first."""
    person_of(request)
    page = queries.messages(from_text(conversation_id), viewer_of(request), before=before, after=after)
    return encoded(page)


@router.post("/conversations/{conversation_id}/messages", openapi_extra=answers(MessageView))
def say(request: HttpRequest, conversation_id: str, wish: MessageWish) -> HttpResponse:
    """Say something in a conversation."""
    viewer, an_id = acting(request, "message"), from_text(conversation_id)
    message_id = services.say(viewer, an_id, wish.text, video_id=_video(wish), client_id=wish.client_id)
    return encoded(queries.message(an_id, message_id, viewer))


@router.delete("/conversations/{conversation_id}/messages/{message_id}")
def unsay(request: HttpRequest, conversation_id: str, message_id: str) -> HttpResponse:
    """Take my own message back, for everybody."""
    services.unsay(acting(request), from_text(conversation_id), from_text(message_id))
    return HttpResponse(status=204)


@router.post("/conversations/{conversation_id}/read", openapi_extra=answers(Unread))
def read(request: HttpRequest, conversation_id: str, wish: ReadWish) -> HttpResponse:
    """I have read everything up to here; what waits elsewhere."""
    viewer = acting(request)
    services.read(viewer.person_id, from_text(conversation_id), wish.number)
    return encoded(queries.unread(viewer))


@router.get("/people/{handle}/conversation", openapi_extra=answers(Door))
def door(request: HttpRequest, handle: str) -> HttpResponse:
    """How I come to talk with somebody."""
    me = person_of(request)
    return encoded(queries.door(somebody(handle, me), viewer_of(request)))


@router.post("/people/{handle}/messages", openapi_extra=answers(ConversationView))
def write_to(request: HttpRequest, handle: str, wish: MessageWish) -> HttpResponse:
    """Write to somebody, or ask a stranger whether one may; the conversation."""
    viewer = acting(request, "message")
    other_id = somebody(handle, viewer.person_id)
    conversation_id, _ = services.write_to(
        viewer, other_id, wish.text, video_id=_video(wish), client_id=wish.client_id
    )
    return shown(viewer, conversation_id)


def _video(wish: MessageWish) -> int:
    return from_text(wish.video_id) if wish.video_id else 0

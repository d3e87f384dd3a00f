"""Who is in a group, over HTTP."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from mutoscope.apps.accounts.http import answers
from mutoscope.apps.messages import services
from mutoscope.apps.messages.contracts import ConversationView
from mutoscope.apps.messages.reaching import anybody, somebody
from mutoscope.apps.messages.shapes import acting, shown
from mutoscope.core.units import from_text

router = Router(tags=["messages"])


@router.put("/conversations/{conversation_id}/members/{handle}", openapi_extra=answers(ConversationView))
def add(request: HttpRequest, conversation_id: str, handle: str) -> HttpResponse:
    """Take somebody into the group."""
    viewer, an_id = acting(request, "group"), from_text(conversation_id)
    services.add(viewer, an_id, somebody(handle, viewer.person_id))
    return shown(viewer, an_id)


@router.delete("/conversations/{conversation_id}/members/{handle}", openapi_extra=answers(ConversationView))
def remove(request: HttpRequest, conversation_id: str, handle: str) -> HttpResponse:
    """Put somebody out of the group that I made, whether or not we blocked each other."""
    viewer, an_id = acting(request, "group"), from_text(conversation_id)
    services.remove(viewer, an_id, anybody(handle))
    return shown(viewer, an_id)


@router.post("/conversations/{conversation_id}/leave")
def leave(request: HttpRequest, conversation_id: str) -> HttpResponse:
    services.leave(acting(request, "group"), from_text(conversation_id))
    return HttpResponse(status=204)

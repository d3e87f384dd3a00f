"""Over HTTP: what looks or sounds like what, and what its people say of it."""

from collections.abc import Callable
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.accounts.http import answers, encoded, person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.likeness import queries, services
from mutoscope.apps.likeness.contracts import LikenessPage, LikenessView
from mutoscope.core.units import Refusal, from_text

router = Router(tags=["likeness"])


@router.get("/likenesses", openapi_extra=answers(LikenessPage))
def list_likenesses(
    request: HttpRequest, side: Literal["mine", "uses"] = "mine", cursor: str = ""
) -> HttpResponse:
    """Videos of mine that look like a part of somebody else's earlier one; with ``side=uses`` later ones that
    look like a part of mine. Only where I may see both; newest first."""
    person_of(request)
    return encoded(queries.page(viewer_of(request), side, cursor))


@router.post("/likenesses/{likeness_id}/confirm", openapi_extra=answers(LikenessView))
def confirm_likeness(request: HttpRequest, likeness_id: str) -> HttpResponse:
    """My video holds a part of it: it names it from now on."""
    return _did(request, likeness_id, services.confirm)


@router.post("/likenesses/{likeness_id}/deny", openapi_extra=answers(LikenessView))
def deny_likeness(request: HttpRequest, likeness_id: str) -> HttpResponse:
    """It is no part of it, or mine to begin with: nobody is asked about the two again."""
    return _did(request, likeness_id, services.deny)


@router.post("/likenesses/{likeness_id}/withdraw", openapi_extra=answers(LikenessView))
def withdraw_likeness(request: HttpRequest, likeness_id: str) -> HttpResponse:
    """I said that my video holds a part of it, and take that back: it does not name it any more."""
    return _did(request, likeness_id, services.withdraw)


@router.post("/likenesses/{likeness_id}/ask", openapi_extra=answers(LikenessView))
def ask_about_likeness(request: HttpRequest, likeness_id: str) -> HttpResponse:
    """Ask the team whether somebody's video holds a part of mine."""
    return _did(request, likeness_id, services.ask_team)


def _did(request: HttpRequest, likeness_id: str, act: Callable[[Viewer, int], None]) -> HttpResponse:
    take(f"p{person_of(request)}", "likeness")
    viewer, an_id = viewer_of(request), from_text(likeness_id)
    act(viewer, an_id)
    view = queries.one(viewer, an_id)
    if view is None:
        raise Refusal("no_such_likeness", "There is nothing to answer here (any more).", status=404)
    return encoded(view)

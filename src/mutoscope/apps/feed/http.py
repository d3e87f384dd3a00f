"""The feed over HTTP: pages out, events in. Anybody may use it; answers are bytes encoded by msgspec."""

from typing import Annotated, Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Field, Router

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts.http import answers, asker, encoded, person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.feed import services
from mutoscope.apps.feed.contracts import EventsTaken, FeedPage, Suggestions
from mutoscope.apps.feed.events import EventIn
from mutoscope.apps.feed.reading import bad_wish, read
from mutoscope.apps.feed.steering_http import router as steering
from mutoscope.apps.videos.contracts import CardPage
from mutoscope.core.units import Refusal, from_text

router = Router(tags=["feed"])
router.add_router("", steering)

_Id = Annotated[str, msgspec.Meta(max_length=13)]


class PageWish(msgspec.Struct, frozen=True):
    have: Annotated[tuple[_Id, ...], msgspec.Meta(max_length=100)] = ()
    """Videos the player still holds unseen."""
    size: Annotated[int, msgspec.Meta(ge=1, le=20)] = 8
    met: Annotated[tuple[_Id, ...], msgspec.Meta(max_length=1000)] = ()
    """Videos it showed in a mode in which the server remembers nothing, the first one first."""


class Batch(msgspec.Struct, frozen=True):
    events: list[Any]


@router.post("/feed/page", openapi_extra=answers(FeedPage, PageWish))
def page(request: HttpRequest) -> HttpResponse:
    """The next page for whoever asks."""
    wish = read(request, _wish, bad_wish)
    take(asker(request), "page")
    have, met = ([from_text(one) for one in some] for some in (wish.have, wish.met))
    return encoded(services.next_page(viewer_of(request), have, wish.size, met))


Cursor = Annotated[str, Field(max_length=40)]
Size = Annotated[int, Field(ge=1, le=20)]


@router.get("/feed/following", openapi_extra=answers(CardPage))
def following(request: HttpRequest, cursor: Cursor = "", size: Size = 8) -> HttpResponse:
    """The newest videos of those I follow, without any ranking."""
    person_of(request)
    take(asker(request), "page")
    return encoded(services.following(viewer_of(request), cursor, size))


@router.get("/feed/newest", openapi_extra=answers(CardPage))
def newest(request: HttpRequest, cursor: Cursor = "", size: Size = 8) -> HttpResponse:
    """The newest videos in my language, without any ranking: nothing I watched is looked at."""
    take(asker(request), "page")
    return encoded(services.newest(viewer_of(request), cursor, size))


@router.get("/suggestions", openapi_extra=answers(Suggestions))
def list_suggestions(request: HttpRequest) -> HttpResponse:
    """People I might like to follow, each with the reason; one short list."""
    person_of(request)
    take(asker(request), "page")
    return encoded(services.suggestions(viewer_of(request)))


class _Sent(msgspec.Struct, frozen=True):
    events: list[EventIn]


@router.post("/feed/events", openapi_extra=answers(EventsTaken, _Sent))
def events(request: HttpRequest) -> HttpResponse:
    """What happened on the screen, in batches; sent twice it counts once. Any content type will do, because a
    page that is being left may only send text."""
    batch = read(request, _batch, _bad_batch)
    take(asker(request), "events", max(1, len(batch.events)))
    return encoded(services.take_events(viewer_of(request), batch.events, now_ms(), _country(request)))


def _country(request: HttpRequest) -> str:
    """Where the operator's proxy says that this comes from; empty: there is none, or it does not know."""
    header = settings.CONFIG.country_header
    said = request.headers.get(header, "").upper() if header else ""
    return said if len(said) == 2 and said.isascii() and said.isalpha() and said != "XX" else ""


def _bad_batch(_why: str) -> Refusal:
    return Refusal("bad_batch", "This can't be read as a list of events.", status=422)


_wish = msgspec.json.Decoder(PageWish)
_batch = msgspec.json.Decoder(Batch)

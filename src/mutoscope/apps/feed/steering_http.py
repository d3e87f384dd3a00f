"""Steering the feed over HTTP. Everybody may steer their own, with or without an account."""

from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from pydantic import StrictBool

from mutoscope.apps.accounts.http import ClientId, answer_learning, answers, asker, encoded, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.feed import parameters, profiles, steering
from mutoscope.apps.feed.contracts import (
    ChoicesIn,
    FeedChoices,
    Imported,
    InterestProfile,
    MainParameters,
    Topics,
    Why,
)
from mutoscope.apps.feed.reading import bad_wish, body_of, read
from mutoscope.core.units import from_text

router = Router(tags=["feed"])
_choices = msgspec.json.Decoder(ChoicesIn)


class ResetIn(Schema):
    keep_seen: StrictBool = False
    """What was met already is not shown as new again."""
    client_id: Annotated[ClientId, Field(min_length=8, max_length=64)]
    """Made by the client: sent twice, it happens once."""


class DoneOut(Schema):
    done: bool = True


@router.get("/feed/choices", openapi_extra=answers(FeedChoices))
def choices(request: HttpRequest) -> HttpResponse:
    """What I chose about my feed."""
    take(asker(request), "steer")
    return encoded(steering.choices(viewer_of(request)))


@router.patch("/feed/choices", openapi_extra=answers(FeedChoices, ChoicesIn))
def steer(request: HttpRequest) -> HttpResponse:
    """Change it. Without an account, a no to learning also makes the feed forget this browser."""
    wish = read(request, _choices, bad_wish)
    take(asker(request), "steer")
    if wish.learning is not None and not viewer_of(request).person_id:
        if not wish.learning and viewer_of(request).learning == "yes":
            take(asker(request), "restart")
            _clear(request)
        answer_learning(request, wish.learning)
    return encoded(steering.steer(viewer_of(request), wish))


@router.post("/feed/reset", response=DoneOut)
def reset(request: HttpRequest, wish: ResetIn) -> DoneOut:
    """Let the feed forget me. A browser without an account also gets a new name."""
    take(asker(request), "restart")
    viewer = viewer_of(request)
    if viewer.person_id or wish.keep_seen:
        steering.reset(viewer, keep_seen=wish.keep_seen, client_id=wish.client_id)
    else:
        _clear(request)
    return DoneOut()


@router.get("/feed/why/{video_id}", openapi_extra=answers(Why))
def why(request: HttpRequest, video_id: str) -> HttpResponse:
    """Why a video was shown to me, from the record of that showing."""
    take(asker(request), "steer")
    return encoded(steering.why(viewer_of(request), from_text(video_id)))


@router.get("/feed/topics", openapi_extra=answers(Topics))
def topics(request: HttpRequest) -> HttpResponse:
    """What there is to like here."""
    take(asker(request), "steer")
    return encoded(steering.topics(viewer_of(request)))


@router.get("/feed/profile", openapi_extra=answers(InterestProfile))
def profile(request: HttpRequest) -> HttpResponse:
    """What the feed believes of me; also the file to carry away."""
    take(asker(request), "steer")
    return encoded(profiles.interest_profile(viewer_of(request)))


@router.post("/feed/profile", openapi_extra=answers(Imported, InterestProfile))
def bring(request: HttpRequest) -> HttpResponse:
    """Begin with the interests of a profile from here or elsewhere."""
    take(asker(request), "restart")
    return encoded(profiles.import_profile(viewer_of(request), profiles.read_profile(body_of(request))))


@router.get("/feed/parameters", openapi_extra=answers(MainParameters))
def main_parameters(request: HttpRequest) -> HttpResponse:
    """What decides what I am shown, as it runs now."""
    take(asker(request), "steer")
    return encoded(parameters.main_parameters())


def _clear(request: HttpRequest) -> None:
    """Forget a browser: under its name nothing is left, and it has another one from now on."""
    viewer = viewer_of(request)
    steering.clear(viewer.key)
    answer_learning(request, viewer.learning == "yes", anew=True)

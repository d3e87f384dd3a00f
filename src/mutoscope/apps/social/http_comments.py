"""Comments over HTTP."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from msgspec import structs
from ninja import Field, Router, Schema
from pydantic import StrictBool

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.accounts.http import acts, answers, encoded, person_of, viewer_of
from mutoscope.apps.accounts.services import take
from mutoscope.apps.social import queries, services
from mutoscope.apps.social.contracts import (
    JUDGING,
    CommentPage,
    CommentPlace,
    Editions,
    ReplyPage,
    SieveView,
    WaitingPage,
)
from mutoscope.core.units import from_text

router = Router(tags=["comments"])

Cursor = Annotated[str, Field(max_length=60)]
Words = Annotated[str, Field(max_length=20_000)]
"""Longer than any comment may be: the refusal that names the limit comes from the comment itself."""
Sort = Literal["best", "newest"]


class CommentWish(Schema):
    text: Words
    parent_id: Annotated[str, Field(max_length=13)] = ""
    """The comment that is answered."""
    client_id: Annotated[str, Field(min_length=8, max_length=40, pattern=r"^[\w-]+$")]
    """The client's own name for this comment: sent again, it is the same comment."""


class EditWish(Schema):
    text: Words


class SieveWish(Schema):
    words: Annotated[list[Annotated[str, Field(max_length=4000)]], Field(max_length=500)]
    everything: StrictBool


class LikesOut(Schema):
    likes: int


class PinOut(Schema):
    pinned: bool


@router.get("/videos/{video_id}/comments", openapi_extra=answers(CommentPage))
def list_comments(
    request: HttpRequest, video_id: str, sort: Sort = "best", cursor: Cursor = ""
) -> HttpResponse:
    """A page of the comments under a video that answer nobody; the pinned one comes with the first."""
    return encoded(queries.comments(from_text(video_id), reader_of(request), sort, cursor))


@router.post("/videos/{video_id}/comments", openapi_extra=answers(CommentPlace))
def write_comment(request: HttpRequest, video_id: str, wish: CommentWish) -> HttpResponse:
    """Comment on a video, or answer a comment."""
    person_id, viewer = person_of(request), reader_of(request)
    take(f"p{person_id}", "comment")
    parent_id = from_text(wish.parent_id) if wish.parent_id else 0
    place = services.comment(
        viewer, from_text(video_id), wish.text, parent_id=parent_id, client_id=wish.client_id
    )
    return encoded(place)


@router.get("/comments/{comment_id}", openapi_extra=answers(CommentPlace))
def show_comment(request: HttpRequest, comment_id: str) -> HttpResponse:
    """A comment with the top comment of its thread, for whoever follows a link to it."""
    return encoded(queries.place(from_text(comment_id), reader_of(request)))


@router.patch("/comments/{comment_id}", openapi_extra=answers(CommentPlace))
def edit_comment(request: HttpRequest, comment_id: str, wish: EditWish) -> HttpResponse:
    """Change one's own words; what they were stays readable."""
    person_id, an_id = person_of(request), from_text(comment_id)
    take(f"p{person_id}", "edit")
    services.edit(reader_of(request), an_id, wish.text)
    return encoded(queries.place(an_id, reader_of(request)))


@router.delete("/comments/{comment_id}")
def delete_comment(request: HttpRequest, comment_id: str) -> HttpResponse:
    """Delete a comment; for ten minutes whoever did can bring it back."""
    person_of(request)
    services.delete(reader_of(request), from_text(comment_id))
    return HttpResponse(status=204)


@router.post("/comments/{comment_id}/restore", openapi_extra=answers(CommentPlace))
def restore_comment(request: HttpRequest, comment_id: str) -> HttpResponse:
    """Bring back what one deleted just now."""
    person_of(request)
    an_id = from_text(comment_id)
    services.bring_back(reader_of(request), an_id)
    return encoded(queries.place(an_id, reader_of(request)))


@router.post("/comments/{comment_id}/approve", openapi_extra=answers(CommentPlace))
def approve_comment(request: HttpRequest, comment_id: str) -> HttpResponse:
    """Let a comment that waits under one's own video be read by others."""
    take(f"p{person_of(request)}", "edit")
    an_id = from_text(comment_id)
    services.approve(reader_of(request), an_id)
    return encoded(queries.place(an_id, reader_of(request)))


@router.put("/videos/{video_id}/answer/{comment_id}")
def answer_by_video(request: HttpRequest, video_id: str, comment_id: str) -> HttpResponse:
    """Let my video answer a comment under another video of mine, before it is published or after."""
    take(f"p{person_of(request)}", "edit")
    services.answer_by_video(reader_of(request), from_text(video_id), from_text(comment_id))
    return HttpResponse(status=204)


@router.delete("/videos/{video_id}/answer")
def answer_nothing(request: HttpRequest, video_id: str) -> HttpResponse:
    person_id = person_of(request)
    take(f"p{person_id}", "edit")
    services.answer_nothing(person_id, from_text(video_id))
    return HttpResponse(status=204)


@router.get("/comments-waiting", openapi_extra=answers(WaitingPage))
def list_waiting(request: HttpRequest, cursor: Cursor = "") -> HttpResponse:
    """Comments under my videos that wait for me to look at them, the newest first."""
    person_of(request)
    return encoded(queries.waiting(reader_of(request), cursor))


@router.get("/me/comments", openapi_extra=answers(SieveView))
def show_sieve(request: HttpRequest) -> HttpResponse:
    """Which comments under my videos wait until I have looked."""
    return encoded(queries.sieve_of(person_of(request)))


@router.put("/me/comments", openapi_extra=answers(SieveView))
def set_sieve(request: HttpRequest, wish: SieveWish) -> HttpResponse:
    """Choose them; comments that are there already stay as they are."""
    person_id = person_of(request)
    take(f"p{person_id}", "edit")
    services.set_sieve(person_id, wish.words, wish.everything)
    return encoded(queries.sieve_of(person_id))


@router.get("/comments/{comment_id}/replies", openapi_extra=answers(ReplyPage))
def list_replies(request: HttpRequest, comment_id: str, cursor: Cursor = "") -> HttpResponse:
    """A page of the answers below a comment, the oldest first."""
    return encoded(queries.replies(from_text(comment_id), reader_of(request), cursor))


@router.get("/comments/{comment_id}/editions", openapi_extra=answers(Editions))
def list_editions(request: HttpRequest, comment_id: str) -> HttpResponse:
    """What a comment says and what it said before."""
    return encoded(queries.editions(from_text(comment_id), reader_of(request)))


@router.put("/comments/{comment_id}/like", response=LikesOut)
def like_comment(request: HttpRequest, comment_id: str) -> LikesOut:
    take(f"p{person_of(request)}", "like")
    return LikesOut(likes=services.like_comment(reader_of(request), from_text(comment_id)))


@router.delete("/comments/{comment_id}/like", response=LikesOut)
def unlike_comment(request: HttpRequest, comment_id: str) -> LikesOut:
    take(f"p{person_of(request)}", "like")
    return LikesOut(likes=services.unlike_comment(reader_of(request), from_text(comment_id)))


@router.put("/comments/{comment_id}/pin", response=PinOut)
def pin_comment(request: HttpRequest, comment_id: str) -> PinOut:
    """Put a comment above all others under one's own video."""
    take(f"p{person_of(request)}", "edit")
    services.pin(reader_of(request), from_text(comment_id))
    return PinOut(pinned=True)


@router.delete("/comments/{comment_id}/pin", response=PinOut)
def unpin_comment(request: HttpRequest, comment_id: str) -> PinOut:
    take(f"p{person_of(request)}", "edit")
    services.unpin(reader_of(request), from_text(comment_id))
    return PinOut(pinned=False)


def reader_of(request: HttpRequest) -> Viewer:
    """Who asks, and whether our team's decisions about comments are open to them: no button that refuses."""
    viewer = viewer_of(request)
    return structs.replace(viewer, judges=True) if viewer.is_staff and acts(request, *JUDGING) else viewer

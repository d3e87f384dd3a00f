"""A small world of videos: files to send, and rows for stories that are not about how videos are made."""

import hashlib
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from django.conf import settings
from tests.apps.accounts.people import Browser

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts_seen
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.videos import objects, services
from mutoscope.apps.videos.changes import bake
from mutoscope.apps.videos.models import Rendition, Video
from mutoscope.core.units import from_text

_numbers = count(1)
FILM = bytes(range(256)) * 1200
"""Stands for an MP4 where nobody looks inside."""


@dataclass
class Person:
    id: int
    handle: str

    @property
    def viewer(self) -> Viewer:
        found = accounts_seen.viewer(self.id)
        assert found is not None
        return found


def person(handle: str = "", *, is_private: bool = False) -> Person:
    handle = handle or f"person{next(_numbers)}"
    made = Person(accounts.make_person(handle), handle)
    if is_private:
        accounts.change_profile(made.id, is_private=True)
    return made


def browser_of(who: Person) -> Browser:
    """A browser in which this person is logged in (without the second that hashing a password takes)."""
    browser = Browser()
    browser.client.force_login(Account.objects.get(id=who.id), backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser


def nobody() -> Viewer:
    """A browser without an account."""
    return Viewer("a0123456789abcdef", 0, 0, "en")


def send(who: Person, data: bytes, folder: Path, name: str = "one") -> int:
    """Everything the media process does with a whole file, without the wire."""
    ticket = services.start_upload(who.id, len(data), name)
    part = folder / name
    part.write_bytes(data)
    services.seal_upload(from_text(ticket.upload_id), hashlib.sha256(data).hexdigest(), part)
    return from_text(ticket.video_id)


def state(video_id: int) -> str:
    return Video.objects.get(id=video_id).state


def video(
    creator: Person,
    *,
    state: str = "published",
    audience: str = "everyone",
    caption: str = "",
    tags: tuple[str, ...] = (),
    film: bytes = FILM,
) -> int:
    """A video that stands in ``state``, with one rendition and a poster whose bytes are made up."""
    made = Video.objects.create(
        creator_id=creator.id,
        state=state,
        submitted=state not in ("uploading", "received", "probed"),
        audience=audience,
        caption=caption,
        tags=list(tags),
        duration_ms=5000,
        width=720,
        height=1280,
        original=objects.keep_bytes(b"original of " + film[:2000]),
        original_size=0,
        published_ms=now_ms() if state in ("published", "optimised") else 0,
    )
    for role, name, mime, data in (
        ("quick", "quick-1.mp4", "video/mp4", film),
        ("poster", "poster-1.webp", "image/webp", b"RIFF poster" + film[:100]),
    ):
        Rendition.objects.create(
            video=made,
            role=role,
            name=name,
            object_key=objects.keep_bytes(data),
            mime=mime,
            codecs="avc1.64001f,mp4a.40.2" if role == "quick" else "",
            width=720,
            height=1280,
            kbps=500,
            size=len(data),
            head_bytes=min(len(data), 1000),
        )
    bake(made)
    made.save()
    return made.id

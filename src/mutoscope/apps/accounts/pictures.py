"""Avatars: checked, drawn anew, kept by hash, forgotten when replaced.

What a camera wrote beside the picture is gone.
"""

import hashlib
import logging
import re
import secrets
from functools import cache

from django.conf import settings
from django.db import transaction

from mutoscope.adapters.ffmpeg import Fault, accept_no_jail, image
from mutoscope.adapters.objects import ObjectStore, open_store
from mutoscope.apps.accounts.contracts import AvatarDrawn, AvatarDropped
from mutoscope.apps.accounts.models import Person
from mutoscope.apps.flow import services as flow
from mutoscope.core.units import Refusal

MAX_BYTES = 8 * 1024 * 1024
MAX_SIDE = 512
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)

log = logging.getLogger(__name__)
accept_no_jail(settings.CONFIG.accept_no_jail)


def set_avatar(person_id: int, picture: bytes) -> None:
    """Make ``picture`` somebody's avatar; refuses too_large, not_a_picture, cannot_look_now, and
    what the jail refuses."""
    if len(picture) > MAX_BYTES:
        raise too_large()
    if not _looks_like_a_picture(picture):
        raise Refusal(
            "not_a_picture",
            "This is not a picture that we can use: take a JPEG, PNG or WebP one.",
            status=422,
        )
    # What follows the end of a WebP is read by nobody: two people with one picture have two objects, so one
    # can be forgotten without a look at the other, and a new one is never the one being deleted.
    drawn = _redraw(picture) + secrets.token_bytes(16)
    key = hashlib.sha256(drawn).hexdigest()
    flow.record(AvatarDrawn(object_key=key))
    _store().put_bytes(drawn)
    _replace(person_id, key)


def remove_avatar(person_id: int) -> None:
    """Go without an avatar."""
    _replace(person_id, "")


def read_avatar(key: str) -> bytes | None:
    """The picture with this hash, if it is an avatar now; nothing else of the store can be had with it."""
    if not _HASH.fullmatch(key) or not Person.objects.filter(avatar_object=key, is_active=True).exists():
        return None
    store = _store()
    return bytes(store.read(key, 0, store.size(key)))


def too_large() -> Refusal:
    return Refusal("too_large", "This picture is too large: at most 8 MB, please.", status=413)


def _looks_like_a_picture(data: bytes) -> bool:
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    )


def _redraw(picture: bytes) -> bytes:
    try:
        return image.reencode(picture, MAX_SIDE)
    except Fault as fault:
        log.exception("no picture can be looked at")
        raise Refusal(
            "cannot_look_now",
            "We can't look at pictures just now. The fault is ours; please try again later.",
            status=503,
        ) from fault
    except Refusal as refused:
        if refused.code != "too_large_picture":
            raise
        raise Refusal(  # the jail's sentence speaks of exporting a video
            "too_large_picture", "This picture has too many pixels. Please choose a smaller one.", status=422
        ) from None


def _replace(person_id: int, key: str) -> None:
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(id=person_id).only("avatar_object").first()
        if person is None:
            return
        Person.objects.filter(id=person_id).update(avatar_object=key)
        if person.avatar_object:
            flow.record(AvatarDropped(object_key=person.avatar_object))


@cache
def _store() -> ObjectStore:
    return open_store(settings.CONFIG.objects_url)

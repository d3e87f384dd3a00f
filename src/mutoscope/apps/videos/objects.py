"""The object store of this installation, and whose turn it is to be forgotten; avatars are swept with films.

Every key is written down before its bytes are put, and its time is renewed whenever somebody refers to it.
The sweep deletes what nobody refers to, some time later, inside the transaction that deletes the row, so that
whoever wants the same bytes at that very moment waits and then puts them again.
"""

import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from mutoscope.adapters.clock import now_ms
from mutoscope.adapters.objects import ObjectStore, hash_of, open_store
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.videos.models import KeptObject, Rendition, Sound, Video

GRACE_MS = 60 * 60 * 1000
"""How long an object nobody refers to is kept: longer than any job between putting and referring."""

_others: list[Callable[[str], bool]] = []


def ask_before_sweeping(is_needed: Callable[[str], bool]) -> None:
    """Who else needs an object is known further up the ladder: that app says here how to ask, when it
    starts."""
    _others.append(is_needed)


@cache
def store() -> ObjectStore:
    return open_store(settings.CONFIG.objects_url)


def keep_file(path: Path, sha256: str = "") -> str:
    """Put a file that will not change any more; its key."""
    sha256 = sha256 or hash_of(path)
    _touch(sha256)
    return store().put_file(path, sha256=sha256)


def keep_files(paths: Sequence[Path]) -> list[str]:
    """Put files that will not change any more; their keys, written down in one transaction."""
    keys = [hash_of(path) for path in paths]
    with transaction.atomic():
        for key in keys:
            _touch(key)
    return [store().put_file(path, sha256=key) for path, key in zip(paths, keys, strict=True)]


def keep_bytes(data: bytes) -> str:
    """Put bytes; their key."""
    _touch(hashlib.sha256(data).hexdigest())
    return store().put_bytes(data)


class Swept(Exception):
    """An object was deleted between its put and its first use; the work that made it must run again."""


def refer(*keys: str) -> None:
    """Say, in the transaction that refers to these objects, that they are needed; raises Swept."""
    wanted = {key for key in keys if key}
    if KeptObject.objects.filter(key__in=wanted).update(touched_ms=now_ms()) < len(wanted):
        raise Swept(", ".join(sorted(wanted)))


def forget_soon(*keys: str) -> None:
    """Let the next sweep delete these objects if nobody refers to them then; in the caller's transaction."""
    KeptObject.objects.filter(key__in=[key for key in keys if key]).update(touched_ms=0)


def expect(key: str) -> None:
    """Somebody else puts an object that is swept with ours: ``_is_needed`` knows whose it is.

    Told late, it may be news of an object that was dropped meanwhile: what is known already stays as it is.
    """
    KeptObject.objects.get_or_create(key=key, defaults={"touched_ms": now_ms()})


def drop(key: str) -> None:
    """As ``forget_soon``, for an object that may never have been written down."""
    KeptObject.objects.update_or_create(key=key, defaults={"touched_ms": 0})


def sweep(now: int | None = None, *, most: int = 500) -> int:
    """Delete objects that nobody refers to; how many."""
    before = (now or now_ms()) - GRACE_MS
    candidates = KeptObject.objects.filter(touched_ms__lt=before).order_by("touched_ms")[:most]
    return sum(_sweep_one(kept.key, before) for kept in candidates)


def tidy() -> int:
    """Remove what was left of puts whose process was killed; how many."""
    return store().tidy()


def _touch(key: str) -> None:
    KeptObject.objects.update_or_create(key=key, defaults={"touched_ms": now_ms()})


def _sweep_one(key: str, before: int) -> bool:
    with transaction.atomic():
        kept = KeptObject.objects.select_for_update().filter(key=key, touched_ms__lt=before).first()
        if kept is None:
            return False
        if _is_needed(key):
            kept.touched_ms = now_ms()  # do not look again at every sweep
            kept.save(update_fields=["touched_ms"])
            return False
        store().delete(key)
        kept.delete()
    return True


def _is_needed(key: str) -> bool:
    return (
        Rendition.objects.filter(object_key=key).exists()
        or Video.objects.filter(original=key).exists()
        or Sound.objects.filter(object_key=key).exists()
        or accounts.is_avatar(key)
        or any(is_needed(key) for is_needed in _others)
    )

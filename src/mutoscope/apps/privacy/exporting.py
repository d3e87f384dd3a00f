"""A copy of everything that is somebody's: asked for, made by a job, fetched through a link that works once.

    making --job--> ready --7 days--> over
       |
       +-----> failed (no room): may be asked for again

A job that is killed starts over; what it had written is forgotten. The file lies in the object store, whose
other objects know nothing of it: it is deleted here when its days are over, unless the same copy comes in
again.
"""

import errno
import hashlib
import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.db.models import QuerySet
from django.db.transaction import atomic
from django.utils import translation
from django.utils.translation import gettext_noop as _

from mutoscope.adapters.clock import now_ms
from mutoscope.adapters.objects import hash_of
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts import services as people
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import Effects, JobControl, Stopped
from mutoscope.apps.notices import services as notices
from mutoscope.apps.privacy import parts
from mutoscope.apps.privacy.archive import Archive
from mutoscope.apps.privacy.contracts import Fetchable
from mutoscope.apps.privacy.keeping import let_go
from mutoscope.apps.privacy.models import Export
from mutoscope.apps.privacy.pages import Page
from mutoscope.apps.studio import queries as studio
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services as store_keeper
from mutoscope.apps.videos.contracts import File
from mutoscope.core.units import DAY_MS, HOUR_MS, Refusal, to_text

KEPT_MS = 7 * DAY_MS
"""How long a copy can be fetched."""
EVERY_MS = DAY_MS
"""How long after one copy the next may be asked for."""
LINK_MS = 15 * 60_000
"""How long a link that nobody used works."""
RESUMED_MS = 6 * HOUR_MS
"""How long a download that broke off may go on."""
NO_ROOM = _("There was no room on the server to prepare your copy. Please try again tomorrow.")
BROKEN = _("Your copy could not be prepared. The fault is ours; please try again later.")
_TEXTS_WEIGH = 4 << 20
"""Bytes that everything besides films counts for in the progress."""


def ask(person_id: int) -> Export:
    """Have a copy prepared; asking while one is prepared is asking once. Refuses export_today."""
    from mutoscope.apps.privacy import tasks  # tasks need what is here

    with atomic():
        people.hold_still(person_id)
        last = latest(person_id)
        if last is not None and last.state == "making":
            return last
        if last is not None and last.state != "failed" and (wait := last.asked_ms + EVERY_MS - now_ms()) > 0:
            raise Refusal(
                "export_today",
                "There is a copy of today already. You can prepare another one tomorrow.",
                fields={"retry_after": wait // 1000 + 1},
                status=429,
            )
        row = Export.objects.create(person_id=person_id)
        flow.enqueue_once(tasks.export, str(row.id), row.id)
        return row


def latest(person_id: int) -> Export | None:
    """The newest copy that somebody asked for."""
    return Export.objects.filter(person_id=person_id).order_by("-id").first()


def make(export_id: int, control: JobControl) -> Effects | None:
    """Write the copy and put it into the store; what follows becomes true with the end of the job."""
    row = _wanted(export_id).first()
    person = _account_of(row.person_id) if row else None
    if row is None or person is None:
        return None
    let_go(row.object_key, row.id, now_ms())  # of an attempt before this one that came so far
    try:
        with store_keeper.work_folder() as folder:
            path = folder / "copy.zip"
            with translation.override(person.language):
                _write(path, row, person, control)
            size = path.stat().st_size
            sha256 = hash_of(path)
            if not _wanted(row.id).update(object_key=sha256, size=size):
                return None
            store_keeper.store().put_file(path, sha256=sha256)
            if not _wanted(row.id).exists():  # they left meanwhile, and the sweep may have been by
                let_go(sha256, row.id, now_ms())
                return None
    except _Full:
        return lambda: _fail(row, NO_ROOM)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        return lambda: _fail(row, NO_ROOM)
    return lambda: _became_ready(row, person)


def _wanted(export_id: int) -> QuerySet[Export]:
    """The row of a copy that somebody waits for."""
    return Export.objects.filter(id=export_id, state="making").exclude(person_id=0)


def _account_of(person_id: int) -> Any:
    """The account part of a copy: it also says in whose language the rest is written."""
    return next(iter(accounts.export_of(person_id)["account"]), None)


def give_up(export_id: int) -> None:
    """Its job was given up."""
    row = Export.objects.filter(id=export_id, state="making").first()
    if row is not None:
        _fail(row, BROKEN)


def link(person_id: int) -> str:
    """An address under which the copy can be fetched once, soon; the one before ends.

    The caller has asked for a proof. Refuses no_export.
    """
    token = secrets.token_urlsafe(24)
    ready = Export.objects.filter(person_id=person_id, state="ready", expires_ms__gt=now_ms())
    row = ready.order_by("-id").first()
    if row is None:
        raise _no_export()
    Export.objects.filter(id=row.id).update(ticket_hash=_digest(token), ticket_ms=now_ms(), opened_ms=0)
    return f"{settings.CONFIG.media_address}/x/{to_text(row.id)}/{token}"


def open_link(export_id: int, token: str, *, goes_on: str) -> Fetchable:
    """What stands behind a link. It opens once; after that only a download that broke off, which ``goes_on``
    with the file whose hash begins so.

    Refuses no_export alike for a link that was made up, was used, or is too old.
    """
    at = now_ms()
    mine = Export.objects.filter(id=export_id, state="ready", expires_ms__gt=at, ticket_hash=_digest(token))
    row = mine.exclude(ticket_hash="").exclude(person_id=0).first()
    if row is None or row.person_id not in accounts.people([row.person_id]):
        raise _no_export()
    opened = mine.filter(opened_ms=0, ticket_ms__gt=at - LINK_MS).update(opened_ms=at)
    same = len(goes_on) >= 32 and row.object_key.startswith(goes_on)
    if not opened and not (same and at - RESUMED_MS < row.opened_ms):
        raise _no_export()
    day = time.strftime("%Y-%m-%d", time.gmtime(row.asked_ms / 1000))
    return Fetchable(object_key=row.object_key, size=row.size, name=f"mutoscope-{day}.zip")


def sweep(now: int) -> int:
    """Delete the files of copies whose days are over or whose person left; how many."""
    ended = list(Export.objects.filter(state__in=("ready", "failed"), expires_ms__lte=now)[:200])
    ended += list(Export.objects.filter(person_id=0)[:200])
    for row in ended:
        let_go(row.object_key, row.id, now)
        if row.person_id:
            Export.objects.filter(id=row.id).update(state="over", object_key="", ticket_hash="")
        else:
            Export.objects.filter(id=row.id).delete()
    return len(ended)


def forget_person(person_id: int) -> None:
    """Whoever leaves has no copies here any more; their files go with the next round."""
    Export.objects.filter(person_id=person_id).update(person_id=0, ticket_hash="")


class _Full(Exception):
    """There is no room for the copy."""


def _files(person_id: int) -> Iterator[File]:
    yield from videos.files_of(person_id)
    yield from studio.files_of(person_id)


def _write(path: Path, row: Export, person: Any, control: JobControl) -> None:
    files = [(file.name, file.object_key, file.size) for file in _files(row.person_id)]
    if avatar := accounts.avatar_of(row.person_id):
        files.append((accounts.AVATAR, avatar, 0))
    whole = sum(size for _, _, size in files) + _TEXTS_WEIGH
    if shutil.disk_usage(path.parent).free - whole < settings.CONFIG.min_free_bytes:
        raise _Full
    told = _Progress(row.id, whole, control)
    page = Page(
        person.handle,
        person.name,
        person.bio,
        has_avatar=bool(avatar),
        server=settings.CONFIG.web_address,
        made_ms=row.asked_ms,
    )
    counts, missing, kept = {}, [], []
    with Archive(path, told) as archive:
        archive.add_text("README.txt", page.readme())
        for part, rows in parts.rows_of(row.person_id):
            shown = _shown(rows, page.show) if part == "videos" else rows
            counts[part] = archive.add_rows(f"data/{part}.json", told.each(shown))
        for name, key, _size in files:
            if archive.add_object(name, store_keeper.store(), key):
                kept.append(parts.Kept(name, store_keeper.store().size(key), key))
            else:
                missing.append(name)
        archive.add_text("index.html", page.html(counts))
        archive.add_text("schema.json", msgspec.json.format(msgspec.json.encode(parts.schema()), indent=1))
        manifest = parts.Manifest(
            format=parts.FORMAT,
            version=parts.VERSION,
            server=settings.CONFIG.web_address,
            handle=person.handle,
            made_ms=row.asked_ms,
            parts={part: parts.Listed(f"data/{part}.json", count) for part, count in counts.items()},
            files=kept,
            missing=missing,
        )
        archive.add_text("mutoscope.json", msgspec.json.format(msgspec.json.encode(manifest), indent=1))


class _Progress:
    """Tells how far the copy is, at most once a second, and stops when the worker must."""

    def __init__(self, export_id: int, whole: int, control: JobControl) -> None:
        self._export_id, self._whole, self._control = export_id, whole, control
        self._done, self._told = 0, time.monotonic()

    def __call__(self, more: int) -> None:
        self._done += more
        if time.monotonic() - self._told < 1:
            return
        if self._control.must_stop():
            raise Stopped
        self._told = time.monotonic()
        fraction = min(self._done / self._whole, 1.0)
        self._control.progress(fraction)
        Export.objects.filter(id=self._export_id).update(progress=fraction)

    def each(self, rows: Iterator[Any]) -> Iterator[Any]:
        for one in rows:
            self(0)
            yield one


def _shown(rows: Iterator[Any], show: Callable[[Any], None]) -> Iterator[Any]:
    for one in rows:
        show(one)
        yield one


def _became_ready(row: Export, person: Any) -> None:
    at = now_ms()
    if not _wanted(row.id).update(state="ready", progress=1.0, ready_ms=at, expires_ms=at + KEPT_MS):
        return
    notices.tell(row.person_id, "export")
    if person.email:
        people.send_mail("export_ready", person.email, person.language, handle=person.handle)


def _fail(row: Export, why: str) -> None:
    at = now_ms()
    Export.objects.filter(id=row.id).update(state="failed", sentence=why, expires_ms=at + KEPT_MS)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _no_export() -> Refusal:
    return Refusal(
        "no_export", "There is no copy behind this link (any more). Ask for a new link.", status=404
    )

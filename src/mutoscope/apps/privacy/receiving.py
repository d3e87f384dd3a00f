"""A copy from another server on its way in: announced, received by the media process, looked at.

open --sealed--> looking --job--> looked (its owner chooses) --> ``bringing``
  |                 |
  +--> over         +--> refused (not a copy, damaged, more than it may be)
"""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.transaction import atomic

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import services as people
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import Effects, JobControl, Stopped
from mutoscope.apps.privacy.keeping import UNDER_WAY, let_go
from mutoscope.apps.privacy.models import Import
from mutoscope.apps.privacy.reading import MOST_FILMS, MOST_TIES, Account, Copy, Muted, Tie, opened
from mutoscope.apps.videos import services as videos
from mutoscope.apps.videos.contracts import Ticket, UploadStand
from mutoscope.core.units import DAY_MS, HOUR_MS, Refusal, to_text

KEPT_MS = 7 * DAY_MS
"""How long a received copy waits for its owner's choice, and a report is kept."""


def start(person_id: int, size: int, client_id: str) -> Ticket:
    """Announce a copy; the same ``client_id`` gives the same upload, another ends the one before.

    Refuses upload_empty, copy_too_large, disk_full, import_under_way.
    """
    if size <= 0:
        raise Refusal("upload_empty", "This file is empty; please choose another one.")
    if size > settings.CONFIG.copy_max_bytes:
        raise Refusal(
            "copy_too_large",
            "This copy is larger than the %(limit_gb)s GB that fit here.",
            fields={"limit_gb": settings.CONFIG.copy_max_bytes // 1_000_000_000},
            status=413,
        )
    if shutil.disk_usage(settings.HOME).free - 2 * size < settings.CONFIG.min_free_bytes:
        raise Refusal(
            "disk_full", "There is no room on the server right now. Please try again later.", status=507
        )
    with atomic():
        people.hold_still(person_id)
        before = Import.objects.filter(person_id=person_id, state__in=UNDER_WAY).order_by("-id").first()
        if before is not None:
            if before.state == "open" and (before.client_id, before.size) == (client_id, size):
                return _ticket(before)
            if before.state == "bringing":
                raise Refusal(
                    "import_under_way",
                    "A copy is being taken in already. Please wait for its end.",
                    status=409,
                )
            Import.objects.filter(id=before.id).update(state="over", expires_ms=0)
        lifetime = settings.CONFIG.upload_expires_hours * HOUR_MS
        row = Import.objects.create(
            person_id=person_id, client_id=client_id, size=size, expires_ms=now_ms() + lifetime
        )
    return _ticket(row)


def latest(person_id: int) -> Import | None:
    """The newest copy that somebody sent."""
    return Import.objects.filter(person_id=person_id).exclude(state="over").order_by("-id").first()


def cancel(person_id: int) -> None:
    """Take in no more of it; what is here already stays."""
    Import.objects.filter(person_id=person_id).exclude(state="bringing").update(state="over", expires_ms=0)


def stand(import_id: int) -> UploadStand | None:
    row = Import.objects.filter(id=import_id).exclude(person_id=0).first()
    if row is None:
        return None
    return UploadStand(
        upload_id=row.id,
        person_id=row.person_id,
        size=row.size,
        state={"open": "open", "refused": "refused", "over": "expired"}.get(row.state, "sealed"),
        expires_ms=row.expires_ms,
        code=row.code,
        sentence=row.sentence,
        kind="copy",
    )


def seal(import_id: int, sha256: str, part: Path) -> None:
    """The file is complete in ``part``: keep it, and look at it. May be said twice."""
    from mutoscope.apps.privacy import tasks  # tasks need what is here

    if not Import.objects.filter(id=import_id, state="open").update(object_key=sha256):
        return
    videos.store().put_file(part, sha256=sha256)
    if not Import.objects.filter(id=import_id).exclude(person_id=0).exists():
        let_go(sha256, import_id, now_ms())  # they left meanwhile, and the sweep may have been by
    with atomic():
        if Import.objects.filter(id=import_id, state="open").update(
            state="looking", expires_ms=now_ms() + KEPT_MS
        ):
            flow.enqueue_once(tasks.look_at_copy, str(import_id), import_id)


def end(import_id: int, state: str, why: Refusal) -> None:
    """Nothing more will come."""
    state = "refused" if state == "refused" else "over"
    Import.objects.filter(id=import_id, state="open").update(
        state=state, code=why.code, sentence=why.sentence, fields=why.fields
    )


def look(import_id: int, control: JobControl) -> Effects | None:
    """Find out what is in a received copy, or why it can't be taken in."""
    row = Import.objects.filter(id=import_id, state="looking").exclude(person_id=0).first()
    if row is None:
        return None
    try:
        with videos.work_folder() as folder:
            path = folder / "copy.zip"
            videos.store().fetch(row.object_key, path)
            with opened(path) as copy:
                found = _found(copy, control)
    except Refusal as refusal:
        why = refusal
        return lambda: refuse(import_id, why)

    def become() -> None:
        Import.objects.filter(id=import_id, state="looking").update(state="looked", found=found)

    return become


def refuse(import_id: int, why: Refusal) -> None:
    Import.objects.filter(id=import_id).exclude(state__in=("done", "over")).update(
        state="refused", code=why.code, sentence=why.sentence, fields=why.fields
    )


def sweep(now: int) -> int:
    """Forget files that nobody needs any more, and imports whose days are over; how many."""
    ended = list(Import.objects.filter(expires_ms__lte=now).exclude(state="bringing")[:200])
    ended += list(Import.objects.filter(state__in=("done", "refused", "over")).exclude(object_key="")[:200])
    ended += list(Import.objects.filter(person_id=0)[:200])
    for row in ended:
        let_go(row.object_key, row.id, now)
        Import.objects.filter(id=row.id).update(object_key="")
        if not row.person_id:
            Import.objects.filter(id=row.id).delete()
        elif row.expires_ms <= now:
            Import.objects.filter(id=row.id).update(state="over")
    return len(ended)


def _found(copy: Copy, control: JobControl) -> dict[str, Any]:
    """What there is to choose from; everything that will be read has been read once."""
    films: dict[str, bool] = {}  # whether it is a draft, by name: each counts once
    for film, is_draft in copy.films()[:MOST_FILMS]:
        if control.must_stop():
            raise Stopped
        if copy.has_film(film.film):
            films.setdefault(film.film, is_draft)
    (account, *_) = copy.rows("account", Account) or [Account()]
    return {
        "server": copy.made.server[:300],
        "handle": copy.made.handle[:40],
        "made_ms": copy.made.made_ms,
        "name": account.name[:200],
        "avatar": bool(account.avatar) and copy.has(account.avatar),
        "videos": sum(not is_draft for is_draft in films.values()),
        "drafts": sum(films.values()),
        "bytes": sum(copy.size(name) for name in films),
        "same_server": copy.made.server == settings.CONFIG.web_address,
        "following": len(copy.rows("following", Tie)[:MOST_TIES]),
        "mutes": len(copy.rows("mutes", Muted)[:MOST_TIES]),
        "interests": copy.has("data/interests.json"),
    }


def _ticket(row: Import) -> Ticket:
    upload_id = to_text(row.id)
    return Ticket(
        video_id="",
        upload_id=upload_id,
        upload_url=f"{settings.CONFIG.media_address}/up/{upload_id}",
        token=videos.token_of(row.id, row.person_id, row.expires_ms),
        expires_ms=row.expires_ms,
    )

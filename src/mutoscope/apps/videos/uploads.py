"""Uploads: who may send which file, how it is recognised while it comes in, and what happens at its end."""

import hashlib
import hmac
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts_seen
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.flow import services as flow
from mutoscope.apps.videos import objects
from mutoscope.apps.videos.changes import changing, happen
from mutoscope.apps.videos.contracts import Ticket, UploadStand, VideoRefused
from mutoscope.apps.videos.models import BlockedHash, Upload, Video
from mutoscope.core.policy import reuse
from mutoscope.core.units import HOUR_MS, Refusal, from_text, to_text

_OPEN_AT_ONCE = 20
"""Uploads one person may have open: enough for a phone full of clips, too few to fill the disk with stubs."""


def start_upload(person_id: int, size: int, client_id: str, language: str = "") -> Ticket:
    """Open an upload of ``size`` bytes and the video it will become, or give back the one already open.

    ``client_id`` is the client's own name for the file. Refuses ``upload_empty``, ``upload_too_large``,
    ``quota_full``, ``too_many_uploads``.
    """
    check_size(size)
    with transaction.atomic():
        upload = _found(person_id, client_id, size) or _opened(person_id, size, client_id, language)
    return ticket(upload)


def check_size(size: int) -> None:
    """Refuses ``upload_empty`` and ``upload_too_large``: whatever a file is sent for."""
    limit = settings.CONFIG.upload_max_bytes
    if size <= 0:
        raise Refusal("upload_empty", "This file is empty; please choose another one.")
    if size > limit:
        raise Refusal(
            "upload_too_large",
            "This file is larger than the %(limit_mb)s MB that fit here; please shorten or shrink it.",
            fields={"limit_mb": limit // 1_000_000},
            status=413,
        )


def ticket(upload: Upload) -> Ticket:
    upload_id = to_text(upload.id)
    return Ticket(
        video_id=to_text(upload.video_id),
        upload_id=upload_id,
        upload_url=f"{settings.CONFIG.media_address}/up/{upload_id}",
        token=token_of(upload.id, upload.person_id, upload.expires_ms),
        expires_ms=upload.expires_ms,
    )


def read_token(token: str) -> tuple[int, int]:
    """(upload id, person id) that ``token`` was given to; refuses ``upload_not_yours``.

    The address of an upload is no secret: only who holds the token may read from or write to it.
    """
    try:
        packed = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
        upload_id, person_id, expires_ms = (int.from_bytes(packed[at : at + 8], "big") for at in (0, 8, 16))
    except (ValueError, UnicodeEncodeError) as error:
        raise _not_yours() from error
    if not hmac.compare_digest(token.encode(), token_of(upload_id, person_id, expires_ms).encode()):
        raise _not_yours()
    return upload_id, person_id


def seal_upload(upload_id: int, sha256: str, part: Path) -> None:
    """The file is complete in ``part``: keep its bytes and start to make a video of it.

    Doing so again is harmless; whoever was interrupted half-way calls again. A file on the block list ends
    here and is not kept. OSError when the object store is full: nothing has changed then.
    """
    upload = Upload.objects.filter(id=upload_id, state="open").first()
    if upload is None:
        return
    blocked = BlockedHash.objects.filter(kind="sha256", value=sha256).first()
    if blocked is not None:
        fact = VideoRefused(video_id=upload.video_id, kind="sha256", reason=blocked.reason)
        end_upload(upload_id, "refused", blocked_file(), fact)
        return
    key = objects.keep_file(part, sha256)
    with changing(upload.video_id) as video:
        if not happen(video, "seal"):
            return
        objects.refer(key)
        video.original = key
        Upload.objects.filter(id=upload_id).update(state="sealed")
        start_making(video)


def end_upload(upload_id: int, state: str, why: Refusal, fact: VideoRefused | None = None) -> None:
    """End an open upload as ``refused`` or ``expired``; its video fails with the same reason."""
    with transaction.atomic():
        upload = Upload.objects.select_for_update().filter(id=upload_id, state="open").first()
        if upload is None:
            return
        upload.state, upload.client_id = state, None
        upload.save(update_fields=["state", "client_id"])
        with changing(upload.video_id) as video:
            happen(video, "fail", why=why)
        if fact is not None:
            flow.record(fact)


def stand(upload_id: int) -> UploadStand | None:
    """Where an upload stands; None when there is none."""
    upload = Upload.objects.filter(id=upload_id).select_related("video").first()
    if upload is None:
        return None
    return UploadStand(
        upload_id=upload.id,
        person_id=upload.person_id,
        size=upload.size,
        state=upload.state,
        expires_ms=upload.expires_ms,
        code=upload.video.code,
        sentence=upload.video.sentence,
    )


def expired_uploads(now: int) -> list[int]:
    return list(Upload.objects.filter(state="open", expires_ms__lt=now).values_list("id", flat=True)[:500])


def start_making(video: Video) -> None:
    """Enqueue the work that makes a received video playable; the row is locked by the caller."""
    from mutoscope.apps.videos import tasks  # tasks need these services

    job = flow.enqueue_once(tasks.make_playable, f"{video.id}:{video.cut}", video.id, video.cut)
    video.job_id = from_text(job.id)


def start_frames(video_id: int) -> None:
    """Enqueue the stills for the cover picker, in the caller's transaction."""
    from mutoscope.apps.videos import tasks  # tasks need these services

    flow.enqueue_once(tasks.make_frames, str(video_id), video_id)


def blocked_file() -> Refusal:
    return Refusal("blocked_file", "This video was taken down here before and can't be published again.")


def upload_expired() -> Refusal:
    return Refusal("upload_expired", "Sending took too long and was stopped; please start again.", status=410)


def _found(person_id: int, client_id: str, size: int) -> Upload | None:
    upload = Upload.objects.filter(person_id=person_id, client_id=client_id).select_related("video").first()
    if upload is None:
        return None
    over = upload.state == "open" and upload.expires_ms < now_ms()
    if over:
        end_upload(upload.id, "expired", upload_expired())
    if not over and upload.size == size and not upload.video.deleted and upload.video.state != "failed":
        return upload
    Upload.objects.filter(id=upload.id).update(client_id=None)  # the name is free for another file
    return None


def _opened(person_id: int, size: int, client_id: str, language: str) -> Upload:
    if Upload.objects.filter(person_id=person_id, state="open").count() >= _OPEN_AT_ONCE:
        raise Refusal(
            "too_many_uploads",
            "%(limit)s files are already on their way; please wait until some have arrived.",
            fields={"limit": _OPEN_AT_ONCE},
            status=429,
        )
    accounts.add_stored(person_id, size)  # refuses when the quota is full; given back when the video ends
    video = Video.objects.create(
        creator_id=person_id,
        language=language,
        original_size=size,
        allow_download=accounts_seen.offers_downloads(person_id),
        allows=reuse.written(accounts_seen.allows(person_id)),
        comments_for=accounts_seen.comments_for(person_id),
    )
    lifetime_ms = settings.CONFIG.upload_expires_hours * HOUR_MS
    try:
        with transaction.atomic():
            return Upload.objects.create(
                video=video,
                person_id=person_id,
                client_id=client_id,
                size=size,
                expires_ms=int(time.time() * 1000) + lifetime_ms,
            )
    except IntegrityError:  # the same request at the same moment, on a database that lets both in
        video.delete()
        accounts.add_stored(person_id, -size)
        return Upload.objects.get(person_id=person_id, client_id=client_id)


def token_of(upload_id: int, person_id: int, expires_ms: int) -> str:
    """What lets whoever holds it write to an upload."""
    packed = b"".join(number.to_bytes(8, "big") for number in (upload_id, person_id, expires_ms))
    key = hashlib.sha256(b"upload token:" + settings.SECRET_KEY.encode()).digest()
    seal = hmac.digest(key, packed, "sha256")[:20]
    return urlsafe_b64encode(packed + seal).rstrip(b"=").decode()


def _not_yours() -> Refusal:
    return Refusal("upload_not_yours", "This upload belongs to somebody else or is over.", status=404)

"""Bytes in: resumable uploads by tus 1.0 (creation, checksum, expiration, termination).

An upload is opened by the API, which knows people and quotas and hands out its address and a token; here the
token is asked for on every request, so an address alone opens nothing. ``POST /up/`` answers with the upload
the token belongs to, however often it is sent. The protocol: https://tus.io/protocols/resumable-upload
"""

import asyncio
import binascii
import errno
import hashlib
import logging
import shutil
import time
from base64 import b64decode
from email.utils import formatdate

from django.conf import settings

from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services
from mutoscope.apps.videos.contracts import UploadStand
from mutoscope.core.units import Refusal, from_text, to_text
from mutoscope.project.media import partial, receivers
from mutoscope.project.media.asgi import Answer, Gone, Request, in_database, in_files, refused
from mutoscope.project.media.partial import Busy, Partial

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
ALGORITHMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
PATIENCE_S = 20.0
"""How long a sender may be silent before its hold on the upload is taken back."""
HEAD_BYTES = 64 * 1024
"""How much of a file is looked at before the rest is taken."""
_BATCH = 256 * 1024
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

log = logging.getLogger(__name__)


def describe() -> Answer:
    """The answer to OPTIONS: what this server can do."""
    return Answer(
        204,
        {
            "tus-resumable": VERSION,
            "tus-version": VERSION,
            "tus-extension": EXTENSIONS,
            "tus-max-size": str(max(settings.CONFIG.upload_max_bytes, settings.CONFIG.copy_max_bytes)),
            "tus-checksum-algorithm": ",".join(ALGORITHMS),
        },
    )


async def respond(request: Request) -> Answer:
    """Answer one request of the protocol; refusals come back as answers that name the protocol too."""
    try:
        answer = await _respond(request)
    except Refusal as refusal:
        answer = refused(request, refusal)
        if refusal.status == 412:
            answer.headers["tus-version"] = VERSION
    except OSError as error:
        if error.errno not in _FULL:
            raise
        log.error("no room for an upload: %s", error)
        answer = refused(request, _disk_full())
    if request.method in ("PATCH", "POST"):
        await request.drain()
    answer.headers = {"tus-resumable": VERSION, "cache-control": "no-store", **answer.headers}
    return answer


async def _respond(request: Request) -> Answer:
    method = request.method
    if method == "POST":
        method = request.header("x-http-method-override").upper() or "POST"
    if request.header("tus-resumable") != VERSION:
        raise Refusal("tus_version", "This server speaks tus 1.0.0.", status=412)
    upload = await _authorised(request)
    if request.path in ("/up", "/up/"):
        if method != "POST":
            raise Refusal("method_not_allowed", "This can't be done here.", status=405)
        return await _create(request, upload)
    if method == "HEAD":
        return await _head(upload)
    if method == "PATCH":
        return await _patch(request, upload)
    if method == "DELETE":
        return await _delete(upload)
    raise Refusal("method_not_allowed", "This can't be done here.", status=405)


async def _authorised(request: Request) -> UploadStand:
    """The upload that the bearer's token opens, which must be the one the address names."""
    scheme, _, token = request.header("authorization").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Refusal("upload_token_missing", "This upload needs its key; please start again.", status=403)
    upload_id, person_id = videos.read_token(token.strip())
    named = request.path.removeprefix("/up").strip("/")
    if named and _id_of(named) != upload_id:
        raise _no_such_upload()
    upload = await in_database(receivers.stand, upload_id)
    if upload is None or upload.person_id != person_id:
        raise _no_such_upload()
    return upload


def _id_of(text: str) -> int:
    try:
        return from_text(text)
    except Refusal:
        return 0


async def _create(request: Request, upload: UploadStand) -> Answer:
    if request.header("upload-defer-length") or request.header("upload-length") != str(upload.size):
        raise Refusal("upload_length", "The file has another size than announced; please start again.")
    _check_open(upload)
    headers = {
        "location": f"{settings.CONFIG.media_address}/up/{to_text(upload.upload_id)}",
        **_expiry(upload),
    }
    offset = await in_files(partial.durable_offset, upload.upload_id)
    if request.header("content-type") == "application/offset+octet-stream" and offset == 0:
        answer = await _receive(request, upload, 0)
        return Answer(
            201 if answer.status == 204 else answer.status, {**headers, **answer.headers}, answer.body
        )
    return Answer(201, {**headers, "upload-offset": str(offset)})


async def _head(upload: UploadStand) -> Answer:
    if upload.state == "sealed":
        offset = upload.size
    else:
        _check_open(upload)
        offset = await in_files(partial.durable_offset, upload.upload_id)
        if offset == upload.size:
            await _finish(upload)
    return Answer(200, {"upload-offset": str(offset), "upload-length": str(upload.size), **_expiry(upload)})


async def _patch(request: Request, upload: UploadStand) -> Answer:
    if request.header("content-type") != "application/offset+octet-stream":
        raise Refusal("content_type", "Chunks must be application/offset+octet-stream.", status=415)
    told = request.header("upload-offset")
    if not (told.isascii() and told.isdigit() and len(told) < 19):
        raise Refusal("upload_offset", "A chunk must say where it belongs.")
    if upload.state == "sealed":
        if int(told) != upload.size:
            raise _wrong_offset(upload.size)
        return Answer(204, {"upload-offset": str(upload.size), **_expiry(upload)})
    _check_open(upload)
    return await _receive(request, upload, int(told))


async def _delete(upload: UploadStand) -> Answer:
    if upload.state == "sealed":
        raise Refusal(
            "upload_finished", "This file has arrived already; delete the video instead.", status=409
        )
    stopped = Refusal("upload_stopped", "You stopped sending this file.", status=410)
    await in_database(receivers.end, upload, "expired", stopped)
    await in_files(partial.forget, upload.upload_id)
    return Answer(204)


async def _receive(request: Request, upload: UploadStand, told: int) -> Answer:
    """Append a chunk under the upload's lock and answer how far it is; finish the upload at its end."""
    checksum = _checksum(request.header("upload-checksum"))
    announced = request.header("content-length")
    room = upload.size - told
    if announced.isdigit() and int(announced) > room:
        raise _too_much()
    await in_files(_check_disk, room)
    part = await in_files(_take_hold, upload.upload_id)
    try:
        if part.offset != told:
            raise _wrong_offset(part.offset)
        if checksum is not None:
            await in_files(part.set_floor)
        gone = await _append(request, upload, part, checksum)
        if checksum is not None:
            await in_files(_judge, part, told, checksum, gone)
        offset = await in_files(part.sync)
        if offset == upload.size and not gone:
            await _seal(upload, part)
    finally:
        part.close()
    if gone:
        raise Gone
    return Answer(204, {"upload-offset": str(offset), **_expiry(upload)})


async def _append(
    request: Request, upload: UploadStand, part: Partial, checksum: "tuple[hashlib._Hash, bytes] | None"
) -> bool:
    """Write what comes; True when the sender was gone before the end. Refuses what exceeds the length."""
    looked = part.offset >= min(HEAD_BYTES, upload.size)
    start, waiting, ended, gone = part.offset, bytearray(), False, False
    while not ended:
        try:
            block = await request.block(PATIENCE_S)
        except Gone:
            block, gone = None, True
        ended = block is None
        waiting += block or b""
        if part.offset + len(waiting) > upload.size:
            await in_files(part.cut_back, start)
            raise _too_much()
        if len(waiting) >= _BATCH or (ended and waiting):
            if checksum is not None:
                checksum[0].update(waiting)
            await in_files(part.write, bytes(waiting))
            waiting.clear()
            if time.time() * 1000 > upload.expires_ms:
                _check_open(upload)
        if not looked and part.offset >= min(HEAD_BYTES, upload.size):
            looked = True
            await _check_structure(upload, part)
    return gone


async def _check_structure(upload: UploadStand, part: Partial) -> None:
    try:
        receivers.check_head(upload, await in_files(part.head, HEAD_BYTES))
    except Refusal as refusal:
        await in_database(receivers.end, upload, "refused", refusal)
        await in_files(partial.forget, upload.upload_id)
        raise


async def tidy_for_ever() -> None:
    """Every ten minutes remove what is left of uploads that are over."""
    while True:
        await asyncio.sleep(600)
        try:
            await tidy(time.time() - 600)
        except Exception:
            log.exception("partial files could not be tidied; again in ten minutes")


async def tidy(since_s: float) -> None:
    """Remove partial files untouched since then whose upload is over; finish those that are all there."""
    for upload_id in await in_files(partial.untouched, since_s):
        upload = await in_database(receivers.stand, upload_id)
        if upload is None or upload.state != "open":
            await in_files(partial.forget, upload_id)
        elif await in_files(partial.durable_offset, upload_id) == upload.size:
            await _finish(upload)


async def _finish(upload: UploadStand) -> None:
    """Seal an upload whose bytes are all there; whoever was to do it did not come to it."""
    try:
        part = await in_files(Partial, upload.upload_id)
    except Busy:
        return  # its writer will
    try:
        if part.offset == upload.size:
            await _seal(upload, part)
    finally:
        part.close()


async def _seal(upload: UploadStand, part: Partial) -> None:
    sha256 = await in_files(part.sha256)
    await in_database(receivers.seal, upload, sha256, part.path)
    await in_files(partial.forget, upload.upload_id)


def _judge(part: Partial, start: int, checksum: "tuple[hashlib._Hash, bytes]", gone: bool) -> None:
    """Keep a chunk that matches its checksum; forget one that does not or did not come whole."""
    running, promised = checksum
    matches = not gone and running.digest() == promised
    if not matches:
        part.cut_back(start)
    part.drop_floor()
    if not matches and not gone:
        raise Refusal(
            "checksum_mismatch", "This part was damaged on its way; please send it again.", status=460
        )


def _checksum(header: str) -> "tuple[hashlib._Hash, bytes] | None":
    if not header:
        return None
    name, _, encoded = header.partition(" ")
    if name not in ALGORITHMS:
        raise Refusal("checksum_algorithm", "This kind of checksum is not known here.")
    try:
        return ALGORITHMS[name](usedforsecurity=False), b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refusal("checksum_malformed", "This checksum can't be read.") from error


def _take_hold(upload_id: int) -> Partial:
    try:
        return Partial(upload_id)
    except Busy as error:
        raise Refusal(
            "upload_busy", "Another connection is sending this file right now.", status=423
        ) from error


def _check_disk(coming: int) -> None:
    if shutil.disk_usage(partial.folder()).free - coming < settings.CONFIG.min_free_bytes:
        raise _disk_full()


def _check_open(upload: UploadStand) -> None:
    if upload.state == "open" and upload.expires_ms > time.time() * 1000:
        return
    if upload.code:
        raise Refusal(upload.code, upload.sentence, status=410)
    raise services.upload_expired()


def _expiry(upload: UploadStand) -> dict[str, str]:
    return {"upload-expires": formatdate(upload.expires_ms / 1000, usegmt=True)}


def _wrong_offset(offset: int) -> Refusal:
    return Refusal(
        "wrong_offset",
        "This part does not follow what has arrived.",
        fields={"offset": offset},
        status=409,
    )


def _too_much() -> Refusal:
    return Refusal("upload_too_long", "More bytes came than announced; please start again.", status=413)


def _disk_full() -> Refusal:
    return Refusal(
        "disk_full", "There is no room on the server right now. Your upload can go on later.", status=507
    )


def _no_such_upload() -> Refusal:
    return Refusal("upload_not_yours", "This upload belongs to somebody else or is over.", status=404)

"""Uploads by tus: what arrives counts, what is not allowed does not get in, and nothing is ever half done."""

import asyncio
import hashlib
from base64 import b64encode
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from django.conf import settings
from tests.apps.videos.world import Person, person
from tests.project.media.talking import Reply, ask, talk

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.videos import queries, services
from mutoscope.apps.videos.contracts import Ticket
from mutoscope.apps.videos.models import Upload, Video
from mutoscope.core.units import from_text
from mutoscope.project.media import partial
from mutoscope.project.media.partial import Partial

pytestmark = pytest.mark.django_db(transaction=True)
CHUNK = "application/offset+octet-stream"
MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(200_000)


@pytest.fixture
def ada() -> Person:
    return person("ada")


@pytest.fixture(autouse=True)
def tidy() -> Iterator[None]:
    yield
    for path in partial.folder().iterdir():
        path.unlink()


def open_for(who: Person, size: int = len(MP4), name: str = "one") -> Ticket:
    return services.start_upload(who.id, size, name)


def say(method: str, ticket: Ticket, body: Any = (), **headers: str) -> Reply:
    return talk(method, ticket.upload_url, with_key(ticket, **headers), body)


def with_key(ticket: Ticket, **headers: str) -> dict[str, str]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"Tus-Resumable": "1.0.0", "Authorization": f"Bearer {ticket.token}", **named}


def patch(ticket: Ticket, offset: int, data: bytes, **headers: str) -> Reply:
    blocks = [data[at : at + 50_000] for at in range(0, len(data), 50_000)]
    return say("PATCH", ticket, blocks, Content_Type=CHUNK, Upload_Offset=str(offset), **headers)


def offset_of(ticket: Ticket) -> int:
    return int(say("HEAD", ticket).headers["upload-offset"])


def video_of(ticket: Ticket) -> Video:
    return Video.objects.get(id=from_text(ticket.video_id))


def test_a_file_arrives_in_parts_and_is_sealed(ada: Person) -> None:
    """Parts add up; with the last one the video is received and its bytes are kept under their hash."""
    ticket = open_for(ada)
    assert offset_of(ticket) == 0
    first = patch(ticket, 0, MP4[:120_000])
    assert (first.status, first.headers["upload-offset"]) == (204, "120000")
    assert offset_of(ticket) == 120_000
    assert patch(ticket, 120_000, MP4[120_000:]).status == 204
    video = video_of(ticket)
    assert (video.state, video.original) == ("received", hashlib.sha256(MP4).hexdigest())
    assert services.store().read(video.original) == MP4
    assert offset_of(ticket) == len(MP4) and not list(partial.folder().iterdir())
    assert patch(ticket, len(MP4), b"").status == 204  # the answer was lost, the client asks again


def test_asking_twice_opens_one_upload(ada: Person) -> None:
    """The same file asked for again, through the API or by tus, is the same upload."""
    ticket = open_for(ada)
    assert open_for(ada) == ticket
    for _ in range(2):
        made = talk(
            "POST", f"{settings.CONFIG.media_address}/up/", with_key(ticket, Upload_Length=str(len(MP4)))
        )
        assert (made.status, made.headers["location"]) == (201, ticket.upload_url)
    assert Upload.objects.count() == Video.objects.count() == 1
    assert accounts.quota(ada.id).used == len(MP4)


def test_creation_may_bring_the_first_bytes(ada: Person) -> None:
    """creation-with-upload saves a round trip."""
    ticket = open_for(ada)
    headers = with_key(ticket, Upload_Length=str(len(MP4)), Content_Type=CHUNK)
    made = talk("POST", f"{settings.CONFIG.media_address}/up/", headers, [MP4[:70_000]])
    assert (made.status, made.headers["upload-offset"]) == (201, "70000")


def test_an_address_alone_opens_nothing(ada: Person) -> None:
    """Without its key, with a broken one or with somebody else's, an upload does not exist."""
    ticket, other = open_for(ada), open_for(person("eve"))
    patch(ticket, 0, MP4[:70_000])
    for token in ("", other.token, ticket.token[:-2] + "AA", "é", "x" * 5000):
        headers = {"Tus-Resumable": "1.0.0", "Authorization": f"Bearer {token}"}
        for method in ("HEAD", "PATCH", "DELETE"):
            stolen = {**headers, "Content-Type": CHUNK, "Upload-Offset": "70000"}
            assert talk(method, ticket.upload_url, stolen, [b"evil"]).status in (403, 404)
    assert talk("HEAD", ticket.upload_url, {"Tus-Resumable": "1.0.0"}).status == 403
    assert offset_of(ticket) == 70_000


def test_parts_must_follow_each_other(ada: Person) -> None:
    """A part for another place is refused with the place where the upload stands."""
    ticket = open_for(ada)
    patch(ticket, 0, MP4[:70_000])
    for wrong in (0, 69_999, 70_001):
        reply = patch(ticket, wrong, b"x")
        assert (reply.status, reply.code, reply.json()["fields"]["offset"]) == (409, "wrong_offset", 70_000)
    assert offset_of(ticket) == 70_000


MALFORMED = [
    ({"Upload_Offset": "-1"}, 400),
    ({"Upload_Offset": "1e3"}, 400),
    ({"Upload_Offset": "٣"}, 400),
    ({"Upload_Offset": "9" * 40}, 400),
    ({"Upload_Offset": "0", "Content_Type": "video/mp4"}, 415),
    ({"Upload_Offset": "0", "Upload_Checksum": "md5 AAAA"}, 400),
    ({"Upload_Offset": "0", "Upload_Checksum": "sha1 §"}, 400),
    ({"Upload_Offset": "0", "Tus_Resumable": "0.2.0"}, 412),
    ({"Upload_Offset": "0", "Content_Length": "999999999"}, 413),
]


def test_malformed_headers_are_refused(ada: Person) -> None:
    """Every header says what is wrong with it and changes nothing."""
    ticket = open_for(ada)
    for headers, status in MALFORMED:
        wanted = {"Content_Type": CHUNK, **headers}
        raw = {name: value.encode().decode("latin-1") for name, value in wanted.items()}
        reply = say("PATCH", ticket, [b"data"], **raw)
        assert reply.status == status and reply.json()["message"], headers
    assert offset_of(ticket) == 0


def test_more_than_announced_is_refused(ada: Person) -> None:
    """Bytes beyond the announced size are not taken, and what came before stays."""
    ticket = open_for(ada)
    patch(ticket, 0, MP4[:150_000])
    reply = patch(ticket, 150_000, MP4)
    assert (reply.status, reply.code) == (413, "upload_too_long")
    assert offset_of(ticket) == 150_000


def test_a_checksum_decides(ada: Person) -> None:
    """A part that matches its checksum counts; one that does not leaves no trace."""
    ticket = open_for(ada)
    good = "sha256 " + b64encode(hashlib.sha256(MP4[:90_000]).digest()).decode()
    assert patch(ticket, 0, MP4[:90_000], Upload_Checksum=good).status == 204
    bad = "sha1 " + b64encode(hashlib.sha1(b"other").digest()).decode()
    reply = patch(ticket, 90_000, MP4[90_000:], Upload_Checksum=bad)
    assert (reply.status, reply.code) == (460, "checksum_mismatch")
    assert offset_of(ticket) == 90_000
    assert patch(ticket, 90_000, MP4[90_000:]).status == 204
    assert video_of(ticket).original == hashlib.sha256(MP4).hexdigest()


def test_a_crash_inside_a_checked_part_forgets_that_part(ada: Person) -> None:
    """What was written but never compared with its checksum does not count after a crash."""
    ticket = open_for(ada)
    patch(ticket, 0, MP4[:70_000])
    part = Partial(from_text(ticket.upload_id))
    part.set_floor()
    part.write(b"unproven")
    part.close()  # as a kill does
    assert offset_of(ticket) == 70_000
    assert patch(ticket, 70_000, MP4[70_000:]).status == 204
    assert services.store().read(video_of(ticket).original) == MP4


def test_a_lost_connection_keeps_what_arrived(ada: Person) -> None:
    """Whoever is cut off goes on where the bytes end."""
    ticket = open_for(ada)
    headers = with_key(ticket, Content_Type=CHUNK, Upload_Offset="0")
    talk("PATCH", ticket.upload_url, headers, [MP4[:100_000]], hangs_up=True)
    assert offset_of(ticket) == 100_000
    assert patch(ticket, 100_000, MP4[100_000:]).status == 204


def test_two_writers_do_not_mix(ada: Person) -> None:
    """While one connection writes, a second one is told to wait."""
    ticket = open_for(ada)

    async def story() -> tuple[Reply, Reply]:
        go_on = asyncio.Event()
        headers = with_key(ticket, Content_Type=CHUNK, Upload_Offset="0")
        blocks = [MP4[:60_000], MP4[60_000:]]
        slow = asyncio.create_task(ask("PATCH", ticket.upload_url, headers, blocks, stays=go_on))
        await asyncio.sleep(0.2)
        second = await ask("PATCH", ticket.upload_url, headers, blocks)
        go_on.set()
        return await slow, second

    first, second = asyncio.run(story())
    assert (first.status, second.status, second.code) == (204, 423, "upload_busy")
    assert services.store().read(video_of(ticket).original) == MP4


def test_what_is_no_video_is_refused_early(ada: Person) -> None:
    """The first bytes give it away: the rest is not taken, and the creator reads why."""
    size = 5_000_000
    for name, head in (
        ("text", b"ffconcat version 1.0\nfile ok.mp4\n"),
        ("page", b"<svg/>"),
        ("jpeg", b"\xff\xd8\xff"),
    ):
        ticket = open_for(ada, size, name)
        reply = patch(ticket, 0, (head + bytes(size))[:100_000])
        assert reply.status in (415, 422) and reply.json()["message"]
        assert say("HEAD", ticket).status == 410
        video = video_of(ticket)
        assert video.state == "failed" and video.code == reply.code
        status = queries.status(video.id, ada.viewer)
        assert status.reason is not None and status.reason.message == reply.json()["message"]
    assert accounts.quota(ada.id).used == 0 and not list(partial.folder().iterdir())
    again = open_for(ada, size, "text")
    assert offset_of(again) == 0, "the name is free for another try"


def test_a_refused_client_may_finish_its_sentence(ada: Person) -> None:
    """What still comes of a refused part is read and thrown away, so that the answer arrives."""
    ticket = open_for(ada, 5_000_000)
    headers = with_key(ticket, Content_Type=CHUNK, Upload_Offset="0")
    reply = talk("PATCH", ticket.upload_url, headers, [b"x" * 100_000] * 40)
    assert reply.code == "not_a_video" and reply.taken == 41


def test_refusals_speak_the_clients_language(ada: Person) -> None:
    """Sentences come in the language the browser asks for."""
    ticket = open_for(ada)
    reply = talk("PATCH", ticket.upload_url, {"Accept-Language": "fr-CH, en", **with_key(ticket)})
    assert reply.json()["message"] != "Chunks must be application/offset+octet-stream."


def test_an_upload_expires(ada: Person) -> None:
    """After its time an upload is over, says so, and gives its room back."""
    ticket = open_for(ada)
    patch(ticket, 0, MP4[:70_000])
    Upload.objects.update(expires_ms=1_800_000)
    assert patch(ticket, 70_000, MP4[70_000:]).status == 410
    from mutoscope.adapters.clock import now_ms
    from mutoscope.apps.videos.making import watch

    watch(now_ms())
    assert video_of(ticket).state == "failed" and video_of(ticket).code == "upload_expired"
    assert accounts.quota(ada.id).used == 0


def test_an_upload_can_be_stopped(ada: Person) -> None:
    """Termination removes what came and frees the room; a finished upload is past stopping."""
    ticket = open_for(ada)
    patch(ticket, 0, MP4[:70_000])
    assert say("DELETE", ticket).status == 204
    assert say("HEAD", ticket).status == 410 and accounts.quota(ada.id).used == 0
    done = open_for(ada, name="two")
    patch(done, 0, MP4)
    assert (say("DELETE", done).status, video_of(done).state) == (409, "received")


def test_leftovers_are_tidied_up(ada: Person) -> None:
    """Partial files of ended uploads go; an open one stays; one that is all there is finished."""
    from mutoscope.project.media.tus import tidy

    over, going, whole = (open_for(ada, name=name) for name in ("over", "going", "whole"))
    for ticket, data in ((over, MP4[:100]), (going, MP4[:100]), (whole, MP4)):
        part = Partial(from_text(ticket.upload_id))
        part.write(data)
        part.close()
    services.delete_video(ada.id, from_text(over.video_id))
    asyncio.run(tidy(0.0))
    assert len(list(partial.folder().iterdir())) == 3, "nobody touches what is fresh"
    asyncio.run(tidy(1e12))
    assert [path.stem for path in partial.folder().iterdir()] == [going.upload_id]
    assert video_of(whole).state == "received"


def test_a_seal_that_was_interrupted_is_made_good(ada: Person) -> None:
    """All bytes there, but the process died before the seal: the next question finishes it."""
    ticket = open_for(ada)
    part = Partial(from_text(ticket.upload_id))
    part.write(MP4)
    part.close()
    assert video_of(ticket).state == "uploading"
    assert offset_of(ticket) == len(MP4)
    assert video_of(ticket).state == "received"


def test_a_full_disk_is_said_and_nothing_breaks(ada: Person, settings: Any) -> None:
    """No room: a clear refusal; with room again the upload goes on where it was."""
    ticket = open_for(ada)
    patch(ticket, 0, MP4[:70_000])
    roomy = settings.CONFIG
    settings.CONFIG = msgspec.structs.replace(roomy, min_free_bytes=1 << 62)
    reply = patch(ticket, 70_000, MP4[70_000:])
    assert (reply.status, reply.code) == (507, "disk_full")
    settings.CONFIG = roomy
    assert patch(ticket, offset_of(ticket), MP4[70_000:]).status == 204


def test_the_protocol_introduces_itself() -> None:
    """OPTIONS says version and extensions; our pages may call, others may not read."""
    reply = talk("OPTIONS", "/up/", {"Origin": settings.CSRF_TRUSTED_ORIGINS[0]})
    assert reply.status == 204 and "creation" in reply.headers["tus-extension"]
    assert reply.headers["access-control-allow-origin"] == settings.CSRF_TRUSTED_ORIGINS[0]
    assert "Upload-Offset" in reply.headers["access-control-allow-headers"]
    assert (
        "access-control-allow-origin"
        not in talk("OPTIONS", "/up/", {"Origin": "https://evil.example"}).headers
    )

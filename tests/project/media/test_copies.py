"""The copy of somebody's data over the wire: whole once, the rest of it when a download broke off."""

import pytest
from tests.apps.conftest import engine as engine  # what the feed believes is in a copy too
from tests.apps.videos.world import Person, person
from tests.project.media.talking import talk

from mutoscope.apps.flow.services import drain
from mutoscope.apps.privacy import exporting, receiving

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ana() -> Person:
    one = person("ana")
    exporting.ask(one.id)
    drain()
    return one


def test_a_link_gives_the_whole_file_once(ana: Person) -> None:
    """As an attachment that nobody keeps; the second time there is nothing."""
    url = exporting.link(ana.id)
    reply = talk("GET", url)
    assert reply.status == 200 and reply.body.startswith(b"PK")
    assert reply.headers["content-disposition"].startswith("attachment; filename=")
    assert reply.headers["cache-control"] == "private, no-store"
    assert talk("GET", url).code == "no_export"


def test_a_download_that_broke_off_goes_on(ana: Person) -> None:
    """With the name of the version it began with; from the start, or of another version, it doesn't."""
    url = exporting.link(ana.id)
    whole = talk("GET", url)
    etag = whole.headers["etag"]
    rest = talk("GET", url, {"range": "bytes=100-", "if-range": etag})
    assert rest.status == 206 and rest.body == whole.body[100:]
    assert talk("GET", url, {"range": "bytes=100-", "if-range": '"another"'}).status == 404
    assert talk("GET", url, {"range": "bytes=0-", "if-range": etag}).status == 404
    assert talk("GET", url, {"range": "bytes=100-"}).status == 404


def test_made_up_addresses_open_nothing(ana: Person) -> None:
    """Whatever is tried answers alike; only GET is spoken."""
    url = exporting.link(ana.id)
    start, _, token = url.rpartition("/")
    for other in (
        f"{start}/x{token}",
        f"{start[:-13]}0000000000000/{token}",
        f"{start[:-13]}%00/{token}",
        start + "/",
    ):
        reply = talk("GET", other)
        assert reply.status == 404, other
    assert talk("HEAD", url).status == 405 and talk("POST", url).status == 405
    assert talk("GET", url).status == 200


def test_a_copy_comes_in_like_any_upload(ana: Person) -> None:
    """In pieces, from where it stopped; what begins as no ZIP does is refused at once."""
    whole = talk("GET", exporting.link(ana.id)).body
    ticket = receiving.start(ana.id, len(whole), "mine")
    middle = len(whole) // 2
    headers = {"tus-resumable": "1.0.0", "authorization": f"Bearer {ticket.token}"}
    chunk = {**headers, "content-type": "application/offset+octet-stream"}
    first = talk("PATCH", ticket.upload_url, {**chunk, "upload-offset": "0"}, [whole[:middle]])
    assert first.status == 204 and first.headers["upload-offset"] == str(middle)
    assert talk("HEAD", ticket.upload_url, headers).headers["upload-offset"] == str(middle)
    last = talk("PATCH", ticket.upload_url, {**chunk, "upload-offset": str(middle)}, [whole[middle:]])
    assert last.status == 204
    drain()
    found = receiving.latest(ana.id)
    assert found is not None and found.state == "looked" and found.found["handle"] == "ana"

    other = receiving.start(ana.id, 100_000, "another")
    headers = {**chunk, "authorization": f"Bearer {other.token}", "upload-offset": "0"}
    assert talk("PATCH", other.upload_url, headers, [b"MZ" + bytes(99_998)]).code == "not_a_copy"
    refused = receiving.latest(ana.id)
    assert refused is not None and refused.state == "refused"

"""The copy of somebody's data over the wire: whole once, the rest of it when a download broke off."""

import pytest
from tests.apps.videos.world import Person, person
from tests.project.media.talking import talk

from mutoscope.apps.flow.services import drain
from mutoscope.apps.privacy import exporting

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

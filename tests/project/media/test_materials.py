"""Materials of the studio by the wire: in by tus, out to their owner alone."""

from typing import Any

import pytest
from tests.apps.studio.world import brought, picture
from tests.apps.videos.world import Person, browser_of, person
from tests.project.media.talking import Reply, talk

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.studio.models import Material, MaterialFile
from mutoscope.apps.videos import objects
from mutoscope.project.media import materials

pytestmark = pytest.mark.django_db(transaction=True)
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def ada() -> Person:
    return person()


def get(url: str, **headers: str) -> Reply:
    materials._servable._known.clear()
    materials._allowed._known.clear()
    return talk("GET", url, headers)


def send(who: Person, data: bytes) -> Reply:
    wish = {"size": len(data), "name": "x", "client_id": "one"}
    ticket: Any = browser_of(who).post("/api/studio/materials", wish).json()
    headers = {**TUS, "Authorization": f"Bearer {ticket['token']}", "Upload-Offset": "0"}
    headers["Content-Type"] = "application/offset+octet-stream"
    return talk("PATCH", ticket["upload_url"], headers, [data])


def test_a_photo_comes_in_by_the_road_of_every_upload(ada: Person) -> None:
    """The last byte seals it; what is no material ends before it is all here."""
    assert send(ada, picture()).status == 204
    assert Material.objects.get().state == "received"


def test_what_is_no_material_is_turned_away_by_its_first_bytes(ada: Person) -> None:
    reply = send(ada, b"#!/bin/sh\n" * 100)
    assert (reply.status, reply.code) == (415, "not_a_material")
    assert Material.objects.get().state == "failed"


def test_a_file_is_for_its_owner_alone(ada: Person) -> None:
    """Without the signature, with another's, and once the account is closed there is nothing."""
    url = brought(ada, picture(), "photo.jpg").url
    file = MaterialFile.objects.get(role="photo")
    whole = objects.store().read(file.object_key, 0, file.size)
    reply = get(url)
    assert (reply.status, reply.body, reply.headers["content-type"]) == (200, whole, "image/jpeg")
    assert "private" in reply.headers["cache-control"] and reply.headers["etag"]
    part = get(url, Range="bytes=0-9")
    assert (part.status, part.body) == (206, whole[:10])
    bare, _, signed = url.partition("?")
    bob = person()
    for other in (bare, f"{bare}?{signed.replace(f'v=p{ada.id}', f'v=p{bob.id}')}", f"{bare}x?{signed}"):
        assert get(other).status == 404
    assert talk("POST", url).status == 405
    accounts.leave(ada.id)
    assert get(url).status == 404

"""Whoever is leaving is out of sight at once, on every address of the API that is read."""

import pytest
from tests.apps.accounts.people import Browser
from tests.apps.test_authorisation_matrix import LINES, things_of
from tests.apps.videos.world import Person, browser_of, person

from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.accounts.services import keep_account, leave
from mutoscope.apps.flow.services import drain
from mutoscope.apps.videos.models import Video

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Ornithorhynchus"
READS = [route.split()[1] for route in LINES if route.startswith("GET ")] + ["/search?q=anastasia"]


def met(reader: Browser, aim: dict[str, str], who: Person) -> list[str]:
    """Addresses whose answer says anything of a person."""
    found = []
    for path in READS:
        answer = reader.get("/api" + path.format(**aim))
        if answer.status_code == 200 and (
            who.handle in answer.content.decode() or WORDS in answer.content.decode()
        ):
            found.append(path)
    return found


def test_nobody_meets_whoever_is_leaving() -> None:
    """Neither by name nor by address of anything of theirs; all of it is back when they stay."""
    ana, bob = person("anastasia"), person("bob")
    aim = things_of(ana)
    Video.objects.filter(creator_id=ana.id).update(caption=WORDS)
    Account.objects.filter(id=ana.id).update(name=WORDS)
    drain()
    readers = {"anonymous": Browser(), "other": browser_of(bob)}
    before = {name: met(reader, aim, ana) for name, reader in readers.items()}
    expected = {"/people/{handle}", "/videos/{video_id}", "/comments/{comment_id}", "/search?q=anastasia"}
    assert expected <= set(before["other"])
    leave(ana.id)
    assert {name: met(reader, aim, ana) for name, reader in readers.items()} == {"anonymous": [], "other": []}
    drain()
    assert keep_account(ana.id)
    drain()
    assert {name: met(reader, aim, ana) for name, reader in readers.items()} == before

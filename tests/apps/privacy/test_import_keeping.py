"""A copy made here that comes in here: two who need one file, and neither takes it from the other."""

import hashlib
from pathlib import Path

import pytest
from tests.apps.accounts.people import Browser, join
from tests.apps.privacy.copies import files, packed, send
from tests.apps.privacy.test_export import prepared
from tests.apps.videos.world import Person

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.privacy import exporting, receiving
from mutoscope.apps.privacy.models import Export, Import
from mutoscope.apps.videos.services import store

pytestmark = pytest.mark.django_db(transaction=True)
DAYS_8_MS = 8 * 86_400_000


def both(browser: Browser, folder: Path) -> str:
    """Somebody's own copy, ready to be fetched and on its way in; the key of its file."""
    prepared(browser)
    key = Export.objects.get().object_key
    looked = send(browser, store().read(key), folder)
    assert looked["state"] == "looked" and Import.objects.get().object_key == key
    return key


def test_a_copy_can_be_fetched_after_its_import_ended(bob: tuple[Browser, Person], tmp_path: Path) -> None:
    """Whoever drops what they sent keeps the link to their copy, and in the end the file goes."""
    browser, _ = bob
    key = both(browser, tmp_path)
    browser.send("DELETE", "/api/me/import")
    receiving.sweep(now_ms())
    assert store().exists(key) and Import.objects.get().object_key == ""
    exporting.sweep(now_ms() + DAYS_8_MS)
    assert not store().exists(key)


@pytest.mark.parametrize("state", ["looking", "looked", "bringing"])
def test_an_import_is_read_after_the_copy_is_over(
    state: str, bob: tuple[Browser, Person], tmp_path: Path
) -> None:
    """The week of the copy ends while its file is looked at, waits or is taken in: it stays so long."""
    browser, _ = bob
    key = both(browser, tmp_path)
    Import.objects.update(state=state)
    Export.objects.update(expires_ms=now_ms() - 1)
    exporting.sweep(now_ms())
    assert Export.objects.get().state == "over" and store().exists(key)
    Import.objects.update(state="done")
    receiving.sweep(now_ms())
    assert not store().exists(key)


def test_what_is_being_taken_in_has_no_date(bob: tuple[Browser, Person], tmp_path: Path) -> None:
    """Two sent the same bytes, one is being taken in past its date: the other's end leaves it the file."""
    browser, _ = bob
    data = packed(files())
    key = hashlib.sha256(data).hexdigest()
    send(browser, data, tmp_path)
    Import.objects.update(state="bringing", expires_ms=1)
    other = join("carl")
    send(other, data, tmp_path, "other")
    other.send("DELETE", "/api/me/import")
    receiving.sweep(now_ms())
    assert store().exists(key)

"""Avatars that nobody has any more leave the object store with the films' sweep."""

from pathlib import Path

import pytest
from tests.apps.accounts.people import Browser, join
from tests.apps.accounts.test_avatars import picture, put
from tests.apps.videos.world import person, send, state

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.models import Person
from mutoscope.apps.flow import services as flow
from mutoscope.apps.videos import making, objects
from mutoscope.apps.videos.models import KeptObject

pytestmark = pytest.mark.django_db(transaction=True)


def key_of(handle: str) -> str:
    return Person.objects.get(username=handle).avatar_object


def gone(key: str) -> bool:
    return Browser().get(f"/api/avatars/{key}").status_code == 404


def test_a_replaced_avatar_goes_and_the_new_one_stays() -> None:
    """The old address answers 404 at once, its bytes go with the next sweep."""
    ana = join("ana")
    put(ana, picture())
    old = key_of("ana")
    put(ana, picture("PNG"))
    new = key_of("ana")
    assert gone(old) and not gone(new)
    flow.drain()
    making.sweep(now_ms())
    assert not objects.store().exists(old) and objects.store().exists(new)
    making.sweep(now_ms() + 10 * objects.GRACE_MS)
    assert not gone(new), "what is needed stays, however long"


def test_an_avatar_dropped_before_it_was_expected_goes_all_the_same() -> None:
    """Two listeners hear of it, in whatever order they are told."""
    objects.drop("0" * 64)
    objects.expect("0" * 64)
    assert KeptObject.objects.get(key="0" * 64).touched_ms == 0


def test_the_same_picture_of_two_people_is_two_objects() -> None:
    """Removing one leaves the other."""
    put(join("ana"), picture())
    put(bea := join("bea"), picture())
    kept, removed = key_of("ana"), key_of("bea")
    bea.send("DELETE", "/api/me/avatar")
    flow.drain()
    making.sweep(now_ms())
    assert kept != removed and gone(removed) and not objects.store().exists(removed)
    assert not gone(kept)


def test_who_leaves_takes_the_avatar_along() -> None:
    """A closed account keeps it unseen, since it may be opened again; one that is taken away does not."""
    put(join("ana"), picture())
    key = key_of("ana")
    Person.objects.filter(username="ana").update(is_active=False)
    making.sweep(now_ms() + 10 * objects.GRACE_MS)
    assert gone(key) and objects.store().exists(key)
    accounts.remove_person(Person.objects.get(username="ana").id)
    flow.drain()
    making.sweep(now_ms())
    assert gone(key) and not objects.store().exists(key)


def test_a_film_with_the_bytes_of_an_avatar_does_no_harm(tmp_path: Path) -> None:
    """Whoever sends somebody's avatar as a film, which it is not, deletes nothing by that."""
    put(join("ana"), picture())
    key = key_of("ana")
    video = send(person(), objects.store().read(key), tmp_path)
    flow.drain(raise_faults=False)
    assert state(video) == "failed"
    making.sweep(now_ms())
    assert not gone(key)


def test_an_avatar_that_was_put_and_never_taken_is_swept() -> None:
    """Killed between the two, a process leaves bytes that are known and therefore forgotten."""
    put(join("ana"), picture())
    key = key_of("ana")
    flow.drain()
    Person.objects.update(avatar_object="")
    assert KeptObject.objects.filter(key=key).exists()
    making.sweep(now_ms())
    assert objects.store().exists(key), "somebody may be about to take it"
    making.sweep(now_ms() + 2 * objects.GRACE_MS)
    assert not objects.store().exists(key)

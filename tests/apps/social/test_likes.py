"""Likes: given once, taken back once, counted exactly, and only by who may see the video."""

import threading
from typing import Any

import pytest
from django.db import connection
from tests.apps.accounts.people import Browser
from tests.apps.videos.world import browser_of, person, video

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.flow.services import drain
from mutoscope.apps.social import services
from mutoscope.apps.videos import queries
from mutoscope.core.units import to_text


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the outbox would tell."""
    told: list[Any] = []
    monkeypatch.setattr("mutoscope.apps.flow.services.record", told.append)
    return told


@pytest.mark.django_db
def test_liking_twice_is_liking_once(heard: list[Any]) -> None:
    """The second like changes nothing; taking it back twice neither; each change is told once."""
    fan, film = person(), video(person())
    assert [services.like(fan.id, film) for _ in range(2)] == [1, 1]
    assert queries.card(film, fan.viewer).viewer.liked
    assert [services.unlike(fan.id, film) for _ in range(2)] == [0, 0]
    assert not queries.card(film, fan.viewer).viewer.liked
    about = [type(fact).__name__ for fact in heard if "ike" in type(fact).__name__]
    assert about == ["Liked", "Unliked"]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_exactly() -> None:
    """Eight people liking, unliking and liking again at the same time leave eight likes."""
    film = video(person())
    fans = [person() for _ in range(8)]

    def act(fan_id: int) -> None:
        services.like(fan_id, film)
        services.unlike(fan_id, film)
        services.like(fan_id, film)
        connection.close()

    threads = [threading.Thread(target=act, args=(fan.id,)) for fan in fans]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert queries.card(film, fans[0].viewer).counts.likes == 8


@pytest.mark.django_db
def test_likes_over_http() -> None:
    """PUT and DELETE answer with the count; nobody likes what they may not see or without an account."""
    maker = person()
    film, hidden = to_text(video(maker)), to_text(video(maker, audience="me"))
    fan = browser_of(person())
    assert fan.send("PUT", f"/api/videos/{film}/like").json() == {"likes": 1}
    assert fan.send("DELETE", f"/api/videos/{film}/like").json() == {"likes": 0}
    for wrong in (hidden, "0000000000000"):
        assert fan.send("PUT", f"/api/videos/{wrong}/like").status_code == 404
    assert fan.send("PUT", "/api/videos/nonsense/like").json()["code"] == "bad_id"
    assert Browser().send("PUT", f"/api/videos/{film}/like").status_code == 401


@pytest.mark.django_db
def test_likes_leave_with_their_person() -> None:
    """Whoever closes their account no longer counts."""
    fan, film, other = person(), video(person()), person()
    services.like(fan.id, film)
    services.like(other.id, film)
    accounts.remove_person(fan.id)
    drain()
    assert queries.card(film, other.viewer).counts.likes == 1

"""What people say about themselves, and how much they may store."""

import threading
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from tests.apps.accounts.people import Browser, join

from mutoscope.apps.accounts import queries, services
from mutoscope.core.units import Refusal, from_text

pytestmark = pytest.mark.django_db


def test_change_everything() -> None:
    """Name, bio, language and handle change together, and others see it."""
    ana = join("ana")
    change = {"name": "Ana  Luz", "bio": "a\nb", "language": "fr", "handle": "Ana.L"}
    me = ana.send("PATCH", "/api/me", change).json()["person"]
    assert me | {"name": "Ana Luz", "handle": "ana.l", "bio": "a\nb", "language": "fr"} == me
    seen = Browser().get("/api/people/ana.l").json()
    assert (seen["name"], seen["bio"]) == ("Ana Luz", "a\nb")
    assert Browser().get("/api/people/ana").status_code == 404


def test_the_server_then_speaks_their_language() -> None:
    """After choosing French, refusals come in French."""
    ana = join("ana")
    ana.send("PATCH", "/api/me", {"language": "fr"})
    said = ana.send("PATCH", "/api/me", {"handle": "a"}).json()["message"]
    assert said.startswith("Un pseudo a")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "x" * 61}, "too_long"),
        ({"name": "x" * 10_000}, "bad_input"),
        ({"bio": "x" * 301}, "too_long"),
        ({"language": "tlh"}, "unknown_language"),
        ({"handle": "a"}, "bad_handle"),
        ({"handle": "admin"}, "handle_reserved"),
        ({"handle": "bob"}, "handle_taken"),
        ({"name": 5}, "bad_input"),
        ({"is_private": True}, "old_page"),  # how far one may be met has an address of its own
        ({"bio": ["x"]}, "bad_input"),
        ({"bio": {"x": 1}}, "bad_input"),
        ({"name": "\ud800"}, "bad_input"),
    ],
)
def test_refused_changes_change_nothing(change: dict[str, Any], code: str) -> None:
    """One bad field refuses the whole change."""
    ana = join("ana")
    join("bob")
    answer = ana.send("PATCH", "/api/me", {"bio": "new"} | change)
    assert (answer.status_code // 100, answer.json()["code"]) == (4, code)
    assert ana.me()["person"]["bio"] == ""


def test_a_page_of_before_is_told_to_reload() -> None:
    """It sends with every save what is changed elsewhere now; nothing of it is taken."""
    ana = join("ana")
    answer = ana.send("PATCH", "/api/me", {"name": "Ana", "is_private": False, "allow_downloads": True})
    assert (answer.status_code, answer.json()["code"]) == (409, "old_page")
    assert ana.me()["person"]["name"] != "Ana"


def test_rights_cannot_be_taken() -> None:
    """Whoever asks for what is not part of the form is refused, and nothing changes."""
    ana = join("ana")
    for wish in ({"is_staff": True}, {"is_superuser": True}, {"id": 1}, {"email": "x@y.z"}):
        assert ana.send("PATCH", "/api/me", wish).status_code == 422, wish
    assert (ana.me()["person"]["is_staff"], ana.me()["person"]["email"]) == (False, "ana@example.org")


def test_invisible_letters_leave_a_name() -> None:
    """NUL, direction overrides and zero-width letters don't reach anybody else's screen."""
    ana = join("ana")
    me = ana.send("PATCH", "/api/me", {"name": "\u202eA\u200bn\x00a 👩\u200d🚀"}).json()["person"]
    assert me["name"] == "Ana 👩\u200d🚀"


def test_handles_do_not_change_all_the_time() -> None:
    """A handle may change a few times; then it stays for a day, and everything else still changes."""
    ana = join("ana")
    codes = [ana.send("PATCH", "/api/me", {"handle": f"ana{n}"}).status_code for n in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    assert ana.send("PATCH", "/api/me", {"bio": "hello"}).status_code == 200


@pytest.mark.parametrize(
    "handle",
    ["", "a", "x" * 500, "%00", "%E2%80%AEana", "..", "ana%0A", "%F0%9F%90%B1%F0%9F%90%B1%F0%9F%90%B1"],
)
def test_handles_that_nobody_can_have(handle: str) -> None:
    """An address with no handle in it is a plain 404."""
    assert Browser().get(f"/api/people/{handle}").status_code == 404


def person_id(browser: Browser) -> int:
    return from_text(browser.me()["person"]["id"])


def test_storage_is_counted_and_never_negative(settings: Any) -> None:
    """What fits is counted, what doesn't is refused, giving back never goes below nothing."""
    ana = join("ana")
    limit = settings.CONFIG.storage_quota_bytes
    me = person_id(ana)
    services.add_stored(me, limit - 10)
    with pytest.raises(Refusal) as refused:
        services.add_stored(me, 11)
    assert refused.value.code == "quota_full"
    services.add_stored(me, 10)
    assert ana.me()["person"]["quota"] == {"used": limit, "limit": limit}
    services.add_stored(me, -2 * limit)
    assert queries.quota(me).used == 0


@pytest.mark.django_db(transaction=True)
def test_storage_is_right_under_a_storm(settings: Any) -> None:
    """Many uploads at once never get more than the quota together."""
    me = person_id(join("ana"))
    limit = settings.CONFIG.storage_quota_bytes
    got: list[int] = []

    def take_a_third() -> None:
        try:
            services.add_stored(me, limit // 3)
            got.append(1)
        except Refusal:
            pass
        connection.close()

    threads = [threading.Thread(target=take_a_third) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 3
    assert queries.quota(me).used == limit // 3 * 3


def test_people_are_found_by_id_and_handle() -> None:
    """Cards are there for open accounts, and for nobody else."""
    me = services.make_person("ana", name="Ana")
    assert queries.people([me, 5])[me].name == "Ana"
    assert queries.ids_of_handles(["@Ana", "bob", "\x00"]) == {"ana": me}
    get_user_model().objects.update(is_active=False)
    assert queries.people([me]) == {} and queries.by_handle("ana") is None


def test_who_is_removed_is_gone() -> None:
    """Removing a person takes the row away; the second time nothing happens."""
    me = services.make_person("ana")
    services.remove_person(me)
    services.remove_person(me)
    assert queries.people([me]) == {}

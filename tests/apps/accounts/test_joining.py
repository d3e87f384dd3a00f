"""Joining: who may, what is refused and how, and what is kept."""

import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from tests.apps.accounts.people import Browser, join, wish

from mutoscope.apps.accounts.contracts import PersonJoined

pytestmark = pytest.mark.django_db
People = get_user_model()

heard: list[PersonJoined] = []


def hear(fact: PersonJoined) -> None:
    heard.append(fact)


@pytest.fixture
def listening(settings: Any) -> list[PersonJoined]:
    settings.FLOW_LISTENERS = {"accounts.PersonJoined": (f"{__name__}.hear",)}
    heard.clear()
    return heard


def years_ago(years: int, days: int = 0) -> str:
    today = datetime.now(UTC).date() + timedelta(days)
    return f"{today.year - years}-{today.month:02}-{min(today.day, 28):02}"


def test_who_joins_is_logged_in_and_found() -> None:
    """Joining makes an account, logs it in, and others find it by its handle in any case."""
    ana = Browser()
    answer = ana.post("/api/join", wish("Ana.Luz"))
    assert answer.status_code == 200, answer.content
    me = answer.json()["person"]
    assert (me["handle"], me["email"], me["is_staff"]) == ("ana.luz", "ana.luz@example.org", False)
    assert ana.me()["person"]["id"] == me["id"]
    assert Browser().get("/api/people/ANA.luz").json()["handle"] == "ana.luz"


def test_passwords_are_hashed_with_argon2(settings: Any) -> None:
    """What is kept of a password is its Argon2 hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    join("ana")
    assert People.objects.get(username="ana").password.startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"handle": "ab"}, "bad_handle"),
        ({"handle": "аna"}, "bad_handle"),
        ({"handle": "ana\u0000"}, "bad_handle"),
        ({"handle": "\u202eana"}, "bad_handle"),
        ({"handle": "🐱🐱🐱"}, "bad_handle"),
        ({"handle": "support"}, "handle_reserved"),
        ({"email": "nowhere"}, "bad_email"),
        ({"email": "a\u0000b@example.org"}, "bad_email"),
        ({"email": "a@b@example.org"}, "bad_email"),
        ({"email": "ana@example.org\nBcc: all@example.org"}, "bad_email"),
        ({"email": "<script>@example.org"}, "bad_email"),
        ({"password": "short"}, "weak_password"),
        ({"password": "123456789012"}, "weak_password"),
        ({"password": "1qaz2wsx3edc"}, "weak_password"),
        ({"password": "ana.example.org!", "email": "ana.example@example.org"}, None),
        ({"password": "a tall green\u0000 post"}, "weak_password"),
        ({"birth_date": "1990-02-30"}, "bad_birth_date"),
        ({"birth_date": "1990-13-01"}, "bad_birth_date"),
        ({"birth_date": "2100-01-01"}, "bad_birth_date"),
        ({"birth_date": "1850-01-01"}, "bad_birth_date"),
        ({"birth_date": "19900517"}, "bad_birth_date"),
        ({"birth_date": "1990-W20-4"}, "bad_birth_date"),
        ({"birth_date": "٢٠٠٠-٠١-٠١"}, "bad_birth_date"),
        ({"birth_date": ""}, "bad_birth_date"),
        ({"birth_date": "1992-02-29"}, None),
        ({"birth_date": "1991-02-29"}, "bad_birth_date"),
        ({"language": "tlh"}, None),
        ({"handle": "x" * 10_000}, "bad_input"),
        ({"email": "x" * 10_000}, "bad_input"),
        ({"password": "x" * 10_000}, "bad_input"),
        ({"birth_date": "1" * 10_000}, "bad_input"),
    ],
)
def test_every_field_is_checked(changes: dict[str, Any], code: str | None) -> None:
    """A bad field is refused by name, in a sentence, and leaves nothing behind."""
    answer = Browser().post("/api/join", wish("ana") | changes)
    if code is None:
        assert answer.status_code == 200, answer.content
        return
    said = answer.json()
    assert (answer.status_code // 100, said["code"]) == (4, code)
    assert said["message"] and "%(" not in said["message"]
    assert not People.objects.exists()


@pytest.mark.parametrize("field", ["handle", "email", "password", "birth_date", "language", "keep_learned"])
def test_wrong_types_are_refused(field: str) -> None:
    """A value of the wrong type is a 422 that names the field, never a crash."""
    browser = Browser()
    for value in (None, 7, 1e308, 10**400, True, [], ["a"], {"a": 1}, "\ud800"):
        if field == "keep_learned" and value is True:
            continue
        answer = browser.post("/api/join", wish("ana") | {field: value})
        assert answer.status_code in (400, 422), (value, answer.content)
        assert answer.json()["code"] in ("bad_input", "bad_request")
    assert not People.objects.exists()


@pytest.mark.parametrize("raw", [b"", b"[]", b'"x"', b"{", b"\xff\xfe", b"[" * 5000, b"null"])
def test_what_is_not_an_object_is_refused(raw: bytes) -> None:
    """A body that is no JSON object is refused in the same shape."""
    answer = Browser().send("POST", "/api/join", raw=raw)
    assert answer.status_code in (400, 422)
    assert set(answer.json()) == {"code", "message", "fields"}


def test_a_taken_handle_is_refused_in_any_case() -> None:
    """Handles are public, so that one is taken may be said."""
    join("ana")
    answer = Browser().post("/api/join", wish("ANA", email="other@example.org"))
    assert (answer.status_code, answer.json()["code"]) == (409, "handle_taken")


def test_joining_does_not_tell_whether_an_address_is_known(mailoutbox: list[Any]) -> None:
    """A known address gets the same answer as a new one; only the mailbox hears the difference."""
    join("ana", email="shared@example.org")
    cache.clear()  # a mailbox gets one such mail in three minutes
    second = Browser().post("/api/join", wish("eve", email="Shared@Example.org")).json()
    fresh = Browser().post("/api/join", wish("bob")).json()
    assert second.keys() == fresh.keys() and second["person"].keys() == fresh["person"].keys()
    assert second["confirm_email"] == fresh["confirm_email"]
    drain()
    subjects = {mail.subject for mail in mailoutbox if "shared@example.org" in mail.to}
    assert "A new account uses your address" in subjects


def test_a_child_is_refused_kindly_and_nothing_is_kept() -> None:
    """Below the minimum age there is no account, no session, no cookie about it, no row anywhere."""
    child = Browser()
    answer = child.post("/api/join", wish("kid", birth_date=years_ago(13, days=40)))
    assert (answer.status_code, answer.json()["code"]) == (403, "too_young")
    assert "sessionid" not in answer.cookies and "session" not in answer.cookies
    assert not People.objects.exists() and not Session.objects.exists()
    for file in settings.HOME.glob("memory.sqlite3*"):
        assert b"kid" not in file.read_bytes()


def test_another_year_does_not_help_at_once() -> None:
    """The same address or handle gets the same answer for a while; somebody else beside them may join."""
    child = Browser()
    child.post("/api/join", wish("kid", birth_date=years_ago(9)))
    again = Browser(address=child.address)
    assert again.post("/api/join", wish("kid")).json()["code"] == "too_young"
    assert Browser().post("/api/join", wish("kid2", email="KID@example.org")).json()["code"] == "too_young"
    assert again.post("/api/join", wish("mum")).status_code == 200


def test_thirteen_today_is_old_enough() -> None:
    """On the birthday itself one may join; the account starts private below 16."""
    today = datetime.now(UTC).date()
    birth = (
        today.replace(year=today.year - 13)
        if (today.month, today.day) != (2, 29)
        else date(today.year - 13, 3, 1)
    )
    assert join("teen", birth_date=birth.isoformat()).me()["person"]["is_private"] is True
    assert join("grown").me()["person"]["is_private"] is False


@pytest.mark.parametrize(("keep", "told"), [(True, True), (False, False)])
def test_what_was_learned_is_kept_only_when_asked(
    keep: bool, told: bool, listening: list[PersonJoined]
) -> None:
    """PersonJoined names the browser's key only for who wants it; the browser's token is left behind."""
    browser = Browser()
    before = browser.me()["viewer_key"]
    assert before.startswith("a") and browser.me()["viewer_key"] == before
    token = browser.client.cookies["viewer"].value
    me = browser.post("/api/join", wish("ana", keep_learned=keep)).json()
    drain()
    assert [fact.anonymous_key for fact in listening] == [before if told else ""]
    assert me["viewer_key"] == f"p{listening[0].person_id}"
    assert browser.client.cookies["viewer"].value not in ("", token)
    browser.post("/api/logout")
    assert browser.me()["viewer_key"] not in (before, me["viewer_key"])


def test_a_forged_viewer_cookie_is_worth_nothing(listening: list[PersonJoined]) -> None:
    """Only tokens that we signed count; somebody else's key can't be taken by writing it into the cookie."""
    victim = Browser().me()["viewer_key"]
    thief = Browser()
    thief.client.cookies["viewer"] = victim.removeprefix("a")
    assert thief.me()["viewer_key"] != victim
    thief.client.cookies["viewer"] = victim.removeprefix("a") + ":forged"
    thief.post("/api/join", wish("eve", keep_learned=True))
    drain()
    assert listening[0].anonymous_key != victim


@pytest.mark.django_db(transaction=True)
def test_two_who_want_one_handle_at_once() -> None:
    """Of many who want one handle at the same moment exactly one gets it; the others hear so."""
    browsers = [Browser() for _ in range(6)]
    for browser in browsers:
        browser.me()
    start = threading.Barrier(len(browsers))
    answers: list[Any] = []

    def race(number: int, browser: Browser) -> None:
        start.wait()
        answers.append(browser.post("/api/join", wish("ana", email=f"n{number}@example.org")))
        connection.close()

    threads = [threading.Thread(target=race, args=pair) for pair in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    codes = sorted(answer.json().get("code", "joined") for answer in answers)
    assert codes == ["handle_taken"] * 5 + ["joined"]
    assert People.objects.count() == 1


def drain() -> None:
    from mutoscope.apps.flow.services import drain as run_everything

    run_everything()

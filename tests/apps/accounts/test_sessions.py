"""Logging in and out: what works, what tells nothing, what can't be forged."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.utils import timezone
from tests.apps.accounts.people import PASSWORD, Browser, join, wish

pytestmark = pytest.mark.django_db
People = get_user_model()


@pytest.mark.parametrize("login", ["ana", "ANA", "@ana", "ana@example.org", " Ana@Example.org "])
def test_log_in_with_handle_or_address(login: str) -> None:
    """The handle and the mail address both log in, in any case."""
    join("ana")
    browser = Browser()
    assert browser.post("/api/login", {"login": login, "password": PASSWORD}).status_code == 200
    assert browser.me()["person"]["handle"] == "ana"
    assert browser.post("/api/logout").json()["person"] is None
    assert browser.me()["person"] is None


@pytest.mark.parametrize(
    "login",
    ["ana", "ana@example.org", "nobody_here", "nobody@example.org", "", "\x00", "@", "a b", "x" * 399],
)
def test_a_wrong_log_in_tells_nothing(login: str) -> None:
    """Known and unknown names get the same answer, word for word."""
    join("ana")
    answer = Browser().post("/api/login", {"login": login, "password": "not the password at all"})
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_login")
    assert (
        answer.json() == Browser().post("/api/login", {"login": "zoe", "password": "whatever it is"}).json()
    )


def test_an_unknown_name_costs_a_hash_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password is hashed whether or not the account exists, so the time taken tells nothing."""
    from django.contrib.auth import hashers

    join("ana")
    hashed: list[str] = []
    hasher = type(hashers.get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda self, *a: hashed.append("x") or encode(self, *a))
    counts = []
    for login in ("ana", "ana@example.org", "zoe", "zoe@example.org"):
        hashed.clear()
        Browser().post("/api/login", {"login": login, "password": "not the password at all"})
        counts.append(len(hashed))
    assert set(counts) == {1}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/api/join", wish("ana")),
        ("POST", "/api/login", {"login": "ana", "password": PASSWORD}),
        ("POST", "/api/logout", {}),
        ("POST", "/api/password/forgot", {"email": "ana@example.org"}),
        ("PATCH", "/api/me", {"name": "Eve"}),
        ("PUT", "/api/me/avatar", {}),
        ("DELETE", "/api/me/avatar", {}),
    ],
)
def test_another_sites_page_can_write_nothing(method: str, path: str, body: Any) -> None:
    """Without the token, with a wrong one, or from a foreign origin every write is refused."""
    browser = join("bob")
    token = browser.client.cookies["csrftoken"].value
    browser.csrf = False
    foreign = {"X-CSRFToken": token, "Origin": "https://evil.example"}
    for headers in ({}, {"X-CSRFToken": "x" * 32}, foreign):
        answer = browser.send(method, path, body, **headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
    assert browser.me()["person"]["name"] == ""


def test_a_session_given_by_somebody_else_is_not_logged_in() -> None:
    """The session's key changes at log-in, so a key planted before is worth nothing after."""
    join("ana")
    victim = Browser()
    victim.me()
    session = victim.client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    victim.client.cookies["session"] = planted
    victim.post("/api/login", {"login": "ana", "password": PASSWORD})
    assert victim.client.cookies["session"].value != planted
    thief = Browser()
    thief.client.cookies["session"] = planted
    assert thief.me()["person"] is None


def test_log_out_ends_the_session_everywhere_it_was_copied() -> None:
    """A stolen copy of the cookie is dead after log-out."""
    ana = join("ana")
    copy = Browser()
    copy.client.cookies["session"] = ana.client.cookies["session"].value
    assert copy.me()["person"]["handle"] == "ana"
    ana.post("/api/logout")
    assert copy.me()["person"] is None


def test_a_session_lives_while_it_is_used_but_not_for_ever() -> None:
    """Coming back moves the session's end, once a day; after half a year one logs in again."""
    ana = join("ana")
    ana.me()
    session = ana.client.session
    began, _ = session["days"]
    session["days"] = (began - 100, began - 3)
    session.save()
    assert "session" in ana.get("/api/me").cookies
    assert "session" not in ana.get("/api/me").cookies
    assert list(ana.client.session["days"]) == [began - 100, began]
    session = ana.client.session
    session["days"] = (began - 181, began - 1)
    session.save()
    assert ana.me()["person"] is None


def test_an_ended_session_is_nobodys() -> None:
    """Past its end, or with its row gone, the cookie opens nothing."""
    key = join("ana").client.cookies["session"].value
    sessions = Session.objects.filter(session_key=key)

    def who() -> Any:
        browser = Browser()
        browser.client.cookies["session"] = key
        return browser.me()["person"]

    assert who()["handle"] == "ana"
    sessions.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert who() is None
    sessions.update(expire_date=timezone.now() + timedelta(seconds=60))
    assert who()["handle"] == "ana"
    sessions.delete()
    assert who() is None


def test_a_changed_password_ends_the_sessions_made_with_the_old_one() -> None:
    """Whoever else is logged in with it is not any more, from the next request on."""
    ana = join("ana")
    changed = People.objects.get(username="ana")
    changed.set_password("another tall green lamp post")
    changed.save()
    assert ana.me()["person"] is None


def test_a_new_secret_key_keeps_people_logged_in_while_the_old_one_is_known(settings: Any) -> None:
    """With the old key among the former ones a session goes on, signed anew; without it, it ends."""
    ana, bob = join("ana"), join("bob")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another key, long enough to sign with: 0123456789"
    settings.SECRET_KEY_FALLBACKS = [former]
    assert ana.me()["person"]["handle"] == "ana"
    settings.SECRET_KEY_FALLBACKS = []
    assert ana.me()["person"]["handle"] == "ana"
    assert bob.me()["person"] is None


def test_a_session_of_an_unknown_door_or_person_is_nobodys() -> None:
    """A way of logging in that was switched off, an account that is gone, an id that is none."""
    for name, value in (("_auth_user_backend", "gone.Backend"), ("_auth_user_id", "12345")):
        ana = join(f"ana{value[0]}")
        session = ana.client.session
        session[name] = value
        session.save()
        assert ana.me()["person"] is None


def test_guessing_is_slowed_down() -> None:
    """After some wrong passwords the account's log-in waits, wherever the guesses come from."""
    join("ana")
    codes = [
        Browser().post("/api/login", {"login": "ana", "password": f"guess number {n}"}).json()["code"]
        for n in range(10)
    ]
    assert codes[0] == "wrong_login" and codes[-1] == "slow_down"


def test_a_closed_account_cannot_log_in_and_is_nowhere() -> None:
    """A closed account's sessions end at once, its profile is gone, its right password says why."""
    ana = join("ana")
    People.objects.filter(username="ana").update(is_active=False)
    assert ana.me()["person"] is None
    assert Browser().get("/api/people/ana").status_code == 404
    answer = Browser().post("/api/login", {"login": "ana", "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (403, "account_closed")
    answer = Browser().post("/api/login", {"login": "ana", "password": "not the password at all"})
    assert answer.json()["code"] == "wrong_login"


def test_answers_are_not_kept_by_anybody_between() -> None:
    """What the API says about somebody is in no shared cache."""
    assert join("ana").get("/api/me")["Cache-Control"] == "private, no-store"


def test_cookies_are_out_of_reach_of_scripts() -> None:
    """The session's and the viewer's cookies are http-only and stay on this site."""
    browser = Browser()
    viewer = browser.get("/api/me").cookies["viewer"]
    assert viewer["httponly"] and viewer["samesite"] == "Lax"
    session = browser.post("/api/join", wish("ana")).cookies["session"]
    assert session["httponly"] and session["samesite"] == "Lax"


def test_when_addresses_must_be_confirmed(settings: Any, mailoutbox: list[Any]) -> None:
    """Where the operator wants it, joining asks for the mailbox first, and so does logging in."""
    from mutoscope.apps.flow.services import drain

    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    browser = Browser()
    answer = browser.post("/api/join", wish("ana")).json()
    assert (answer["person"], answer["confirm_email"]) == (None, True)
    again = Browser().post("/api/join", wish("eve", email="ana@example.org")).json()
    assert (again["person"], again["confirm_email"]) == (None, True)
    assert not People.objects.filter(username="eve").exists()
    said = browser.post("/api/login", {"login": "ana", "password": PASSWORD})
    assert said.json()["code"] == "confirm_email_first"
    drain()
    link = next(
        word
        for mail in mailoutbox
        for word in mail.body.split()
        if "/verify/" in word and mail.to == ["ana@example.org"]
    )
    path = link[link.index("/verify/") :]
    assert "Yes, it is mine" in browser.get(path).content.decode()
    assert Browser(csrf=False).client.post(path).status_code == 403
    page = browser.client.post(path, {"csrfmiddlewaretoken": browser.client.cookies["csrftoken"].value})
    assert "is confirmed" in page.content.decode()
    assert browser.post("/api/login", {"login": "ana", "password": PASSWORD}).status_code == 200

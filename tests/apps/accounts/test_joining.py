"""Joining, logging in and out."""

import pytest
from django.contrib.auth import get_user_model
from tests.apps.accounts.people import PASSWORD, Browser, join, wish

pytestmark = pytest.mark.django_db


def test_who_joins_is_logged_in_and_found() -> None:
    """Joining makes an account, logs it in, and others find it by its handle in any case."""
    ana = Browser()
    answer = ana.post("/api/join", wish("Ana.Luz"))
    assert answer.status_code == 200, answer.content
    me = answer.json()["person"]
    assert (me["handle"], me["email"], me["is_staff"]) == ("ana.luz", "ana.luz@example.org", False)
    assert ana.me()["person"]["id"] == me["id"]
    assert Browser().get("/api/people/ANA.luz").json()["handle"] == "ana.luz"


def test_passwords_are_hashed_with_argon2() -> None:
    """What is kept of a password is its Argon2 hash."""
    join("ana")
    assert get_user_model().objects.get(username="ana").password.startswith("argon2$argon2id$")


@pytest.mark.parametrize("login", ["ana", "ANA", "@ana", "ana@example.org", "Ana@Example.org"])
def test_log_in_with_handle_or_address(login: str) -> None:
    """The handle and the mail address both log in, in any case."""
    join("ana")
    browser = Browser()
    assert browser.post("/api/login", {"login": login, "password": PASSWORD}).status_code == 200
    assert browser.me()["person"]["handle"] == "ana"
    assert browser.post("/api/logout").json()["person"] is None
    assert browser.me()["person"] is None

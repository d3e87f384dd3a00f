"""A forgotten password: a link by mail, once, and no word about who has an account."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from tests.apps.accounts.people import PASSWORD, Browser, join

from mutoscope.apps.flow.services import drain

pytestmark = pytest.mark.django_db
NEW = "another tall lamp post"


def ask_for_link(email: str, outbox: list[Any]) -> Any:
    """Ask for a new password; the mail, or None."""
    drain()
    outbox.clear()
    answer = Browser().post("/api/password/forgot", {"email": email})
    assert (answer.status_code, answer.json()) == (200, {"done": True})
    assert outbox == []  # nobody waits for a mail server
    drain()
    return outbox[0] if outbox else None


def key_in(mail: Any) -> str:
    line = next(line for line in mail.body.splitlines() if "/reset/" in line)
    return line.strip().rpartition("/reset/")[2]


def test_the_link_in_the_mail_sets_a_new_password(mailoutbox: list[Any]) -> None:
    """The key works once; the new password logs in, the old one and the old sessions don't."""
    ana = join("ana")
    key = key_in(ask_for_link("ANA@example.org", mailoutbox))
    assert Browser().post("/api/password/reset", {"key": key, "password": NEW}).status_code == 200
    assert ana.me()["person"] is None
    assert Browser().post("/api/login", {"login": "ana", "password": PASSWORD}).status_code == 401
    assert Browser().post("/api/login", {"login": "ana", "password": NEW}).status_code == 200
    again = Browser().post("/api/password/reset", {"key": key, "password": "a third lamp post"})
    assert (again.status_code, again.json()["code"]) == (400, "bad_reset_key")


def test_an_address_that_nobody_has_gets_the_same_answer_and_no_mail(mailoutbox: list[Any]) -> None:
    """Asking tells nothing, and we write to nobody who is not with us."""
    assert ask_for_link("nobody@example.org", mailoutbox) is None


def test_what_is_no_address_on_any_database_is_refused() -> None:
    """PostgreSQL can't even look for it."""
    said = Browser().post("/api/password/forgot", {"email": "a\x00b@example.org"})
    assert said.status_code == 422 and said.json()["message"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Choose a new password"), ("fr", "Choisissez un nouveau mot de passe")]
)
def test_the_mail_speaks_their_language(language: str, words: str, mailoutbox: list[Any]) -> None:
    """Mail comes in the language that the person chose."""
    join("ana", language=language)
    mail = ask_for_link("ana@example.org", mailoutbox)
    assert mail.subject == words
    assert "@ana" in mail.body and "$" not in mail.body


def test_the_link_works_only_for_a_while(mailoutbox: list[Any], settings: Any) -> None:
    """A link that is too old is refused."""
    join("ana")
    key = key_in(ask_for_link("ana@example.org", mailoutbox))
    settings.PASSWORD_RESET_TIMEOUT = -1
    answer = Browser().post("/api/password/reset", {"key": key, "password": NEW})
    assert answer.json()["code"] == "bad_reset_key"


@pytest.mark.parametrize(
    "key", ["", "x", "1-2", "zzzzzzzzzzzzzzzzzzzz-abc-def", "\x00", "1" * 400, "-", "../../x", "ß-ß"]
)
def test_keys_that_nobody_sent(key: str) -> None:
    """Made-up keys are refused."""
    join("ana")
    answer = Browser().post("/api/password/reset", {"key": key, "password": NEW})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_reset_key")


def test_a_key_is_for_one_person(mailoutbox: list[Any]) -> None:
    """A key made for one account opens no other."""
    join("ana")
    join("bob")
    ana_key = key_in(ask_for_link("ana@example.org", mailoutbox))
    bob_key = key_in(ask_for_link("bob@example.org", mailoutbox))
    mixed = bob_key.partition("-")[0] + "-" + ana_key.partition("-")[2]
    assert Browser().post("/api/password/reset", {"key": mixed, "password": NEW}).status_code == 400


def test_a_weak_new_password_is_refused_and_the_link_stays_good(mailoutbox: list[Any]) -> None:
    """Choosing badly does not use the link up."""
    join("ana")
    key = key_in(ask_for_link("ana@example.org", mailoutbox))
    answer = Browser().post("/api/password/reset", {"key": key, "password": "short"})
    assert answer.json()["code"] == "weak_password"
    assert Browser().post("/api/password/reset", {"key": key, "password": NEW}).status_code == 200


def test_nobody_is_flooded_with_mail() -> None:
    """One address can be asked for a few times, then has to wait, known or not."""
    for email in ("ana@example.org", "nobody@example.org"):
        codes = [Browser().post("/api/password/forgot", {"email": email}).status_code for _ in range(5)]
        assert codes[0] == 200 and codes[-1] == 429


def test_a_closed_account_gets_no_link(mailoutbox: list[Any]) -> None:
    """Who was shut out is not let in by a new password."""
    join("ana")
    get_user_model().objects.update(is_active=False)
    assert ask_for_link("ana@example.org", mailoutbox) is None

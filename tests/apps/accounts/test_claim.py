"""The first administrator's link."""

import threading
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from tests.apps.accounts.people import Browser, wish

from mutoscope.apps.accounts.models import Claim
from mutoscope.apps.accounts.services import claim_link

pytestmark = pytest.mark.django_db
People = get_user_model()


def claiming(link: str, **changes: Any) -> dict[str, Any]:
    filled_in = wish("boss") | changes | {"token": link.rpartition("/")[2]}
    filled_in.pop("keep_learned")
    return filled_in


def test_the_link_makes_the_administrator_once() -> None:
    """Whoever opens the link first runs the place; after that there is no link and no second claim."""
    link = claim_link()
    assert link and "/claim/" in link
    boss = Browser()
    assert boss.post("/api/claim", claiming(link)).json()["person"]["is_staff"] is True
    assert boss.get("/admin/").status_code == 200
    late = Browser().post("/api/claim", claiming(link, handle="late", email="late@example.org"))
    assert (late.status_code, late.json()["code"]) == (403, "claim_closed")
    assert claim_link() is None and not Claim.objects.exists()


def test_a_newer_link_ends_the_older_one() -> None:
    """Starting the program again prints a new link; the one in the old output is dead."""
    old, new = claim_link(), claim_link()
    assert old and new
    assert Browser().post("/api/claim", claiming(old)).json()["code"] == "claim_closed"
    assert Browser().post("/api/claim", claiming(new)).status_code == 200


def test_the_token_itself_is_kept_nowhere() -> None:
    """Who reads the database can't claim with what stands there."""
    link = claim_link()
    assert link
    kept = Claim.objects.get().token_hash
    assert kept not in link
    assert Browser().post("/api/claim", claiming("/claim/" + kept)).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "\x00", "é" * 100, "x" * 400])
def test_made_up_tokens_are_refused(token: str) -> None:
    """Guessing gets the same kind answer."""
    claim_link()
    assert Browser().post("/api/claim", claiming("/" + token)).json()["code"] == "claim_closed"


def test_a_mistake_in_the_form_does_not_use_the_link_up() -> None:
    """Something refused leaves the link as good as it was."""
    link = claim_link()
    assert link
    assert Browser().post("/api/claim", claiming(link, password="short")).json()["code"] == "weak_password"
    assert Browser().post("/api/claim", claiming(link)).status_code == 200


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Become the administrator"), ("fr", "Devenir l’administrateur")]
)
def test_the_page_works_without_the_client(language: str, words: str) -> None:
    """The link opens a plain form, in the reader's language, which makes the account and goes to the feed."""
    link = claim_link()
    assert link
    path = link[link.index("/claim/") :]
    browser = Browser()
    page = browser.get(path, **{"Accept-Language": language})
    assert page.status_code == 200 and words in page.content.decode()
    form = claiming(link) | {"csrfmiddlewaretoken": browser.client.cookies["csrftoken"].value}
    wrong = browser.client.post(path, form | {"birth_date": "tomorrow"})
    assert wrong.status_code == 400 and 'role="alert"' in wrong.content.decode()
    done = browser.client.post(path, form)
    assert (done.status_code, done["Location"]) == (302, "/")
    assert browser.me()["person"]["is_staff"] is True
    assert Browser().get(path).status_code == 403


def test_the_page_asks_for_its_own_form() -> None:
    """A form sent by another site's page is refused."""
    link = claim_link()
    assert link
    path = link[link.index("/claim/") :]
    assert Browser().client.post(path, claiming(link)).status_code == 403
    assert not People.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_claims_at_once_make_one_administrator() -> None:
    """However many open the link together, one of them gets it."""
    link = claim_link()
    assert link
    browsers = [Browser() for _ in range(4)]
    for browser in browsers:
        browser.me()
    start = threading.Barrier(len(browsers))
    codes: list[str] = []

    def race(number: int, browser: Browser) -> None:
        start.wait()
        answer = browser.post(
            "/api/claim", claiming(link, handle=f"boss{number}", email=f"b{number}@example.org")
        )
        codes.append(answer.json().get("code", "claimed"))
        connection.close()

    threads = [threading.Thread(target=race, args=pair) for pair in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == ["claim_closed"] * 3 + ["claimed"]
    assert People.objects.count() == 1

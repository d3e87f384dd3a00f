"""Leaving: out of sight at once, kept for a while, then gone for good, with a letter for each step."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.core import mail
from django.core.cache import cache
from tests.apps.accounts.people import PASSWORD, Browser, join
from tests.apps.accounts.test_security import code, said, with_app
from tests.apps.social.talk import answers, say, texts
from tests.apps.videos.world import Person, nobody, person, video

from mutoscope.adapters import erased
from mutoscope.adapters.engine import EngineDown, Keeper
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts import services as people
from mutoscope.apps.accounts.models import Leaving
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.flow.services import drain
from mutoscope.apps.privacy.models import Erasure
from mutoscope.apps.social import queries as social
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import to_text
from mutoscope.project.prepare import erase_again

pytestmark = pytest.mark.django_db(transaction=True)
LOGIN = {"login": "ana", "password": PASSWORD}
KEEP = LOGIN | {"keep": True}


def prove(browser: Browser) -> None:
    assert browser.post("/api/me/proof/password", {"password": PASSWORD}).status_code == 200


def leave(handle: str = "ana") -> Person:
    """Somebody joins and asks for their account to be deleted."""
    browser = join(handle)
    prove(browser)
    who = Person(Account.objects.get(username=handle).id, handle)
    assert browser.post("/api/me/leave").status_code == 200
    return who


def let_grace_end() -> None:
    Leaving.objects.update(due_ms=1)
    drain(with_schedules=True)
    drain(ahead=timedelta(hours=1), with_schedules=True)


def test_leaving_takes_a_proof() -> None:
    """A session that somebody left open is not enough."""
    browser = join("ana")
    assert said(browser.post("/api/me/leave")) == (403, "confirm_first")
    assert browser.me()["person"]["handle"] == "ana"


def test_whoever_leaves_is_out_of_sight_at_once() -> None:
    """Logged out everywhere; profile, videos and words are nobody's to see; a letter says until when."""
    browser = join("ana")
    ana = Person(Account.objects.get(username="ana").id, "ana")
    film, other = video(ana), video(person("bo"))
    say(ana, other, "Mine")
    elsewhere = Browser()
    elsewhere.post("/api/login", LOGIN)
    prove(browser)
    until = browser.post("/api/me/leave").json()["until"]
    assert len(until) == 10
    assert browser.me()["person"] is None and elsewhere.me()["person"] is None
    assert Browser().get("/api/people/ana").status_code == 404
    assert videos.cards([film], nobody()) == []
    assert texts(other, person("cy")) == []
    drain()
    assert [letter.subject.split(" on ")[0] for letter in mail.outbox[-1:]] == [
        "Your account will be deleted"
    ]
    assert Browser().get("/api/search?q=ana").json()["people"] == []


def test_logging_in_offers_to_keep_the_account() -> None:
    """The password says until when; with the wish to keep it everything is as it was."""
    ana = leave()
    film = video(ana)
    browser = Browser()
    answer = browser.post("/api/login", LOGIN)
    assert said(answer) == (403, "account_leaving") and answer.json()["fields"]["until"]
    assert said(browser.post("/api/login", LOGIN | {"password": "not it at all"})) == (401, "wrong_login")
    assert browser.post("/api/login", KEEP).json()["person"]["handle"] == "ana"
    assert videos.cards([film], nobody())
    let_grace_end()
    assert accounts.people([ana.id])
    assert "Your account is kept" in [letter.subject for letter in mail.outbox]


def test_keeping_takes_every_step_of_a_log_in() -> None:
    """Who knows the password but not the code neither gets in nor brings the account back."""
    browser = join("ana")
    secret, _ = with_app(browser)
    assert browser.post("/api/me/leave").status_code == 200
    again = Browser()
    assert said(again.post("/api/login", KEEP)) == (401, "second_step")
    assert said(again.post("/api/login/code", {"code": "000000"})) == (422, "wrong_code")
    assert Browser().get("/api/people/ana").status_code == 404
    cache.clear()
    assert again.post("/api/login/code", {"code": code(secret)}).json()["person"]["handle"] == "ana"
    assert Browser().get("/api/people/ana").status_code == 200


def test_a_log_in_begun_before_does_not_keep_the_account() -> None:
    """A second step that waits while the account is closed ends nowhere."""
    browser = join("ana")
    secret, _ = with_app(browser)
    again = Browser()
    assert said(again.post("/api/login", LOGIN)) == (401, "second_step")
    assert browser.post("/api/me/leave").status_code == 200
    cache.clear()
    assert said(again.post("/api/login/code", {"code": code(secret)})) == (403, "account_closed")
    assert Browser().get("/api/people/ana").status_code == 404


def test_the_link_of_the_letter_keeps_the_account_once() -> None:
    """Opening it asks, the button does it; afterwards and after the end it counts no more."""
    leave()
    drain()
    link = next(word for word in mail.outbox[-1].body.split() if "/keep/" in word).split("/", 3)[3]
    browser = Browser(csrf=False)
    browser.client.handler.enforce_csrf_checks = False
    assert browser.get(f"/{link}").status_code == 200
    assert Browser().get("/api/people/ana").status_code == 404
    assert b"is kept" in browser.client.post(f"/{link}").content
    assert Browser().get("/api/people/ana").status_code == 200
    assert browser.get(f"/{link}").status_code == 403
    assert browser.get("/keep/1:2:made-up").status_code == 403


def test_our_team_has_the_last_word() -> None:
    """An account closed by staff is not opened by keeping it; opened by staff it is still leaving."""
    ana = leave()
    people.close(ana.id, 1)
    assert said(Browser().post("/api/login", KEEP)) == (403, "account_closed")
    assert not people.keep_account(ana.id)
    people.open_again(ana.id, 1)
    assert not accounts.people([ana.id])
    assert Browser().post("/api/login", KEEP).status_code == 200


def test_an_account_in_use_is_not_erased() -> None:
    """However it came to be open again, whoever is there when the days are over stays."""
    ana = leave()
    Account.objects.filter(id=ana.id).update(is_active=True)
    let_grace_end()
    assert accounts.people([ana.id]) and not Leaving.objects.exists()


def test_the_only_administrator_stays() -> None:
    """Otherwise nobody could look after the place."""
    browser = join("ana")
    Account.objects.update(is_superuser=True, is_staff=True)
    prove(browser)
    assert said(browser.post("/api/me/leave")) == (409, "last_administrator")
    Account.objects.create_superuser("bob", "bob@example.org", PASSWORD)
    assert browser.post("/api/me/leave").status_code == 200


def test_after_the_days_of_grace_everything_goes() -> None:
    """Account and films go; nobody gets the handle; the receipt tells how much there was."""
    ana = leave()
    film = video(ana)
    let_grace_end()
    assert not Account.objects.filter(id=ana.id).exists() and not Erasure.objects.exists()
    assert not videos.is_there(film)
    assert said(Browser().post("/api/login", KEEP)) == (401, "wrong_login")
    other = join("bob")
    assert said(other.send("PATCH", "/api/me", {"handle": "ana"})) == (409, "handle_taken")
    receipt = mail.outbox[-1]
    assert receipt.subject == "Your account is deleted" and receipt.to == ["ana@example.org"]
    assert "- Videos: 1" in receipt.body and "365 days" in receipt.body


@pytest.mark.parametrize(("days", "words"), [(0, ""), (1, "handle for 1 day. "), (2, "handle for 2 days. ")])
def test_without_days_no_letter_speaks_of_any(settings: Any, days: int, words: str) -> None:
    """No grace: nothing invites to change one's mind. The handle free at once: nothing is said of it."""
    settings.CONFIG = msgspec.structs.replace(settings.CONFIG, leave_grace_days=0, handle_kept_days=days)
    leave()
    drain()
    assert not any("will be deleted" in str(one.subject) for one in mail.outbox)
    let_grace_end()
    body = mail.outbox[-1].body
    assert f"{words}Thank you" in body and ("handle" in body) == bool(days)


def test_answers_stay_under_an_empty_place() -> None:
    """Words of whoever left are gone, what others answered stays, and the place goes with the last answer."""
    ana = leave()
    Account.objects.update(is_active=True)
    bo = person("bo")
    film = video(bo)
    top, alone = say(ana, film, "Secret words"), say(ana, film, "Nobody answered")
    answer = say(bo, film, "I answer", to=top)
    say(ana, film, "And again", to=answer)
    Account.objects.filter(id=ana.id).update(is_active=False)
    let_grace_end()
    page = social.comments(film, bo.viewer)
    assert [(one.text, one.deleted, one.author.handle) for one in page.comments] == [("", True, "")]
    assert answers(top, bo) == ["I answer"]
    assert social.place(answer, bo.viewer).reply is not None
    from mutoscope.apps.social import services

    services.delete(bo.viewer, answer)
    drain(ahead=timedelta(hours=1), with_schedules=True)
    assert social.comments(film, bo.viewer).comments == ()
    assert to_text(alone) not in {one.id for one in page.comments}


def test_no_receipt_before_the_feed_forgot(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the engine is away its listener waits, and so does the letter that says everything is gone."""
    leave()

    def away(*_: object) -> None:
        raise EngineDown("nobody there")

    with monkeypatch.context() as patch:
        patch.setattr(Keeper, "forget", away)
        Leaving.objects.update(due_ms=1)
        for hours in (0, 1):
            drain(ahead=timedelta(hours=hours), with_schedules=True, raise_faults=False)
        assert Erasure.objects.exists()
    for hours in (3, 4):
        drain(ahead=timedelta(hours=hours), with_schedules=True)
    assert not Erasure.objects.exists()
    assert [one.subject for one in mail.outbox].count("Your account is deleted") == 1


def test_erasing_goes_on_after_a_kill(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that dies in the middle did not happen; the next one ends the work, with one receipt."""
    ana = leave()
    films = [video(ana) for _ in range(3)]
    from mutoscope.apps.videos import publishing

    real, calls = publishing._erase, []

    def dies(row: Any) -> None:
        calls.append(row.id)
        real(row)
        if len(calls) == 2:
            raise OSError("the machine went away")

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_erase", dies)
        Leaving.objects.update(due_ms=1)
        drain(with_schedules=True, raise_faults=False)
    assert sum(videos.is_there(film) for film in films) == 2
    assert Erasure.objects.count() == 1, "no receipt while something is left"
    for hours in (1, 2):
        drain(ahead=timedelta(hours=hours), with_schedules=True)
    assert not any(videos.is_there(film) for film in films)
    assert [one.subject for one in mail.outbox].count("Your account is deleted") == 1


def test_a_backup_brings_nobody_back(settings: Any) -> None:
    """Erased accounts are written down outside of the database; found in it again, they are closed before
    anything is served, erased again by the worker, and not written to a second time."""
    ana = leave()
    let_grace_end()
    assert ana.id in erased.noted(settings.CONFIG.home_path / erased.NAME)

    join("bea")
    bea = Account.objects.get(username="bea")  # stands for somebody whom a restore brought back
    erased.note(settings.CONFIG.home_path, bea.id, 1)
    erased.take_over(settings.CONFIG.home_path, [])
    drain()
    mail.outbox.clear()
    erase_again(settings.CONFIG)
    assert said(Browser().post("/api/login", {"login": "bea", "password": PASSWORD}))[1] == "account_closed"
    assert not people.keep_account(bea.id), "by nobody's wish"
    for hours in (3, 4):
        drain(ahead=timedelta(hours=hours), with_schedules=True)
    assert not Account.objects.filter(username="bea").exists() and not mail.outbox
    assert erased.due_again(settings.CONFIG.home_path) == {}

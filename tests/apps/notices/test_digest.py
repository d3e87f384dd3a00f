"""News by mail: at one's hour, once, never empty, and ended by one click without logging in."""

from datetime import datetime
from email.message import Message
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from tests.apps.messages.circle import befriend, say, write
from tests.apps.notices.inbox import adult, deliver
from tests.apps.videos.world import Person, browser_of, video

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.models import Job
from mutoscope.apps.notices import digests, manner, services
from mutoscope.apps.notices.models import Manner
from mutoscope.apps.relations import services as relations
from mutoscope.apps.social import services as social

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Europe/Paris")


def reader_by_mail(**changes: Any) -> Person:
    """Somebody with a confirmed address who wants news every day."""
    who = adult()
    Account.objects.filter(id=who.id).update(email=f"{who.handle}@here.example", **changes)
    EmailAddress.objects.create(
        user_id=who.id, email=f"{who.handle}@here.example", primary=True, verified=True
    )
    manner.change(who.viewer, {"digest": "daily", "time_zone": "Europe/Paris"})
    return who


def next_day() -> None:
    """Everybody's next mail is due, made and sent."""
    deliver()
    Manner.objects.exclude(digest="off").update(digest_due_ms=1)
    digests.make_due(now_ms())
    flow.drain()


def letters() -> list[Message]:
    return [one.message() for one in mail.outbox]


def test_news_come_once_and_nothing_comes_empty() -> None:
    """A like and a comment are one mail; what was read, and a day without news, is none."""
    maker, fan = reader_by_mail(), adult()
    film = video(maker, caption="Two stones")
    next_day()
    assert mail.outbox == []
    social.like(fan.id, film)
    social.comment(fan.viewer, film, "Well <b>seen</b>", client_id="one")
    next_day()
    next_day()
    (sent,) = mail.outbox
    assert sent.to == [f"{maker.handle}@here.example"] and sent.subject == "2 new things on Mutoscope"
    assert f"{fan.handle} liked your video" in sent.body and "Well <b>seen</b>" in sent.body
    (html, kind) = sent.alternatives[0]
    assert kind == "text/html" and "Well &lt;b&gt;seen&lt;/b&gt;" in html
    social.like(adult().id, film)
    deliver()
    services.read(maker.id, 1 << 52)
    next_day()
    assert len(mail.outbox) == 1


def test_a_mail_made_again_is_the_same_mail() -> None:
    """A worker that dies after sending sends again, with the same Message-ID; so one is shown. The schedule
    makes nothing twice."""
    maker, fan = reader_by_mail(), adult()
    social.like(fan.id, video(maker))
    deliver()
    later = now_ms() + 25 * 3_600_000
    assert digests.make_due(later) == 1 and digests.make_due(later) == 0
    for _ in range(2):
        digests.mail(maker.id, 0, later, now_ms())
    assert len({one["Message-ID"] for one in letters()}) == 1
    flow.drain()
    assert len(mail.outbox) == 3  # the one that waited was for the same span


def test_mails_go_on_for_whoever_comes_back() -> None:
    """While the account is closed none is made; open again, they come as before."""
    maker, fan = reader_by_mail(), adult()
    Account.objects.filter(id=maker.id).update(is_active=False)
    next_day()
    assert Manner.objects.get(person_id=maker.id).digest_due_ms > now_ms()
    Account.objects.filter(id=maker.id).update(is_active=True)
    social.like(fan.id, video(maker))
    deliver()
    digests.make_due(now_ms() + 25 * 3_600_000)
    flow.drain()
    assert len(mail.outbox) == 1


def test_a_follower_leads_to_their_profile_and_several_to_the_list() -> None:
    """Whoever is the newest of three is not who the line is about."""
    maker, fans = reader_by_mail(), [adult() for _ in range(3)]
    relations.follow(fans[0].id, maker.id)
    next_day()
    for fan in fans[1:]:
        relations.follow(fan.id, maker.id)
    next_day()
    one, several = mail.outbox
    assert f"/@{fans[0].handle}" in one.body
    assert "/@" not in several.body and several.body.count("/inbox") == 2


def test_unread_messages_are_counted_and_not_told() -> None:
    """That somebody wrote is news once, with nothing of what they said; not when messages are turned off."""
    reader, friend = reader_by_mail(), adult()
    befriend(reader, friend)
    next_day()
    mail.outbox.clear()
    talk = write(friend, reader, "A word between us")
    next_day()
    next_day()
    (sent,) = mail.outbox
    assert "1 conversation waits for you" in sent.body and "/messages" in sent.body
    assert "A word between us" not in sent.body + sent.alternatives[0][0]
    services.choose(reader.id, ["message"])
    say(friend, talk, "Another")
    next_day()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("language", "said"), [("en", "At least 3"), ("fr", "Au moins 3")])
def test_nobody_counts_all_that_waits(monkeypatch: pytest.MonkeyPatch, language: str, said: str) -> None:
    """Where more conversations may wait than are counted, the mail says no number that they may exceed."""
    monkeypatch.setattr("mutoscope.apps.messages.queries.UNREAD_MOST", 3)
    reader, friends = reader_by_mail(language=language), [adult() for _ in range(4)]
    next_day()
    mail.outbox.clear()
    for friend in friends[:2]:
        befriend(reader, friend)
        write(friend, reader, "A word")
    next_day()
    for friend in friends:
        befriend(reader, friend)
        write(friend, reader, "Another")
    next_day()
    few, many = (sent.body for sent in mail.outbox)
    assert "2 conversations" in few and said not in few and f"{said} conversations" in many


def test_in_their_language() -> None:
    maker, fan = reader_by_mail(language="fr"), adult()
    social.like(fan.id, video(maker))
    next_day()
    (sent,) = mail.outbox
    assert sent.subject == "Du nouveau sur Mutoscope" and f"{fan.handle} a aimé votre vidéo" in sent.body
    assert "Les arrêter" in sent.alternatives[0][0]


def test_one_click_ends_it_without_logging_in() -> None:
    """A mail program posts to the signed address; looking at it ends nothing; a made-up one is nobody's."""
    maker, fan = reader_by_mail(), adult()
    social.like(fan.id, video(maker))
    next_day()
    (letter,) = letters()
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].replace("\n", "").replace(" ", "").strip("<>")
    path = "/digest/stop/" + address.partition("/digest/stop/")[2]
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.get(path).status_code == 200 and Manner.objects.get().digest == "daily"
    for _ in range(2):
        answer = stranger.post(path, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")
        assert answer.status_code == 200
    assert (Manner.objects.get().digest, Manner.objects.get().digest_due_ms) == ("off", 0)
    for wrong in (
        path[:-1] + "x",
        f"/digest/stop/{maker.id}",
        "/digest/stop/" + "x" * 5000,
        "/digest/stop/%00",
    ):
        assert stranger.post(wrong).status_code == 404


@pytest.mark.parametrize(
    ("wish", "age", "now", "due"),
    [
        ({"digest": "off"}, 30, "2026-03-03 08:00", None),
        ({"digest": "daily", "digest_hour": 9}, 30, "2026-03-03 08:00", "2026-03-03 09:00"),
        ({"digest": "daily", "digest_hour": 9}, 30, "2026-03-03 09:00", "2026-03-04 09:00"),
        ({"digest": "daily", "digest_hour": 23}, 30, "2026-03-03 08:00", "2026-03-03 23:00"),
        ({"digest": "daily", "digest_hour": 23}, 16, "2026-03-03 08:00", "2026-03-04 08:00"),
        ({"digest": "daily", "digest_hour": 3}, 0, "2026-03-03 08:00", "2026-03-04 08:00"),
        ({"digest": "weekly", "digest_day": 4}, 30, "2026-03-03 08:00", "2026-03-06 09:00"),
        ({"digest": "weekly", "digest_day": 1}, 30, "2026-03-03 10:00", "2026-03-10 09:00"),
        ({"digest": "daily", "digest_hour": 9}, 30, "2026-03-28 10:00", "2026-03-29 09:00"),  # clocks change
    ],
)
def test_when_the_next_one_is_due(wish: dict[str, Any], age: int, now: str, due: str | None) -> None:
    """At the hour they chose, by the clock on their wall; for the young never at night."""
    how = Manner(time_zone="Europe/Paris", **wish)
    at = _ms(now)
    assert manner.digest_due(how, age, at) == (_ms(due) if due else 0)


def _ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp() * 1000)


def test_only_to_an_address_that_was_confirmed() -> None:
    """Whoever typed somebody else's address can't have our mail sent there."""
    who = adult()
    browser = browser_of(who)
    answer = browser.send("PATCH", "/api/notices/manner", {"digest": "daily"})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_address")
    assert browser.send("PATCH", "/api/notices/manner", {"digest": "off"}).json()["mailable"] is False
    maker, fan = reader_by_mail(), adult()
    EmailAddress.objects.filter(user_id=maker.id).update(verified=False)
    social.like(fan.id, video(maker))
    next_day()
    assert mail.outbox == []


def test_a_mail_that_waited_until_night_waits_for_the_morning() -> None:
    """A minor's mail whose turn comes late, at night, is sent in the morning."""
    maker, fan = reader_by_mail(birth_date=None), adult()
    social.like(fan.id, video(maker))
    deliver()
    night = _ms("2026-03-03 23:30")
    digests.mail(maker.id, 0, 1 << 52, night)
    assert mail.outbox == []
    (waiting,) = Job.objects.filter(task__endswith="mail_digest")
    assert waiting.run_after_ms == _ms("2026-03-04 08:00")
    digests.mail(*waiting.args, waiting.run_after_ms)
    assert mail.outbox

"""Being rung: on the devices one said yes to, together, in words one chose, and never at night when young."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from django.conf import settings as live
from django.utils.translation import ngettext, override
from tests.adapters.webpush.browser import Service, push_service
from tests.apps.messages.circle import befriend, grown, say, write
from tests.apps.notices.inbox import adult, deliver
from tests.apps.notices.ringing import logged_in, phone, settle
from tests.apps.videos.world import browser_of, person, video

from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.accounts.services import remove_person
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.models import Job
from mutoscope.apps.messages import services as messages
from mutoscope.apps.notices import manner, pushing, services
from mutoscope.apps.notices.models import Group, Manner, Subscription
from mutoscope.apps.notices.sentences import SAID
from mutoscope.apps.relations import services as relations
from mutoscope.apps.social import services as social
from mutoscope.core.policy.notices import KINDS, OF_MESSAGES

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    with push_service() as here:
        settings.CONFIG = msgspec.structs.replace(live.CONFIG, push_services=(here.origin,))
        yield here


def test_a_like_rings_and_says_who(service: Service) -> None:
    """The phone hears, in its person's language, what happened and where it leads; nobody in between does."""
    maker, fan = adult(), adult()
    Account.objects.filter(id=maker.id).update(language="fr")
    film = video(maker, caption="Deux pierres")
    its = phone(maker, service)
    social.like(fan.id, film)
    settle()
    (rung,) = its.read()
    assert rung["title"] == f"{fan.handle} a aimé votre vidéo" and rung["body"] == "Deux pierres"
    assert rung["path"].startswith("/v/") and rung["unread"] == 1 and rung["language"] == "fr"
    (got,) = service.got
    assert got.headers["Authorization"].startswith("vapid t=") and fan.handle.encode() not in got.body


def test_what_happens_together_is_one_ring(service: Service) -> None:
    """A storm of likes and a follow ring once; what comes later rings again, and says only what is new."""
    maker = adult()
    film = video(maker)
    its = phone(maker, service)
    fans = [adult() for _ in range(4)]
    for fan in fans:
        social.like(fan.id, film)
    relations.follow(fans[0].id, maker.id)
    deliver()
    assert Job.objects.filter(task__endswith="tasks.ring", state="waiting").count() == 1
    settle()
    (rung,) = its.read()
    names = f"{fans[3].handle}, {fans[2].handle} and 2 others"
    assert rung["title"] == "2 new things for you" and f"{names} liked your video" in rung["body"]
    assert rung["path"] == "/inbox" and rung["tag"] == "inbox" and rung["unread"] == 2
    relations.follow(fans[1].id, maker.id)
    settle(timedelta(minutes=5))
    later = its.read()[1]
    assert later["title"] == f"{fans[1].handle} and {fans[0].handle} follow you"
    assert later["path"] == "/inbox", "it is about both, and the inbox shows both"


def test_without_details_nothing_is_said(service: Service) -> None:
    """As long as nobody asked for more, a lock screen shows that there is something, not who or what."""
    maker, fan = adult(), adult()
    its = phone(maker, service)
    Manner.objects.filter(person_id=maker.id).update(details=Manner._meta.get_field("details").default)
    social.comment(fan.viewer, video(maker), "a secret", client_id="one")
    settle()
    (rung,) = its.read()
    assert (rung["title"], rung["body"], rung["path"]) == ("Something new for you", "", "/inbox")


def test_what_is_read_taken_back_or_blocked_meanwhile_does_not_ring(service: Service) -> None:
    """It is asked again at the last moment."""
    maker, fan = adult(), adult()
    film = video(maker)
    its = phone(maker, service)
    social.like(fan.id, film)
    deliver()
    services.read(maker.id, 1 << 52)
    settle()
    social.comment(fan.viewer, film, "Well seen", client_id="two")
    deliver()
    relations.block(maker.id, fan.id)
    settle(timedelta(minutes=5))
    assert its.read() == []


PARIS = ZoneInfo("Europe/Paris")


def at(hour: int, minute: int = 0) -> int:
    return int(datetime(2026, 3, 3, hour, minute, tzinfo=PARIS).timestamp() * 1000)


@pytest.mark.parametrize(
    ("birth", "quiet", "clock", "rings"),
    [
        ("1990-01-01", (0, 0), at(23), at(23)),
        ("1990-01-01", (22 * 60, 8 * 60), at(3), at(8)),
        ("2010-01-01", (0, 0), at(3), at(8)),
        ("2010-01-01", (7 * 60, 9 * 60), at(3), at(9)),
        ("2014-01-01", (0, 0), at(21, 59), at(21, 59)),
        (None, (0, 0), at(7, 59), at(8)),
        (None, (8 * 60, 22 * 60), at(12), None),
    ],
)
def test_quiet_hours_and_the_nights_of_the_young(
    birth: str | None, quiet: tuple[int, int], clock: int, rings: int | None
) -> None:
    """Everybody's own hours hold in their own time; the night of the young is quiet, of the unknown too."""
    who = person()
    Account.objects.filter(id=who.id).update(birth_date=birth)
    how = Manner(person_id=who.id, time_zone="Europe/Paris", quiet_from=quiet[0], quiet_until=quiet[1])
    assert manner.rings_at(who.viewer, how, clock) == rings


def test_at_night_it_waits_for_the_morning(service: Service) -> None:
    """In quiet hours nothing rings, from neither job; when they end, one ring tells it all."""
    maker, fan = adult(), adult()
    its = phone(maker, service)
    zone = "Pacific/Kiritimati"
    now = manner.local(Manner(time_zone=zone), pushing.now_ms())
    minute = now.hour * 60 + now.minute
    Manner.objects.filter(person_id=maker.id).update(
        time_zone=zone, quiet_from=(minute - 60) % 1440, quiet_until=(minute + 60) % 1440
    )
    social.like(fan.id, video(maker))
    settle(timedelta(minutes=5))
    assert its.read() == []
    (waiting,) = Job.objects.filter(task__endswith="tasks.ring", state="waiting")
    assert waiting.run_after_ms > pushing.now_ms() + 50 * 60_000
    pushing.push(
        Subscription.objects.get().id, list(Group.objects.values_list("id", flat=True)), pushing.now_ms()
    )
    assert its.read() == [] and Job.objects.filter(task__endswith="tasks.push", state="waiting").exists()


def test_who_ends_their_quiet_hours_is_rung_for_what_waited(service: Service) -> None:
    """Nobody waits for the end of hours that are quiet no more: not for a like, not for a message."""
    maker, fan = grown(), grown()
    its = phone(maker, service)
    befriend(maker, fan)
    settle()
    service.got.clear()
    pushing.change_manner(maker.viewer, {"time_zone": "UTC", **around_now(hours=2)})
    social.like(fan.id, video(maker))
    write(fan, maker, "Are you awake?")
    settle()
    assert its.read() == []
    assert its.browser.send("PATCH", "/api/notices/manner", around_now(hours=3)).status_code == 200
    settle()
    assert its.read() == [], "other quiet hours are quiet, too"
    its.browser.send("PATCH", "/api/notices/manner", {"quiet_from": 0, "quiet_until": 0})
    settle()
    assert {rung["title"] for rung in its.read()} == {fan.handle, f"{fan.handle} liked your video"}


def around_now(hours: int) -> dict[str, int]:
    """Quiet hours that began so long ago and end in as long."""
    now = manner.local(Manner(time_zone="UTC"), pushing.now_ms())
    minute = now.hour * 60 + now.minute
    return {"quiet_from": (minute - hours * 60) % 1440, "quiet_until": (minute + hours * 60) % 1440}


def test_it_ends_with_the_log_in(service: Service) -> None:
    """Logging out, being logged out from afar, or a new password: that device rings no more."""
    maker, fan = adult(), adult()
    film = video(maker)
    here, there, third = (phone(maker, service, name) for name in ("here", "there", "third"))
    assert here.browser.get("/api/notices/manner").json()["devices"] == 3
    here.browser.post("/api/logout")
    deliver()
    assert Subscription.objects.count() == 2
    third.browser.send("DELETE", "/api/me/devices")
    deliver()
    assert [one.endpoint for one in Subscription.objects.all()] == [third.endpoint]
    account = Account.objects.get(id=maker.id)
    account.password = "md5$salt$changed"
    account.save()
    social.like(fan.id, film)
    settle()
    assert service.got == [] and not Subscription.objects.exists()
    assert there.read() == []


def test_a_subscription_that_the_service_ended_is_forgotten(service: Service) -> None:
    """410 ends it; a service that is away is tried again later, and the message comes once."""
    maker, fan = adult(), adult()
    its = phone(maker, service)
    service.says = [503, 503, 201]
    social.like(fan.id, video(maker))
    deliver()
    for minutes in (2, 10, 60):
        flowed(minutes)
    assert len(its.read()) == 3  # two were turned away
    service.says = [410]
    social.comment(fan.viewer, video(maker), "Hello", client_id="one")
    settle(timedelta(minutes=90))
    assert not Subscription.objects.exists()


def flowed(minutes: int) -> None:
    flow.drain(ahead=timedelta(minutes=minutes), raise_faults=False)


def test_subscribing_twice_elsewhere_or_by_another_person(service: Service) -> None:
    """The same again is one; a browser that changes hands rings for its new person alone."""
    ana, bob = adult(), adult()
    its = phone(ana, service)
    assert its.subscribe().json()["devices"] == 1
    its.name = "renewed"
    assert its.subscribe().json()["devices"] == 1
    browser = logged_in(bob, "shared")
    wish = {"endpoint": its.endpoint, "p256dh": its.keys.p256dh, "auth": its.keys.auth}
    assert browser.send("PUT", "/api/notices/push", wish).json()["here"]
    assert [one.person_id for one in Subscription.objects.all()] == [bob.id]
    assert browser.send("DELETE", "/api/notices/push").json()["devices"] == 0
    assert browser.send("DELETE", "/api/notices/push").status_code == 200


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"endpoint": "https://evil.example/x"}, "unknown_service"),
        ({"endpoint": "http://127.0.0.1:1/x"}, "unknown_service"),
        ({"endpoint": "x" * 10_000}, "bad_input"),
        ({"endpoint": 7}, "bad_input"),
        ({"p256dh": "AAAA"}, "bad_keys"),
        ({"auth": "\u202e<script>"}, "bad_keys"),
    ],
)
def test_hostile_subscriptions(service: Service, wish: dict[str, Any], code: str) -> None:
    """Addresses that are no push service, and keys that are none, are refused; nothing is kept."""
    its = phone(adult(), service)
    Subscription.objects.all().delete()
    answer = its.subscribe(**wish)
    assert answer.json()["code"] == code and not Subscription.objects.exists()


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({"time_zone": "America/Halifax", "quiet_from": 1439, "quiet_until": 0, "details": True}, 200),
        ({}, 200),
        ({"time_zone": "../../etc/passwd"}, 422),
        ({"time_zone": "Mars/Olympus"}, 422),
        ({"time_zone": "Europe"}, 422),
        ({"quiet_from": 1440}, 422),
        ({"quiet_until": -1}, 422),
        ({"quiet_from": "22"}, 422),
        ({"details": "yes"}, 422),
    ],
)
def test_choosing_how(wish: dict[str, Any], status: int) -> None:
    """What is named changes and is answered; what can't be is refused whole."""
    browser = browser_of(adult())
    answer = browser.send("PATCH", "/api/notices/manner", wish)
    assert answer.status_code == status
    if status == 200:
        assert wish.items() <= answer.json().items()
    else:
        assert not Manner.objects.exists()


def test_every_kind_has_words_in_every_language() -> None:
    """Whatever may be told can be said on a lock screen, and in French it is French."""
    said = {one.partition(".")[0] for one in SAID}
    assert said == set(KINDS) - OF_MESSAGES
    with override("fr"):
        assert [one for one, _ in SAID.values() if ngettext(one, one, 1) == one] == []


def test_who_leaves_is_rung_no_more(service: Service) -> None:
    maker = adult()
    phone(maker, service)
    remove_person(maker.id)
    deliver()
    assert not Subscription.objects.exists() and not Manner.objects.exists()


def test_a_message_rings_until_it_is_read(service: Service) -> None:
    """With details the screen shows who wrote and what, without only that; what was read rings no more."""
    ana, bob = grown(), grown()
    befriend(ana, bob)
    deliver()
    its = phone(ana, service)
    talk = write(bob, ana, "See you at the sea")
    settle()
    (rung,) = its.read()
    assert (rung["title"], rung["body"]) == (bob.handle, "See you at the sea")
    assert rung["path"].startswith("/messages/") and rung["tag"].startswith("talk-")
    Manner.objects.update(details=False)
    say(bob, talk, "Soon")
    settle(timedelta(minutes=5))
    assert (its.read()[1]["title"], its.read()[1]["body"]) == ("A new message for you", "")
    say(bob, talk, "Now")
    deliver()
    messages.read(ana.id, talk, 1 << 40)
    services.choose(bob.id, ["message"])
    phone(bob, service, "two")
    say(ana, talk, "Coming")
    settle(timedelta(minutes=5))
    assert len(service.got) == 2

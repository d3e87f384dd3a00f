"""Being told: what others did, once, together, and only as long as it may be shown."""

from typing import Any

import pytest
from django.db.models import F
from tests.apps.accounts.people import Browser
from tests.apps.notices.inbox import adult, deliver, handles, kinds, told, unread
from tests.apps.social.talk import say
from tests.apps.videos.world import browser_of, person, video

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.accounts.services import remove_person
from mutoscope.apps.notices import queries, services
from mutoscope.apps.notices.listeners import forget_person
from mutoscope.apps.notices.models import Choices, Group, Notice
from mutoscope.apps.relations import mutes
from mutoscope.apps.relations import services as relations
from mutoscope.apps.safety import services as safety
from mutoscope.apps.safety.contracts import TERM_MS
from mutoscope.apps.social import services as social
from mutoscope.apps.videos import services as videos
from mutoscope.core.units import DAY_MS, from_text

pytestmark = pytest.mark.django_db


def test_likes_of_a_video_are_told_together() -> None:
    """Five people who like one video are one notice with the three newest and the number of all."""
    maker = person()
    film, other = video(maker), video(maker)
    fans = [person() for _ in range(5)]
    for fan in fans:
        social.like(fan.id, film)
    social.like(fans[0].id, other)
    social.like(maker.id, film)  # one's own is no news
    second, first = told(maker)
    assert handles(first) == [fan.handle for fan in fans[:1:-1]] and first["count"] == 5
    assert first["kind"] == "like" and from_text(first["video"]["id"]) == film and first["unread"]
    assert (handles(second), second["count"]) == ([fans[0].handle], 1)
    assert unread(maker) == 2


def test_what_is_undone_is_not_told_and_doing_it_again_is_no_news() -> None:
    """A like taken back disappears; liking once more brings it back without ringing again."""
    maker, fan = person(), person()
    film = video(maker)
    social.like(fan.id, film)
    deliver()
    services.read(maker.id, 1 << 52)
    social.unlike(fan.id, film)
    assert told(maker) == []
    for _ in range(3):
        social.like(fan.id, film)
        social.unlike(fan.id, film)
    social.like(fan.id, film)
    (again,) = told(maker)
    assert again["count"] == 1 and not again["unread"] and unread(maker) == 0


def test_follows_requests_and_being_let_in() -> None:
    """A follow is told; a private account is asked; whoever was let in hears of it, the owner knows."""
    ana, bob, cyd = person(), person(), person(is_private=True)
    relations.follow(ana.id, bob.id)
    relations.follow(ana.id, cyd.id)
    relations.follow(bob.id, cyd.id)
    assert kinds(bob) == ["follow"] and kinds(cyd) == ["request", "request"]
    relations.accept(cyd.id, ana.id)
    relations.decline(cyd.id, bob.id)
    assert kinds(cyd) == [] and kinds(ana) == ["accepted"] and kinds(bob) == ["follow"]
    relations.unfollow(ana.id, cyd.id)
    relations.unfollow(ana.id, bob.id)
    assert kinds(ana) == [] and kinds(bob) == []
    relations.follow(bob.id, cyd.id)
    assert kinds(cyd) == ["request"]
    relations.unfollow(bob.id, cyd.id)
    assert kinds(cyd) == []


def test_a_video_that_is_out_or_was_stopped() -> None:
    """Its creator hears that it is out, and why it goes no further; once it is back they hear that."""
    maker = person()
    film = video(maker, state="playable")
    videos.pass_screening(film)
    assert kinds(maker) == ["ready"]
    safety.hold([film], 0)
    (stopped,) = told(maker)
    assert stopped["kind"] == "stopped" and stopped["people"] == [] and stopped["count"] == 0
    assert stopped["reason"] == {
        "state": "held",
        "message": "Our team holds this video while it is looked at.",
        "appeal": "may",
        "answer": "",
    }
    services.read(maker.id, 1 << 52)
    safety.restore([film], 0)
    (back,) = told(maker)
    assert back["kind"] == "ready" and back["unread"]
    videos.delete_video(maker.id, film)
    assert told(maker) == []


def test_a_mention_in_a_caption_reaches_who_may_watch() -> None:
    """Those named hear of it if they may see the video; a name that is edited away is taken back."""
    maker, friend, enemy = adult(), adult(), adult()
    relations.block(enemy.id, maker.id)
    film = video(maker, state="playable")
    words = f"with @{friend.handle} and @{enemy.handle} and @nobody.at.all"
    videos.submit_video(maker.id, film, videos.Submission(caption=words))
    deliver()
    assert kinds(friend) == ["mention"] and kinds(enemy) == []
    videos.edit_video(maker.id, film, caption="alone")
    assert kinds(friend) == []
    videos.edit_video(maker.id, film, caption=words, audience="me")
    assert kinds(friend) == []


@pytest.mark.parametrize("age", ["2014-01-01", None])
def test_the_young_are_not_called_by_strangers(age: str | None) -> None:
    """Below 16, and with an age unknown, a mention is told only when it comes from somebody one follows."""
    maker, teen = person(), person()
    Account.objects.filter(id=teen.id).update(birth_date=age)
    film = video(maker, state="playable")
    videos.submit_video(maker.id, film, videos.Submission(caption=f"look @{teen.handle}"))
    assert kinds(teen) == []
    relations.follow(teen.id, maker.id)
    videos.edit_video(maker.id, film, caption=f"look again @{teen.handle}")
    assert kinds(teen) == ["mention"]


def test_a_block_takes_every_notice_along_both_ways() -> None:
    """Whoever is blocked is in no notice, no count and no badge, before any fact is delivered."""
    ana, bob, cyd = person(), person(), person()
    film, his = video(ana), video(bob)
    social.like(bob.id, film)
    social.like(cyd.id, film)
    social.like(ana.id, his)
    relations.follow(bob.id, ana.id)
    deliver()
    assert unread(ana) == 2 and unread(bob) == 1
    relations.block(ana.id, bob.id)
    page = queries.page(ana.viewer).notices  # nothing was delivered yet
    assert [(one.kind, one.count, [who.handle for who in one.people]) for one in page] == [
        ("like", 1, [cyd.handle])
    ]
    assert queries.unread(ana.viewer) == 1 and queries.unread(bob.viewer) == 0
    assert [one["count"] for one in told(ana)] == [1] and told(bob) == []
    social.like(bob.id, film)  # as if his client did not know yet
    assert [one["count"] for one in told(ana)] == [1]
    relations.unblock(ana.id, bob.id)
    assert [handles(one) for one in told(ana)] == [[cyd.handle]]


def test_who_and_what_is_muted_is_not_told() -> None:
    """A muted person is in no notice, old or new; a caption with a muted word or tag calls nobody."""
    maker, fan, loud = adult(), adult(), adult()
    film = video(maker)
    social.like(fan.id, film)
    social.like(loud.id, film)
    deliver()
    mutes.mute_person(maker.id, loud.id)
    assert [(handles(one), one["count"]) for one in told(maker)] == [([fan.handle], 1)]
    relations.follow(loud.id, maker.id)
    assert kinds(maker) == ["like"] and unread(maker) == 1
    shouting = video(fan, state="playable")
    videos.submit_video(fan.id, shouting, videos.Submission(caption=f"@{maker.handle} BUY now #offer"))
    assert kinds(maker) == ["mention", "like"]
    mutes.mute_word(maker.id, "buy")
    assert kinds(maker) == ["like"] and unread(maker) == 1


def test_a_video_nobody_may_watch_is_not_told_of() -> None:
    """A notice about a video disappears, from the badge too, when its reader may not see it any more."""
    maker, fan = person(), adult()
    film = video(maker, state="playable")
    videos.submit_video(maker.id, film, videos.Submission(caption=f"for @{fan.handle}"))
    social.like(fan.id, film)
    deliver()
    assert unread(fan) == 1
    videos.edit_video(maker.id, film, audience="me")
    assert told(fan) == [] and unread(fan) == 0
    safety.take_down([film], 0)
    assert kinds(maker) == ["stopped"]


def test_who_leaves_is_in_no_notice() -> None:
    """A closed account and one that is gone are not shown; the one that is gone leaves nothing."""
    maker, fan, late = person(), person(), person()
    film = video(maker)
    social.like(fan.id, film)
    social.like(late.id, film)
    relations.follow(maker.id, fan.id)
    deliver()
    Account.objects.filter(id=late.id).update(is_active=False)
    assert [handles(one) for one in told(maker)] == [[fan.handle]]
    services.choose(fan.id, ["follow"])
    remove_person(fan.id)
    deliver()
    forget_person(PersonLeft(person_id=fan.id))
    assert told(maker) == []
    assert not Notice.objects.filter(actor_id=fan.id).exists()
    assert not Group.objects.filter(recipient_id=fan.id).exists()
    assert not Choices.objects.filter(person_id=fan.id).exists()


def test_every_kind_can_be_turned_off() -> None:
    """A kind that is off is neither shown nor kept; on again, it starts from there."""
    maker, fan = person(), person()
    film = video(maker)
    browser = browser_of(maker)
    every = browser.get("/api/notices/choices").json()
    assert every["off"] == [] and "like" in every["kinds"]
    social.like(fan.id, film)
    assert kinds(maker) == ["like"]
    for _ in range(2):
        assert browser.send("PUT", "/api/notices/choices", {"off": ["like", "follow"]}).json()["off"] == [
            "like",
            "follow",
        ]
    assert told(maker) == [] and unread(maker) == 0
    relations.follow(fan.id, maker.id)
    deliver()
    browser.send("PUT", "/api/notices/choices", {"off": []})
    assert kinds(maker) == ["like"]
    nonsense = browser.send("PUT", "/api/notices/choices", {"off": ["weather"]})
    assert (nonsense.status_code, nonsense.json()["code"]) == (422, "unknown_kind")


def test_a_decision_is_listed_as_long_as_it_may_be_looked_at_again() -> None:
    """Turned off it rings and counts no more; it goes when it is too late to ask, and other news before."""
    maker, fan = person(), person()
    film = video(maker)
    words = say(fan, film, "awful")
    social.like(maker.id, video(fan))
    services.choose(fan.id, ["judged"])
    safety.hold_comments([words], maker.id)
    decided = {
        one["kind"]: one for one in told(fan)
    }  # which of two listeners is heard first is nobody's promise
    assert set(decided) == {"judged", "like"}
    assert decided["judged"]["reason"]["appeal"] == "may" and unread(fan) == 1
    assert [one.kind for one in queries.fresh(fan.viewer, 0, 9)] == ["like"]
    services.mend(now_ms() + TERM_MS - DAY_MS)
    assert kinds(fan) == ["judged"]
    services.mend(now_ms() + TERM_MS + DAY_MS)
    assert kinds(fan) == []


def test_reading_marks_what_was_shown_and_nothing_newer() -> None:
    """What came after the page was drawn stays new; reading twice is reading once."""
    maker, fan = person(), person()
    one, two = video(maker), video(maker)
    social.like(fan.id, one)
    (shown,) = told(maker)
    social.like(fan.id, two)
    deliver()
    Group.objects.filter(video_id=two).update(latest_ms=F("latest_ms") + 5)
    browser = browser_of(maker)
    for _ in range(2):
        assert browser.post("/api/notices/read", {"until_ms": shown["at_ms"]}).json() == {"unread": 1}
    assert [notice["unread"] for notice in told(maker)] == [True, False]


def test_pages_hold_together_while_news_comes_in() -> None:
    """Every notice is met once on the way down, whatever arrives meanwhile; a made-up cursor is refused."""
    maker, fan = person(), person()
    films = [video(maker) for _ in range(45)]
    for film in films:
        social.like(fan.id, film)
    deliver()
    browser, cursor, met = browser_of(maker), "", []
    for _ in range(5):
        page = browser.get(f"/api/notices?cursor={cursor}").json()
        met += [from_text(notice["video"]["id"]) for notice in page["notices"]]
        social.like(fan.id, video(maker))
        deliver()
        cursor = page["next"]
        if not cursor:
            break
    assert met == films[::-1]
    for wrong in ("x", "12-", "12-zz", "-", "9" * 40, "१-0000000000001"):
        assert browser.get(f"/api/notices?cursor={wrong}").status_code in (400, 422), wrong


def test_the_badge_stops_counting_at_a_hundred() -> None:
    """So that asking stays cheap for somebody who has not looked for long."""
    maker, fan = person(), person()
    film = video(maker)
    Group.objects.bulk_create(
        Group(id=n + 1, recipient_id=maker.id, kind="like", key=f"k{n}", video_id=film, count=1)
        for n in range(120)
    )
    Notice.objects.bulk_create(
        Notice(recipient_id=maker.id, kind="like", actor_id=fan.id, video_id=film, comment_id=n, group=group)
        for n, group in enumerate(Group.objects.all())
    )
    assert unread(maker) == 100


@pytest.mark.parametrize("path", ["/api/notices", "/api/notices/unread"])
def test_reads_do_not_grow(path: str, django_assert_max_num_queries: Any) -> None:
    """A page of twenty groups of ten people costs as many reads as one of one."""
    maker = person()
    enemy = person()
    relations.block(maker.id, enemy.id)
    browser = browser_of(maker)
    fans = [person() for _ in range(10)]
    for n in (1, 20):
        for film in [video(maker) for _ in range(n)]:
            for fan in fans[: max(1, n // 2)]:
                social.like(fan.id, film)
        deliver()
        with django_assert_max_num_queries(14):
            assert browser.get(path).status_code == 200


def test_counts_are_proved_and_mended() -> None:
    """The schedule finds a count that is wrong, mends it, and drops what is older than three months."""
    maker, fan = person(), person()
    film, old = video(maker), video(maker)
    social.like(fan.id, film)
    social.like(fan.id, old)
    deliver()
    Group.objects.filter(video_id=film).update(count=7)
    Group.objects.filter(video_id=old).update(latest_ms=F("latest_ms") - 91 * 86_400_000)
    now = Group.objects.get(video_id=film).latest_ms
    assert services.mend(now) == 1 and services.mend(now) == 0
    assert [one["count"] for one in told(maker)] == [1]
    assert Notice.objects.filter(recipient_id=maker.id).count() == 1


def test_nobody_reads_anothers() -> None:
    """Without an account there is nothing to read, and reading marks one's own only."""
    maker, fan, other = person(), person(), person()
    social.like(fan.id, video(maker))
    deliver()
    browser_of(other).post("/api/notices/read", {"until_ms": 1 << 52})
    assert unread(maker) == 1 and told(other) == []
    assert Browser().get("/api/notices").status_code == 401

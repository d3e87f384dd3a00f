"""Creators' numbers: from what players told, counted once, said to nobody else, and never of a few people."""

from typing import Any

import msgspec
import pytest
from django.conf import settings as live
from django.db import connection
from django.db.transaction import atomic, set_rollback
from django.test.utils import CaptureQueriesContext
from tests.apps.accounts.people import Browser
from tests.apps.insights.audience import account_of, seen_by, send, strangers, told, watch, watch_on_feed
from tests.apps.notices.inbox import deliver
from tests.apps.videos.world import browser_of, person, video

from mutoscope.adapters.engine import EngineDown, Keeper, open_here
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.feed import engine as feed_engine
from mutoscope.apps.feed import queries as feed_queries
from mutoscope.apps.feed import services as feed
from mutoscope.apps.insights import counting
from mutoscope.apps.insights.models import Day, Progress, Reach, Visit
from mutoscope.apps.insights.tasks import count
from mutoscope.apps.videos import services as videos
from mutoscope.core.units import DAY_MS, to_text

pytestmark = pytest.mark.django_db


def made(**words: Any) -> tuple[Any, int]:
    """A creator and a film that the feed knows."""
    maker = person()
    film = video(maker, **words)
    feed.reconcile()
    return maker, film


def numbers() -> list[Any]:
    names = (
        "impressions",
        "visits",
        "finished",
        "permille",
        "watched_ms",
        "likes",
        "shares",
        "follows",
        "bins",
    )
    rows = [[row.video_id, row.part, *(getattr(row, one) for one in names)] for row in Reach.objects.all()]
    rows += [[row.video_id, str(row.day), *(getattr(row, one) for one in names)] for row in Day.objects.all()]
    return sorted(rows)


def test_a_dozen_people_watch() -> None:
    """Reach, how far they got and where they left; somebody who comes twice is one person and two visits."""
    maker, film = made(caption="Two stones")
    for number, viewer in enumerate(strangers(12)):
        watch(viewer, film, 0.1, 0.5 if number < 6 else 1.0)
    watch(strangers(1)[0], film, 0.2, page_id="another", position=3)
    counting.count_new()
    seen = seen_by(maker, film)
    assert seen["ready"] and seen["viewers"] == 12 and seen["impressions"] == 13
    assert seen["finished_share"] == pytest.approx(6 / 13)
    assert seen["average_share"] == pytest.approx((6 * 0.5 + 6 + 0.2) / 13, abs=0.01)
    assert len(seen["retention"]) == 21 and seen["retention"][11] == pytest.approx(6 / 13)
    assert [one["part"] for one in seen["parts"]] == ["elsewhere"] and seen["countries"] is None
    assert seen["days"][-1]["viewers"] == 12 and len(seen["days"]) == 28


def test_before_ten_people_nothing_is_said() -> None:
    """Nine viewers are no numbers, on the video's page and on the account's; what a card shows anyway is."""
    maker, film = made()
    for viewer in strangers(9):
        watch(viewer, film, 1.0)
    counting.count_new()
    seen = seen_by(maker, film)
    assert not seen["ready"] and seen["viewers"] == seen["impressions"] == 0 and seen["retention"] == []
    assert seen["counts"]["likes"] == 0 and seen["parts"] == seen["days"] == []
    assert not account_of(maker)["ready"] and account_of(maker)["now"]["viewers"] == 0
    watch(strangers(1, first=50)[0], film, 1.0)
    counting.count_new()
    assert seen_by(maker, film)["ready"] and account_of(maker)["ready"]


def test_where_the_feed_showed_it() -> None:
    """The audition is told apart from what came after it, by the trace of the page that showed it."""
    maker, film = made()
    for viewer in strangers(25):
        assert film in watch_on_feed(viewer, 0.95)
    for viewer in strangers(11, first=100):
        watch(viewer, film, 0.5)
    counting.count_new()
    parts = {one["part"]: one for one in seen_by(maker, film)["parts"]}
    assert parts["elsewhere"]["viewers"] == 11 and parts["elsewhere"]["finished_share"] == 0
    feeding = [one for name, one in parts.items() if name != "elsewhere"]
    assert sum(one["viewers"] for one in feeding) <= 25 and all(one["viewers"] >= 10 for one in feeding)
    assert feeding and all(one["finished_share"] == 1 for one in feeding)


def test_every_event_counts_once(engine: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    """In stretches of any length, sent twice, counted after a crash or again from the start: the same."""
    _, film = made()
    for viewer in strangers(7):
        event = told("impression", film)
        send(viewer, event)
        send(viewer, event)
        watch(viewer, film, 0.3, 0.6, 0.6, 0.9)
        send(viewer, told("share", film))
    counting.count_new()
    once = numbers()
    assert once and counting.count_new() == 0 and numbers() == once
    monkeypatch.setattr(counting, "AT_ONCE", 3)
    with atomic():
        counting.count_again()
        set_rollback(True)  # the worker was killed before the commit
    assert numbers() == once
    for model in (Reach, Day, Visit):
        model.objects.all().delete()
    Progress.objects.update(sequence=0)
    for _ in range(4):
        with atomic():
            counting._count_some(1, feed_queries.histories()[0])
            set_rollback(True)
        counting._count_some(1, feed_queries.histories()[0])
    counting.count_new()
    assert numbers() == once
    monkeypatch.undo()
    counting.count_again()
    assert numbers() == once


def test_counting_keeps_nobody_from_writing_for_long(engine: Keeper) -> None:
    """Everything is read and added up before the transaction, which writes it with a few statements."""
    films = [made()[1] for _ in range(3)]
    for film in films:
        for viewer in strangers(20):
            send(viewer, told("impression", film))
            watch(viewer, film, 0.5)
    for _ in range(2):  # new rows, and rows that are there
        Progress.objects.update(sequence=0)
        Progress.objects.get_or_create(id=1)
        with CaptureQueriesContext(connection) as seen:
            assert counting._count_some(1, feed_queries.histories()[0])
        words = [query["sql"].split()[0] for query in seen.captured_queries]
        move = words.index("UPDATE")
        assert words[move + 1 :].count("SELECT") == 1, "only whether the films are still there"
        assert len(words[move:]) <= 8


def test_what_is_erased_while_it_is_counted_stays_erased(engine: Keeper) -> None:
    """Numbers that were worked out before a video was erased are not written after it."""
    maker, film = made()
    for viewer in strangers(3):
        watch(viewer, film, 0.5)
    counted = counting._Count(feed_queries.histories()[0].history(0, counting.AT_ONCE).happened)
    videos.delete_video(maker.id, film)
    counted.write()
    assert not Reach.objects.exists() and not Day.objects.exists()


def test_the_engine_away_or_new() -> None:
    """While it is away counting waits; another log is counted from where it stands, and nothing twice."""
    maker, film = made()
    for viewer in strangers(10):
        watch(viewer, film, 1.0)
    counting.count_new()

    class Gone:
        def __getattr__(self, name: str) -> Any:
            raise EngineDown("nobody there")

    feed_engine.use(Gone())  # type: ignore[arg-type]  # an engine that answers nothing
    count.call()
    other = open_here()
    feed_engine.use(other)
    feed.reconcile()
    watch(strangers(1, first=60)[0], film, 1.0)
    counting.count_new()
    watch(strangers(1, first=70)[0], film, 1.0)
    counting.count_new()
    assert seen_by(maker, film)["viewers"] == 11
    other.close()


def test_only_the_creator_and_staff() -> None:
    """Others hear what they would of a video that never was; ids that are none too."""
    maker, film = made()
    other, staff = person(), person()
    Account.objects.filter(id=staff.id).update(is_staff=True)
    path = f"/api/videos/{to_text(film)}/insights"
    assert browser_of(other).get(path).status_code == 404 and Browser().get(path).status_code == 401
    assert browser_of(maker).get(path).status_code == browser_of(staff).get(path).status_code == 200
    for wrong in ("x", "0" * 13, "%E2%80%AE", "x" * 5000):
        assert browser_of(maker).get(f"/api/videos/{wrong}/insights").status_code in (400, 404, 422)
    assert [browser_of(maker).get(f"/api/insights?days={n}").status_code for n in (7, 90, 8, "x")] == [
        200,
        200,
        422,
        422,
    ]


def test_ones_own_visits_and_made_up_follows() -> None:
    """Creators don't watch themselves into the numbers; a follow counts once a person, and needs one."""
    maker, film = made()
    watch(maker.viewer, film, 1.0)
    fan = person()
    for viewer in strangers(10):
        watch(viewer, film, 1.0)
        send(viewer, told("follow", film))
    for _ in range(3):
        send(fan.viewer, told("follow", film))
    counting.count_new()
    seen = seen_by(maker, film)
    assert seen["viewers"] == 10 and seen["counts"]["follows"] == 1


def test_countries_where_the_operator_knows_them(settings: Any) -> None:
    """Of ten people or more, from the proxy's header alone; nor can a small one be had by subtraction."""
    settings.CONFIG = msgspec.structs.replace(live.CONFIG, country_header="X-Country", trusted_proxies=1)
    maker, film = made()
    for number, viewer in enumerate(strangers(40)):
        watch(viewer, film, 1.0, country="FR" if number < 20 else "BE" if number < 35 else "LU")
    browser = browser_of(person())  # whoever has no account is asked first
    one = told("impression", film, country="DE")
    assert (
        browser.send("POST", "/api/feed/events", {"events": [one]}, **{"X-Country": "fr"}).status_code == 200
    )
    for wrong in ("XX", "<b>", "FRA", "É1"):
        browser.send(
            "POST", "/api/feed/events", {"events": [told("impression", film)]}, **{"X-Country": wrong}
        )
    counting.count_new()
    assert seen_by(maker, film)["countries"] == [{"code": "FR", "viewers": 21}]
    assert sorted(Reach.objects.exclude(part="").values_list("part", flat=True)) == [
        "c:BE",
        "c:FR",
        "c:LU",
        "elsewhere",
    ]


def test_an_account_over_time() -> None:
    """People of several videos count once; the days before are told for comparison; the best comes first."""
    maker, film = made(caption="First")
    second = video(maker, caption="Second")
    feed.reconcile()
    for viewer in strangers(20):
        watch(viewer, film, 1.0)
        watch(viewer, second, 0.3)
    counting.count_new()
    Day.objects.filter(video_id=0).update(day=0)  # the row of today becomes one of the week before
    today = counting.now_ms() // DAY_MS
    Day.objects.filter(video_id=0).update(day=today - 10)
    for viewer in strangers(15, first=10):
        watch(viewer, film, 1.0, page_id="again")
    counting.count_new()
    week = account_of(maker, 7)
    assert week["now"]["viewers"] == 15 and week["before"]["viewers"] == 20 and len(week["days"]) == 7
    assert [one["caption"] for one in week["videos"]] == ["First", "Second"]
    month = account_of(maker, 28)
    assert month["now"]["viewers"] == 25 and month["before"] is None and len(month["days"]) == 28


def test_what_is_gone_has_no_numbers() -> None:
    maker, film = made()
    for viewer in strangers(10):
        watch(viewer, film, 1.0)
    counting.count_new()
    videos.delete_video(maker.id, film)
    deliver()
    assert not Reach.objects.exists() and not Day.objects.exclude(video_id=0).exists()
    counting.forget_creator(maker.id)
    assert not Day.objects.exists()


def test_as_many_reads_for_many_videos_as_for_few() -> None:
    """A creator of 30 videos costs as many queries as one of 3."""
    costs = []
    for many in (3, 30):
        maker = person()
        films = [video(maker) for _ in range(many)]
        feed.reconcile()
        for viewer in strangers(10):
            for film in films:
                watch(viewer, film, 1.0)
        counting.count_new()
        browser = browser_of(maker)
        browser.get("/api/insights")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get("/api/insights").status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1]

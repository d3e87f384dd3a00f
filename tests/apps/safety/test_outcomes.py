"""Whoever reported something hears what became of it, and nobody hears that they did."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.apps.accounts.people import staff_client
from tests.apps.messages.circle import befriend, grown, write, young
from tests.apps.notices.inbox import deliver, told, unread
from tests.apps.social.talk import say
from tests.apps.videos.world import Person, browser_of, person, video

from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.models import Person as Account
from mutoscope.apps.flow import outbox
from mutoscope.apps.flow import services as flow
from mutoscope.apps.messages import services as messages
from mutoscope.apps.messages.models import Message
from mutoscope.apps.notices.models import Notice
from mutoscope.apps.relations import services as relations
from mutoscope.apps.safety import queries, services
from mutoscope.apps.safety.contracts import ReportAnswered
from mutoscope.apps.safety.models import Decision, MessageReport, Report, WordEntry
from mutoscope.apps.social import services as social
from mutoscope.apps.videos import services as videos
from mutoscope.apps.videos.services import edit_video
from mutoscope.core.units import to_text

pytestmark = pytest.mark.django_db
BOSS = 1


def states(who: Person) -> list[str]:
    """Where somebody's reports stand, the newest first."""
    deliver()
    return [one.state for one in queries.reports(who.viewer).reports]


def news(who: Person) -> list[tuple[str, str, int]]:
    """(what became of it, which report it was, how many) as somebody reads it in their inbox."""
    found = [one for one in told(who) if one["kind"] == "report"]
    return [(one["reason"]["state"], one["reason"]["message"].split("\n")[0], one["count"]) for one in found]


def test_everybody_who_reported_it_hears() -> None:
    """Its maker hears of the decision, not of them; they hear what became of it, and nothing of its maker."""
    maker, ana, leo, other = person("maker"), person(), young(), person()
    film = video(maker, caption="A caption of the maker's")
    services.report_video(ana.id, film, "spam", "buy this")
    services.report_video(leo.id, film, "hate", "")
    assert states(ana) == ["open"] and news(ana) == [], "the list says that it was received"
    services.take_down([film], BOSS, "rule 3")
    assert news(ana) == [("removed", "A video · Spam or fraud", 1)]
    assert news(leo) == [("removed", "A video · Hate against people", 1)] and news(other) == []
    assert (states(ana), states(leo), states(other)) == (["removed"], ["removed"], [])
    seen = str(told(ana)) + str(queries.reports(ana.viewer))
    assert not any(word in seen for word in ("maker", to_text(maker.id), "rule 3"))
    assert [one["kind"] for one in told(maker)] == ["stopped"]
    services.take_down([film], BOSS)
    outbox.record(ReportAnswered(person_id=ana.id))
    assert len(news(ana)) == 1 and unread(ana) == 1


def close(boss: Client, room: str, rows: Any) -> None:
    """Our team closes reports without doing anything; twice is once."""
    for _ in range(2):
        chosen = {"action": "dismiss", "_selected_action": list(rows.values_list("id", flat=True))}
        assert boss.post(f"/admin/safety/{room}/", chosen).status_code == 302


def test_nothing_against_the_rules() -> None:
    """Closed without doing anything is an answer, in the ledger too, and says what its reporter can do."""
    ana, maker, boss = person(), person(), staff_client("boss")
    film = video(maker)
    words = say(maker, film, "Well")
    services.report_video(ana.id, film, "spam", "")
    services.report_comment(ana.id, words, "hate", "")
    services.report_person(ana.id, maker.id, "other", "")
    close(boss, "report", Report.objects.filter(video_id=film, comment_id=0))
    assert states(ana) == ["open", "open", "fine"]
    assert "another look" in str(told(ana)[0]["reason"])
    close(boss, "commentreport", Report.objects.filter(comment_id=words))
    close(boss, "personreport", Report.objects.filter(person_id=maker.id))
    assert states(ana) == ["fine", "fine", "fine"] and news(ana)[0][2] == 3
    about = [(one.video_id, one.comment_id, one.creator_id) for one in Decision.objects.order_by("id")]
    assert about == [(film, 0, maker.id), (film, words, maker.id), (0, 0, maker.id)]
    assert set(Decision.objects.values_list("effect", flat=True)) == {"dismissed"}
    for room in ("decision", "commentdecision", "persondecision"):
        shown = boss.get(f"/admin/safety/{room}/").content.decode()
        assert "dismissed" in shown
        assert re.search(rf'href="/admin/safety/{room}/\d+/change/', shown), "a row leads to all of itself"


def test_an_answer_follows_what_is_decided_later() -> None:
    """Held while it is looked at, taken down, let back, and stopped for another reason: each is news once."""
    ana, maker = person(), person()
    film = video(maker)
    services.report_video(ana.id, film, "spam", "")
    for act, then in ((services.hold, "held"), (services.take_down, "removed"), (services.restore, "fine")):
        act([film], BOSS)
        assert states(ana) == [then] and news(ana)[0][0] == then
    assert Report.objects.get().state == "closed"
    WordEntry.objects.create(text="casino", effect="block")
    edit_video(maker.id, film, caption="A casino for you")
    deliver()
    assert states(ana) == ["removed"] and news(ana)[0][0] == "removed"
    assert services.dismiss([film], BOSS) == 0
    services.restore([film], BOSS)
    services.report_video(ana.id, film, "hate", "again")
    assert states(ana) == ["open"], "whoever says more waits again"
    services.hold([film], BOSS)
    assert services.dismiss([film], BOSS) == 1
    assert states(ana) == ["held"] and Report.objects.get().state == "closed"


def test_what_was_reported_is_gone() -> None:
    """Deleted by whoever made it, or with them: nothing was decided, and nothing of them is kept."""
    ana, maker, other = person(), person(), person("somebody_else")
    film, second = video(maker), video(other)
    words, mine = say(maker, second, "Well"), say(other, second, "Mine")
    for one in (film, second):
        services.report_video(ana.id, one, "spam", "")
    services.report_comment(ana.id, words, "hate", "")
    services.report_comment(ana.id, mine, "hate", "")
    services.report_person(ana.id, maker.id, "other", f"@{maker.handle} again")
    services.report_person(ana.id, other.id, "other", "")
    videos.delete_video(maker.id, film)
    social.delete(other.viewer, mine)
    assert states(ana) == ["open", "open", "open", "open", "open", "gone"]
    services.dismiss_comments([mine], BOSS)
    accounts.remove_person(maker.id)
    flow.drain()
    assert states(ana) == ["open", "gone", "gone", "gone", "open", "gone"]
    accounts.remove_person(other.id)
    assert states(ana)[0] == "gone"
    left = Report.objects.filter(video_id=0)
    assert list(left.values_list("person_id", "quote", "details")) == [(0, "", ""), (0, "", "")]
    accounts.remove_person(ana.id)
    deliver()
    assert not Report.objects.exists()


def test_an_account_that_our_team_closed() -> None:
    """Its reporters hear that, and when it is open again; that somebody leaves answers nothing yet."""
    ana, odd = person(), person("odd")
    services.report_person(ana.id, odd.id, "harassment", "")
    boss = staff_client("boss")
    boss_id = Account.objects.get(username="boss").id
    for act, then in (("close_accounts", "closed"), ("open_accounts", "fine")):
        boss.post("/admin/accounts/person/", {"action": act, "_selected_action": [odd.id]})
        assert states(ana) == [then] and news(ana)[0][0] == then
    assert [one.by_person_id for one in Decision.objects.all()] == [boss_id, boss_id]
    services.report_person(ana.id, odd.id, "harassment", "")
    accounts.leave(odd.id)
    assert states(ana) == ["open"] and Decision.objects.count() == 2


def test_words_among_people() -> None:
    """Messages, names and whole conversations: taken away, let be, or taken back by their author."""
    ana, odd, leo = grown(), grown(), grown()
    befriend(ana, odd, leo)
    write(odd, ana, "awful")
    said = Message.objects.latest("id").id
    group = messages.found(odd.viewer, [ana.id, leo.id], "Awful people", client_id="a-new-group")
    for who in (ana, leo):
        services.report_group_name(who.viewer, group, "hate", "")
    talk = Message.objects.get(id=said).conversation_id
    services.report_message(ana.viewer, talk, said, "hate", "")
    services.report_message(ana.viewer, talk, 0, "spam", "")
    assert [(one.about, one.quote) for one in queries.reports(ana.viewer).reports] == [
        ("conversation", ""),
        ("message", "awful"),
        ("name", "Awful people"),
    ]
    services.take_away_names([MessageReport.objects.filter(of_name=True).earliest("id").pk], BOSS)
    assert states(leo) == ["removed"] and states(ana) == ["open", "open", "removed"]
    services.dismiss_messages([MessageReport.objects.get(message_id=0, of_name=False).pk], BOSS)
    messages.unsay(odd.viewer, talk, said)
    services.take_away_messages([said], BOSS)
    assert states(ana) == ["fine", "gone", "removed"]
    assert [one.quote for one in queries.reports(ana.viewer).reports] == ["", "", ""]
    assert states(odd) == [] and not [one for one in told(odd) if one["kind"] == "report"]


def test_blocked_hidden_closed_and_turned_off() -> None:
    """Whoever blocked the other hears it all the same; a closed account hears nothing; a kind that is off is
    not told, and stands in the list."""
    ana, maker, quiet, away = person(), person(), person(), person()
    film = video(maker)
    for who in (ana, quiet, away):
        services.report_video(who.id, film, "spam", "")
    relations.block(ana.id, maker.id)
    browser_of(quiet).send("PUT", "/api/notices/choices", {"off": ["report"]})
    accounts.close(away.id, BOSS)
    services.take_down([film], BOSS)
    deliver()
    assert news(ana) == [("removed", "A video · Spam or fraud", 1)]
    assert news(quiet) == [] and states(quiet) == ["removed"] and unread(quiet) == 0
    accounts.open_again(away.id, BOSS)
    assert news(away) == [] and states(away) == ["removed"]


def test_the_list_goes_on_where_it_ended() -> None:
    """Newest first over both kinds, each once, whatever is reported meanwhile; a handful of reads for all."""
    ana, odd = grown(), grown()
    befriend(ana, odd)
    for number in range(45):
        write(odd, ana, f"line {number}")
    for number, message in enumerate(Message.objects.order_by("id")):
        services.report_message(ana.viewer, message.conversation_id, message.id, "spam", "")
        if number % 3:
            services.report_video(ana.id, video(odd), "spam", "")
    for model in (Report, MessageReport):
        model.objects.update(created_ms=1_000)  # all at once: the cursor alone keeps them apart
    seen, cursor, pages = [], "", 0
    browser = browser_of(ana)
    while cursor or not pages:
        page = browser.get(f"/api/reports?cursor={cursor}").json()
        services.report_video(ana.id, video(odd), "hate", "")
        seen += [one["id"] for one in page["reports"]]
        cursor, pages = page["next"], pages + 1
    assert len(seen) == len(set(seen)) == 75 and pages == 4
    for nonsense, code in {"x": "bad_cursor", "1-2": "bad_id", "9" * 30: "bad_cursor"}.items():
        assert browser.get(f"/api/reports?cursor={nonsense}").json()["code"] == code
    assert browser.get(f"/api/reports?cursor=1-{'0' * 13}").json() == {"reports": [], "next": ""}


@pytest.mark.parametrize("count", [10, 50])
def test_as_many_reads_for_many_reports(count: int, django_assert_max_num_queries: Any) -> None:
    """The list and the notice cost the same however many reports there are."""
    ana, maker = person(), person()
    for _ in range(count):
        services.report_video(ana.id, video(maker), "spam", "")
    services.dismiss(Report.objects.values_list("video_id", flat=True), BOSS)
    with django_assert_max_num_queries(12):
        queries.reports(ana.viewer)
    with django_assert_max_num_queries(6):
        assert queries.answered(ana.id) is not None


@pytest.mark.parametrize("count", [10, 50])
def test_many_reporters_cost_our_team_no_more(count: int, django_assert_max_num_queries: Any) -> None:
    """A decision answers all of them with as many reads and writes as a few, and each is told."""
    film, crowd = video(person()), [person() for _ in range(count)]
    for who in crowd:
        services.report_video(who.id, film, "spam", "")
    with django_assert_max_num_queries(40):
        services.take_down([film], BOSS)
    deliver()
    assert all(news(who)[0][0] == "removed" for who in (crowd[0], crowd[-1]))
    assert Notice.objects.filter(kind="report").count() == count


def test_for_whom_a_report_says_nothing() -> None:
    """Nobody reads another's reports, logged out or not; nothing that was taken down is read out again."""
    ana, maker = person(), person()
    film = video(maker, caption="Well seen")
    words = say(maker, film, "Not so nice")
    services.report_comment(ana.id, words, "hate", "my own words")
    answer = browser_of(maker).get("/api/reports").json()
    assert answer == {"reports": [], "next": ""}
    (mine,) = browser_of(ana).get("/api/reports").json()["reports"]
    assert (mine["quote"], mine["details"], mine["video"]["caption"]) == (
        "Not so nice",
        "my own words",
        "Well seen",
    )
    services.take_down_comments([words], BOSS)
    services.hold([film], BOSS)
    (mine,) = browser_of(ana).get("/api/reports").json()["reports"]
    assert (mine["state"], mine["quote"], mine["video"]) == ("removed", "", None)

"""Another look at a decision: asked for by whoever it concerns, answered by our team, told in the inbox."""

from typing import Any

import pytest
from django.test import Client
from tests.apps.accounts.people import staff_client
from tests.apps.notices.inbox import deliver
from tests.apps.social.talk import say, texts
from tests.apps.videos.world import Person, browser_of, person, video

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.models import OutboxEntry
from mutoscope.apps.notices import queries as notices
from mutoscope.apps.notices.sentences import in_words
from mutoscope.apps.safety import appeals, services
from mutoscope.apps.safety import queries as reports
from mutoscope.apps.safety.models import Appeal, Decision, Report
from mutoscope.apps.social import services as social
from mutoscope.apps.social.models import Comment
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import Refusal, to_text

pytestmark = pytest.mark.django_db


def told(who: Person) -> list[tuple[str, str, str]]:
    """(what became of it, how another look stands, why it stays) as somebody reads it in their inbox."""
    flow.drain()
    found = [one.reason for one in notices.page(who.viewer).notices if one.reason]
    return [(why.state, why.appeal, why.answer) for why in found]


def ask(who: Person, path: str, words: str = "It is only a joke") -> Any:
    answer = browser_of(who).post(f"/api/{path}/appeal", {"words": words})
    return 204 if answer.status_code == 204 else answer.json()["code"]


def answer(boss: Client, words: str, outcome: str) -> Any:
    """Our team opens the one appeal there is, and answers."""
    room = f"/admin/safety/appeal/{Appeal.objects.get().pk}/change/"
    return boss.post(room, {"answer": words, "outcome": outcome})


def test_a_decision_that_stays() -> None:
    """Asked once, with words; kept only with reasons, which whoever asked reads in their inbox."""
    maker, staff = person(), person()
    film = video(maker)
    services.take_down([film], staff.id, "rule 3")
    assert told(maker) == [("removed", "may", "")]
    path = f"videos/{to_text(film)}"
    assert [ask(maker, path, words) for words in (" ", "x" * 1001)] == ["no_words", "words_too_long"]
    assert ask(maker, path) == 204 and ask(maker, path) == "appealed_already"
    assert told(maker) == [("removed", "asked", "")]
    boss = staff_client("boss")
    assert "only a joke" in boss.get("/admin/safety/appeal/").content.decode()
    assert "rule 3" in boss.get(f"/admin/safety/appeal/{Appeal.objects.get().pk}/change/").content.decode()
    assert answer(boss, "", "kept").status_code == 200 and Appeal.objects.get().state == "open"
    assert answer(boss, "It shows a person who does not want it.", "kept").status_code == 302
    assert told(maker) == [("removed", "kept", "It shows a person who does not want it.")]
    assert notices.unread(maker.viewer) == 1
    assert answer(boss, "Well, then.", "reversed").status_code == 403
    assert ask(maker, path) == "appealed_already"


def test_a_decision_that_is_taken_back() -> None:
    """The thing is there again, with a decision of its own in the ledger."""
    maker, fan = person(), person()
    film = video(maker)
    words = say(fan, film, "awful")
    services.hold_comments([words], maker.id)
    assert ask(fan, f"comments/{to_text(words)}") == 204
    assert answer(staff_client("boss"), "You are right.", "reversed").status_code == 302
    assert texts(film, maker) == ["awful"] and told(fan) == [("shown", "", "")]
    assert Decision.objects.order_by("-id")[0].effect == "restored"
    services.take_down([film], fan.id)
    services.appeal_video(maker.id, film, "Please look")
    assert services.answer_appeal(Appeal.objects.order_by("-id")[0].pk, False, "", person().id)
    assert videos.cards([film], fan.viewer)
    assert OutboxEntry.objects.filter(fact="videos.VideoPublished").exists()  # by which its maker is told


def test_only_ones_own_and_only_while_it_stands() -> None:
    """Nobody appeals for others, nor where nothing was decided, nor half a year later."""
    maker, other = person(), person()
    film, fine = video(maker), video(maker)
    services.hold([film], 1)
    assert ask(other, f"videos/{to_text(film)}") == "nothing_to_appeal"
    assert ask(maker, f"videos/{to_text(fine)}") == "nothing_to_appeal"
    Decision.objects.update(made_ms=Decision.objects.get().made_ms - appeals.TERM_MS)
    assert ask(maker, f"videos/{to_text(film)}") == "nothing_to_appeal"
    assert told(maker) == [("held", "late", "")]
    services.restore([film], 1)
    with pytest.raises(Refusal, match="no decision"):
        services.appeal_video(maker.id, film, "Why?")


def test_held_by_a_rule_and_held_again() -> None:
    """What a rule decided is looked at too, and each decision once."""
    maker = person()
    film = video(maker)
    services.hold([film], 0)
    services.appeal_video(maker.id, film, "First")
    services.restore([film], 1)
    services.hold([film], 1)
    services.appeal_video(maker.id, film, "Second")
    assert list(Appeal.objects.order_by("id").values_list("words", flat=True)) == ["First", "Second"]


def test_the_drafts_say_where_another_look_stands() -> None:
    """To their maker and nobody else: may be asked for, was, or why the decision stays."""
    maker, other = person(), person()
    film, _ = video(maker), video(maker)
    services.take_down([film], 0)

    def stands(who: Person) -> list[tuple[str, str, str]]:
        found = browser_of(who).get("/api/appeals").json()["appeals"]
        return [(one["video"], one["state"], one["answer"]) for one in found]

    assert stands(maker) == [(to_text(film), "may", "")] and stands(other) == []
    services.appeal_video(maker.id, film, "Look")
    assert stands(maker) == [(to_text(film), "asked", "")]
    services.answer_appeal(Appeal.objects.get().pk, True, "Rule 3.", other.id)
    assert stands(maker) == [(to_text(film), "kept", "Rule 3.")]


def test_nobody_judges_their_own_cause() -> None:
    """Neither what one asked oneself, nor what one decided while somebody else of our team can look."""
    boss = staff_client("boss")
    boss_id = accounts.ids_of_handles(["boss"])["boss"]
    own = video(Person(boss_id, "boss"))
    services.hold([own], 0)
    services.appeal_video(boss_id, own, "Mine")
    assert answer(boss, "Fine by me.", "reversed").status_code == 403
    with pytest.raises(Refusal, match="asked this yourself"):
        services.answer_appeal(Appeal.objects.get().pk, False, "", boss_id)
    room = f"/admin/safety/appeal/{Appeal.objects.get().pk}/change/"
    assert "somebody else of our team answers" in boss.get(room).content.decode()
    Appeal.objects.all().delete()

    maker = person()
    first, second = video(maker), video(maker)
    services.take_down([first, second], boss_id)
    services.appeal_video(maker.id, first, "Look")
    assert answer(boss, "Still so.", "kept").status_code == 302, "there is nobody else"
    Appeal.objects.all().delete()
    services.appeal_video(maker.id, second, "Look")
    other = staff_client("other")
    assert answer(boss, "Still so.", "kept").status_code == 403
    assert answer(other, "Still so.", "kept").status_code == 302


def test_a_question_follows_what_is_decided_anew() -> None:
    """An answer is about what stands now, and nobody waits for one about what is over."""
    maker, staff, other = person(), person(), person()
    film = video(maker)
    words = say(maker, film, "awful")
    services.hold([film], staff.id)
    services.hold_comments([words], staff.id)
    services.appeal_video(maker.id, film, "Look")
    services.appeal_comment(maker.id, words, "Look")
    services.take_down([film], staff.id)
    services.take_down_comments([words], staff.id)
    assert {one.decision.effect for one in Appeal.objects.select_related("decision")} == {"removed"}
    assert ask(maker, f"videos/{to_text(film)}") == "appealed_already"
    services.restore([film], staff.id)
    services.restore_comments([words], staff.id)
    assert set(Appeal.objects.values_list("state", "by_person_id")) == {("reversed", staff.id)}

    services.hold([film], staff.id)
    services.appeal_video(maker.id, film, "Again")
    late = Appeal.objects.get(state="open")
    older = late.decision
    services.take_down([film], staff.id)
    Appeal.objects.filter(id=late.pk).update(decision=older)  # asked while that was written
    assert not services.answer_appeal(late.pk, False, "", other.id)
    assert ("removed", "asked", "") in told(maker), "the take-down stands, and waits for an answer"
    assert services.answer_appeal(late.pk, True, "It breaks rule 3.", other.id)
    assert ("removed", "kept", "It breaks rule 3.") in told(maker)


@pytest.mark.parametrize(("stood", "then"), [("waiting", "waiting"), ("held", "shown"), ("shown", "shown")])
def test_a_comment_that_comes_back_passes_nobody_by(stood: str, then: str) -> None:
    """What waited for the video's creator waits again, and its author reads so, on a lock screen too."""
    maker, fan, staff = person(), person(), person()
    film = video(maker)
    social.set_sieve(maker.id, [], everything=stood == "waiting")
    words = say(fan, film, "awful")
    if stood == "held":
        services.hold_comments([words], staff.id)
    services.take_down_comments([words], staff.id)
    services.appeal_comment(fan.id, words, "Look")
    assert services.answer_appeal(Appeal.objects.get().pk, False, "", person().id)
    assert Comment.objects.get(id=words).state == then and told(fan) == [(then, "", "")]
    (notice,) = notices.page(fan.viewer).notices
    assert in_words(notice, "en").title.startswith("Your comment")
    assert Decision.objects.latest("id").effect == "restored"


def test_what_is_decided_about_a_file_says_nothing_of_the_video() -> None:
    """A file is blocked when its video is down already: another look at that may be asked for as before."""
    maker = person()
    film = video(maker)
    services.take_down([film], 1)
    services.block_files([film], 1)
    assert Decision.objects.latest("id").effect == "file_blocked"
    assert told(maker) == [("removed", "may", "")]
    assert ask(maker, f"videos/{to_text(film)}") == 204
    services.block_files([film], 1)
    assert services.answer_appeal(Appeal.objects.get().pk, True, "It stays.", person().id)


def let_be(reporter: Person, maker: Person, staff_id: int) -> str:
    """Somebody reports a video and our team finds nothing against it; the path of that report."""
    film = video(maker)
    services.report_video(reporter.id, film, "hate", "")
    services.dismiss([film], staff_id)
    return f"reports/{reports.reports(reporter.viewer).reports[0].id}"


def stands(who: Person) -> tuple[str, str, str]:
    """(where the newest report stands, how another look does, our team's words)."""
    deliver()
    one = reports.reports(who.viewer).reports[0]
    return one.state, one.appeal, one.answer


def test_whoever_reported_asks_for_another_look_too() -> None:
    """Once, in words; kept with reasons that they read, and their notice says so."""
    ana, maker, other = person(), person(), person()
    path = let_be(ana, maker, 1)
    assert stands(ana) == ("fine", "may", "")
    assert ask(other, path) == "no_such_report" and ask(maker, path) == "no_such_report"
    assert ask(ana, path, " ") == "no_words"
    assert ask(ana, path, "It is about me") == 204 and ask(ana, path) == "appealed_already"
    assert stands(ana) == ("fine", "asked", "")
    boss = staff_client("boss")
    room = boss.get(f"/admin/safety/appeal/{Appeal.objects.get().pk}/change/").content.decode()
    assert "It is about me" in room and "who reported it" in room
    assert answer(boss, "We see a quarrel, no hate.", "kept").status_code == 302
    assert stands(ana) == ("fine", "kept", "We see a quarrel, no hate.")
    assert told(ana)[0][0] == "kept"
    assert "ana" not in str(notices.page(maker.viewer)), "whoever made it hears nothing"


def test_a_report_that_is_open_again() -> None:
    """Our team takes its answer back: it waits for them as before, and may end otherwise."""
    ana, leo, maker = person(), person(), person()
    path = let_be(ana, maker, 1)
    film = Report.objects.get().video_id
    services.report_video(leo.id, film, "spam", "")
    services.dismiss([film], 1)
    assert ask(ana, path) == 204
    assert answer(staff_client("boss"), "", "reversed").status_code == 302
    assert stands(ana) == ("open", "", "") and told(ana)[0][0] == "open"
    assert stands(leo)[0] == "fine" and Report.objects.filter(state="open").count() == 1
    services.take_down([film], 1)
    assert stands(ana)[0] == stands(leo)[0] == "removed"
    assert ask(ana, path) == "nothing_to_appeal"


def test_who_answers_whoever_reported() -> None:
    """Neither who decided, nor whom it is about; a take-down meanwhile is the other look."""
    boss, other = staff_client("boss"), staff_client("other")
    ids = accounts.ids_of_handles(["boss", "other"])
    ana, maker = person(), Person(ids["other"], "other")
    assert ask(ana, let_be(ana, maker, ids["boss"])) == 204
    assert answer(boss, "Still so.", "kept").status_code == 403, "they decided it"
    answer(other, "Still so.", "kept")
    assert Appeal.objects.get().state == "open", "it is about them, and they don't find it in their rooms"
    services.take_down([Report.objects.get().video_id], ids["boss"])
    assert (Appeal.objects.get().state, stands(ana)[0]) == ("reversed", "removed")


def test_maker_and_reporters_each_ask_about_theirs() -> None:
    """Taken down, let back, asked about by both sides: each question gets its own answer."""
    ana, leo, maker = person(), person(), person()
    film = video(maker)
    for who in (ana, leo):
        services.report_video(who.id, film, "hate", "")
    services.take_down([film], 1)
    assert ask(maker, f"videos/{to_text(film)}") == 204
    assert services.answer_appeal(Appeal.objects.get().pk, False, "You are right.", 1)
    paths = [f"reports/{reports.reports(who.viewer).reports[0].id}" for who in (ana, leo)]
    assert [ask(who, path) for who, path in zip((ana, leo), paths, strict=True)] == [204, 204]
    late = Appeal.objects.filter(state="open").order_by("id")
    first, second = late
    assert services.answer_appeal(first.pk, True, "No breach.", 1)
    assert (stands(ana)[1:], stands(leo)[1:]) == (("kept", "No breach."), ("asked", ""))
    services.hold([film], 1)
    second.refresh_from_db()
    assert second.state == "reversed" and stands(leo)[0] == "held"

"""Reports of comments and people, and what staff decides about comments."""

from typing import Any

import msgspec
import pytest
from django.contrib.auth import get_user_model
from tests.apps.accounts.people import staff_client
from tests.apps.social.talk import say, texts, total
from tests.apps.videos.world import Person, browser_of, person, video

from mutoscope.apps.flow import services as flow
from mutoscope.apps.notices import queries as notices
from mutoscope.apps.relations import services as relations
from mutoscope.apps.safety import services
from mutoscope.apps.safety.models import Decision, Report, WordEntry
from mutoscope.apps.social import services as social
from mutoscope.apps.social.models import Comment
from mutoscope.apps.videos.services import edit_video
from mutoscope.core.units import to_text

pytestmark = pytest.mark.django_db


def told(who: Person) -> list[tuple[str, str]]:
    """(what became of a comment, what it says) for what somebody reads in their inbox."""
    flow.drain()
    found = notices.page(who.viewer).notices
    return [
        (one.reason.state, one.comment.text)
        for one in found
        if one.kind == "judged" and one.reason and one.comment
    ]


def test_reporting_a_comment() -> None:
    """One report a person and comment, with what the comment said then; an edit hides nothing from staff."""
    fan, film = person(), video(person())
    words = say(fan, film, "awful")
    reporter = browser_of(person())
    for details in ("", "really"):
        body = {"reason": "hate", "details": details}
        assert reporter.post(f"/api/comments/{to_text(words)}/report", body).json() == {"received": True}
    social.edit(fan.viewer, words, "sweet")
    assert list(Report.objects.values_list("comment_id", "video_id", "quote", "details")) == [
        (words, film, "awful", "really")
    ]


def test_reporting_a_person() -> None:
    """A profile can be reported, once a person; oneself cannot."""
    odd, other = person("odd"), person()
    answer = browser_of(other).post("/api/people/odd/report", {"reason": "spam"})
    assert answer.json() == {"received": True}
    assert browser_of(odd).post("/api/people/odd/report", {"reason": "spam"}).status_code == 400
    assert Report.objects.get().person_id == odd.id and Report.objects.get().quote == "@odd"


def test_what_one_may_not_read_one_may_not_report() -> None:
    """Reporting does not reveal hidden comments: of a hidden video, of the blocked, or waiting."""
    maker, fan, other = person(), person(), person()
    film = video(maker)
    hidden = say(fan, film, "hello")
    social.set_sieve(maker.id, [], everything=True)
    waits = say(fan, film, "wait")
    mine = browser_of(other)
    report = {"reason": "spam"}
    assert mine.post(f"/api/comments/{to_text(waits)}/report", report).status_code == 404
    relations.block(fan.id, other.id)
    assert mine.post(f"/api/comments/{to_text(hidden)}/report", report).status_code == 404
    assert mine.post(f"/api/people/{fan.handle}/report", report).status_code == 404
    relations.unblock(fan.id, other.id)
    edit_video(maker.id, film, audience="me")
    assert mine.post(f"/api/comments/{to_text(hidden)}/report", report).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("body", [{"reason": "because"}, {"reason": 7}, {}, {"reason": "spam", "details": 1}])
def test_malformed_reports_are_refused(body: Any) -> None:
    """Whatever is no report is refused and not kept."""
    words = say(person(), video(person()))
    assert browser_of(person()).post(f"/api/comments/{to_text(words)}/report", body).status_code == 422
    assert not Report.objects.exists()


def test_hold_take_down_restore() -> None:
    """Each decision has its effect, its line in the ledger, and its sentence in the author's inbox."""
    fan, other, staff, film = person(), person(), person(), video(person())
    words = say(fan, film, "questionable")
    say(other, film, "below", to=words)
    services.report_comment(other.id, words, "hate", "")
    assert services.hold_comments([words, words], staff.id) == 1
    assert services.hold_comments([words], staff.id) == 0
    assert texts(film, other) == [] and total(film, other) == 0
    assert told(fan) == [("held", "questionable")] and Report.objects.get().state == "open"
    assert services.take_down_comments([words], staff.id) == 1
    assert texts(film, fan) == [] and told(fan) == [("gone", "questionable")]
    assert Report.objects.get().state == "closed"
    assert services.restore_comments([words], staff.id) == 1
    assert services.restore_comments([words], staff.id) == 0
    assert texts(film, other) == ["questionable"] and total(film, other) == 2
    assert told(fan) == [("shown", "questionable")] and told(other) == []
    ledger = Decision.objects.order_by("id").values_list("comment_id", "creator_id", "effect")
    assert list(ledger) == [(words, fan.id, effect) for effect in ("held", "removed", "restored")]


def test_staff_takes_a_comment_down_where_it_stands() -> None:
    """In the app as in the rooms: a line in the ledger, a word to the author; and one changes one's mind."""
    fan, maker = person(), person()
    film = video(maker)
    words = say(fan, film, "awful")
    boss = staff_client("boss")
    path = f"/api/comments/{to_text(words)}"
    assert boss.delete(path).status_code == 403  # deleting is what people do with their own
    shown = boss.get(f"/api/videos/{to_text(film)}/comments").json()["comments"][0]
    assert (shown["may_delete"], shown["may_take_down"]) == (False, True)
    for _ in range(2):
        assert boss.put(f"{path}/decision").status_code == 204
    assert texts(film, fan) == [] and told(fan) == [("gone", "awful")]
    assert boss.delete(f"{path}/decision").status_code == 204
    assert texts(film, fan) == ["awful"] and told(fan) == [("shown", "awful")]
    ledger = Decision.objects.order_by("id").values_list("comment_id", "creator_id", "effect")
    assert list(ledger) == [(words, fan.id, "removed"), (words, fan.id, "restored")]


def test_the_app_asks_of_staff_what_the_rooms_ask(settings: Any) -> None:
    """No decision without the permission, a recent log-in, and the second step where one is wanted."""
    path = f"/api/comments/{to_text(say(person(), video(person())))}/decision"
    film = to_text(Comment.objects.get().video_id)
    boss, helper = staff_client("boss"), person("helper")
    get_user_model().objects.filter(id=helper.id).update(is_staff=True)
    old = Person(get_user_model().objects.get(username="boss").pk, "boss")
    for browser, code in ((browser_of(helper), "not_staff"), (browser_of(old), "rooms_closed")):
        for method in ("PUT", "DELETE"):
            answer = browser.send(method, path)
            assert (answer.status_code, answer.json()["code"]) == (403, code)
        shown = browser.get(f"/api/videos/{film}/comments").json()["comments"][0]
        assert not shown["may_take_down"]  # no button for whom it would refuse
    settings.CONFIG = msgspec.structs.replace(settings.CONFIG, staff_second_step="always")
    assert boss.put(path).json()["code"] == "rooms_closed"
    assert not Decision.objects.exists()


def test_undoing_a_take_down_shows_nothing_that_was_not_public() -> None:
    """It goes back to where it stood: held, waiting, or deleted by its author."""
    fan, maker, boss = person(), person(), staff_client("boss")
    film = video(maker)
    held, deleted = say(fan, film, "held"), say(fan, film, "deleted")
    services.hold_comments([held], 1)
    social.delete(fan.viewer, deleted)
    social.set_sieve(maker.id, [], everything=True)
    waits = say(fan, film, "waits")
    for one in (held, deleted, waits):
        assert boss.put(f"/api/comments/{to_text(one)}/decision").status_code == 204
        assert boss.delete(f"/api/comments/{to_text(one)}/decision").status_code == 204
    stand = dict(Comment.objects.values_list("text", "state"))
    assert stand == {"held": "held", "deleted": "gone", "waits": "waiting"}
    assert texts(film, person()) == [] and total(film, person()) == 0
    assert services.restore_comments([deleted], 1) == 0
    assert browser_of(fan).post(f"/api/comments/{to_text(deleted)}/restore").status_code == 404
    social.approve(maker.viewer, waits)
    assert texts(film, person()) == ["waits"]


def test_undo_decides_nothing_about_what_stands() -> None:
    """A comment that the team holds is not shown by undoing a take-down that never was."""
    words = say(person(), video(person()))
    services.hold_comments([words], 1)
    assert staff_client("boss").delete(f"/api/comments/{to_text(words)}/decision").status_code == 204
    assert Comment.objects.get().state == "held" and Decision.objects.count() == 1


def test_staff_does_not_undo_what_people_deleted() -> None:
    """A restored decision brings nothing back that its author deleted; a take-down ends the undoing."""
    fan, staff, film = person(), person(), video(person())
    words = say(fan, film, "gone")
    social.delete(fan.viewer, words)
    assert services.restore_comments([words], staff.id) == 0
    assert services.take_down_comments([words], staff.id) == 1
    answer = browser_of(fan).post(f"/api/comments/{to_text(words)}/restore")
    assert answer.status_code == 404


def test_words_of_the_house_are_a_decision(django_capture_on_commit_callbacks: Any) -> None:
    """A comment that the lists hold stands in the ledger; its author reads why; staff can let it through."""
    WordEntry.objects.create(text="hate", effect="hold")
    fan, other, staff, film = person(), person(), person(), video(person())
    with django_capture_on_commit_callbacks(execute=True):
        words = say(fan, film, "pure hate")
    assert told(fan) == [("held", "pure hate")]
    assert Decision.objects.get().code == "words" and Decision.objects.get().comment_id == words
    assert services.restore_comments([words], staff.id) == 1
    assert texts(film, other) == ["pure hate"] and told(fan) == [("shown", "pure hate")]


def test_staff_work_in_the_admin() -> None:
    """The queue shows what was said and what about, safely; each act has its effect."""
    boss = staff_client("boss")
    fan, other, film = person(), person("odd"), video(person(), caption="A film")
    words = say(fan, film, "<b>bold</b>", to=say(other, film, "the question"))
    social.edit(fan.viewer, words, "<i>later</i>")
    services.report_comment(other.id, words, "hate", "<script>alert(1)</script>")
    services.report_person(fan.id, other.id, "spam", "")
    page = boss.get("/admin/safety/commentreport/").content.decode()
    assert "&lt;b&gt;bold" in page and "the question" in page and f"comment={to_text(words)}" in page
    assert "<script>alert(1)" not in page and "<i>later" not in page
    assert words and not boss.get("/admin/safety/report/").content.decode().count("A film")
    report = Report.objects.get(comment_id=words).id
    for action, visible in (("hold", 1), ("restore", 2), ("take_down", 1), ("restore", 2)):
        data = {"action": action, "_selected_action": [report]}
        assert boss.post("/admin/safety/commentreport/", data).status_code == 302
        assert total(film, other) == visible, action
    people = boss.get("/admin/safety/personreport/").content.decode()
    assert "@odd" in people
    for room in ("commentdecision/", "personreport/", f"commentreport/{report}/change/"):
        assert boss.get(f"/admin/safety/{room}").status_code == 200

"""What a group is called: reported without what is said there, taken away with a decision, members told."""

import pytest
from tests.apps.accounts.people import staff_client
from tests.apps.messages.circle import Person, befriend, grown, say, write
from tests.apps.videos.world import browser_of

from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.messages import queries as talks
from mutoscope.apps.messages import services as messages
from mutoscope.apps.messages.models import Conversation
from mutoscope.apps.safety import services
from mutoscope.apps.safety.models import Decision, MessageReport
from mutoscope.core.units import Refusal, to_text

pytestmark = pytest.mark.django_db


def notes(who: Person, group: int) -> list[tuple[str, str, str]]:
    """(note, name, by whom it is gone) of everything that became of a group."""
    return [(one.note, one.text, one.gone) for one in talks.messages(group, who.viewer).messages if one.note]


def test_a_group_with_a_bad_name() -> None:
    """Staff reads the name and who gave it, nothing that was said; takes it away; everybody in it is told."""
    ana, odd, leo = grown(), grown("odd"), grown()
    befriend(ana, odd, leo)
    group = messages.found(ana.viewer, [odd.id, leo.id], "Friends", client_id="a-new-group")
    say(ana, group, "A secret")
    messages.rename(odd.viewer, group, "Awful people")
    path = f"/api/conversations/{to_text(group)}/name/report"
    for details in ("", "of us"):
        answer = browser_of(leo).post(path, {"reason": "hate", "details": details})
        assert answer.json() == {"received": True}
    report = MessageReport.objects.get()
    assert (report.group_name, report.author_id, report.excerpt) == ("Awful people", odd.id, [])
    boss = staff_client("boss")
    room = boss.get("/admin/safety/messagereport/").content.decode()
    assert "Awful people" in room and "A secret" not in room
    for _ in range(2):  # twice is once
        boss.post(
            "/admin/safety/messagereport/",
            {"action": "take_name_away", "_selected_action": [report.pk]},
            follow=True,
        )
    decision = Decision.objects.get()
    assert (decision.conversation_id, decision.creator_id, decision.effect) == (group, odd.id, "removed")
    assert MessageReport.objects.get().state == "closed"
    assert talks.conversation(group, leo.viewer).name == ""
    assert notes(leo, group) == [("made", "Friends", ""), ("named", "", "team"), ("cleared", "", "")]
    assert "@odd" in boss.get("/admin/safety/messagedecision/").content.decode()
    assert "deleted" not in boss.get("/admin/safety/decision/").content.decode()


def test_a_name_that_was_taken_away_does_not_come_back() -> None:
    """Nor does one that only looks different; another name is welcome, and another group may have it."""
    ana, odd = grown(), grown()
    befriend(ana, odd)
    group = messages.found(odd.viewer, [ana.id], "Awful people", client_id="a-new-group")
    services.report_group_name(ana.viewer, group, "hate", "")
    services.take_away_names([MessageReport.objects.get().pk], 1)
    path = f"/api/conversations/{to_text(group)}"
    for name in ("Awful people", " áwful  PEOPLE! "):
        answer = browser_of(odd).send("PATCH", path, {"name": name})
        assert (answer.status_code, answer.json()["code"]) == (409, "name_taken_away"), name
    assert "wful" not in str(list(Conversation.objects.values_list()))
    assert browser_of(odd).send("PATCH", path, {"name": "Kind people"}).status_code == 200
    assert messages.found(odd.viewer, [ana.id], "Awful people", client_id="another-group")


def test_only_the_reported_name_goes() -> None:
    """Renamed in the meantime, a group keeps its new name, and the old one stands nowhere any more."""
    ana, odd = grown(), grown()
    befriend(ana, odd)
    group = messages.found(odd.viewer, [ana.id], "Awful people", client_id="a-new-group")
    services.report_group_name(ana.viewer, group, "hate", "")
    messages.rename(odd.viewer, group, "Kind people")
    assert services.take_away_names([MessageReport.objects.get().pk], 1) == 1
    assert Conversation.objects.get().name == "Kind people"
    assert [name for _, name, _ in notes(ana, group)] == ["", "Kind people", ""]


def leave(who: Person, *, messages_first: bool) -> None:
    """What hears that somebody deleted their account, in either order."""
    ears = [messages.forget_person, services.forget_messages_of]
    for hear in ears if messages_first else reversed(ears):
        hear(PersonLeft(person_id=who.id))


@pytest.mark.parametrize("messages_first", [True, False])
def test_the_name_goes_though_its_giver_left(messages_first: bool) -> None:
    """A group is still called that, so the report of it stays, and the decision names nobody."""
    ana, odd = grown(), grown()
    befriend(ana, odd)
    group = messages.found(odd.viewer, [ana.id], "Awful people", client_id="a-new-group")
    services.report_group_name(ana.viewer, group, "hate", "")
    leave(odd, messages_first=messages_first)
    report = MessageReport.objects.get()
    assert (report.group_name, report.author_id) == ("Awful people", 0)
    for _ in range(2):  # twice is once
        services.take_away_names([report.pk], 1)
    assert (Decision.objects.get().creator_id, MessageReport.objects.get().state) == (0, "closed")
    assert Conversation.objects.get().name == ""


@pytest.mark.parametrize("messages_first", [True, False])
def test_an_older_name_leaves_with_its_giver(messages_first: bool) -> None:
    """What nobody can read in the group any more is in no report either; who reported it hears so."""
    ana, odd = grown(), grown()
    befriend(ana, odd)
    group = messages.found(odd.viewer, [ana.id], "Awful people", client_id="a-new-group")
    services.report_group_name(ana.viewer, group, "hate", "")
    services.report_message(ana.viewer, group, 0, "spam", "")
    messages.rename(ana.viewer, group, "Kind people")
    leave(odd, messages_first=messages_first)
    assert set(MessageReport.objects.values_list("of_name", "group_name", "outcome")) == {
        (False, "", ""),
        (True, "", "gone"),
    }


def test_taking_the_name_away_closes_the_report_that_showed_it() -> None:
    """Also a report of the whole group, whose name our team read there."""
    ana, odd = grown(), grown()
    befriend(ana, odd)
    group = messages.found(odd.viewer, [ana.id], "Awful people", client_id="a-new-group")
    services.report_message(ana.viewer, group, 0, "spam", "")
    assert services.take_away_names([MessageReport.objects.get().pk], 1) == 1
    assert MessageReport.objects.get().state == "closed"


def test_the_name_and_the_group_are_two_reports() -> None:
    """A report of the whole group says what it is called too, so either way its name can go."""
    ana, odd = grown(), grown()
    befriend(ana, odd)
    group = messages.found(odd.viewer, [ana.id], "Awful people", client_id="a-new-group")
    services.report_message(ana.viewer, group, 0, "spam", "")
    services.report_group_name(ana.viewer, group, "hate", "")
    assert list(MessageReport.objects.order_by("id").values_list("group_name", "of_name")) == [
        ("Awful people", False),
        ("Awful people", True),
    ]
    assert services.take_away_names(MessageReport.objects.values_list("id", flat=True), 1) == 1
    assert Decision.objects.count() == 1


def test_what_has_no_name_and_who_is_no_member() -> None:
    """Nobody from outside, no pair, no nameless group; only reasons that exist."""
    ana, odd, other = grown(), grown(), grown()
    befriend(ana, odd)
    pair = write(ana, odd, "Hello")
    named = messages.found(ana.viewer, [odd.id], "Friends", client_id="a-new-group")
    bare = messages.found(ana.viewer, [odd.id], "", client_id="another-group")
    for who, what, reason, code in (
        (other, named, "hate", "no_such_conversation"),
        (odd, pair, "hate", "no_name"),
        (odd, bare, "hate", "no_name"),
        (odd, named, "boredom", "unknown_reason"),
    ):
        with pytest.raises(Refusal, match=code):
            services.report_group_name(who.viewer, what, reason, "")
    assert not MessageReport.objects.exists()

"""Another look at words among people: whoever said them is told, asks, and has them back or reads why not."""

from typing import Any

import pytest
from tests.apps.accounts.people import staff_client
from tests.apps.messages.circle import befriend, grown, say, texts, write
from tests.apps.notices.inbox import deliver, told
from tests.apps.videos.world import Person, browser_of

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.messages import queries as talks
from mutoscope.apps.messages import services as messages
from mutoscope.apps.messages.models import Message, Taken
from mutoscope.apps.notices import queries as notices
from mutoscope.apps.notices.sentences import in_words
from mutoscope.apps.privacy import traces
from mutoscope.apps.safety import queries, services
from mutoscope.apps.safety.contracts import TERM_MS
from mutoscope.apps.safety.models import Appeal, Decision, MessageReport
from mutoscope.core.units import Refusal, to_text

pytestmark = pytest.mark.django_db


def taken(who: Person) -> list[tuple[str, str, str, str]]:
    """(what became of it, one's own words, how another look stands, why it stays) as the inbox says it."""
    found = [one for one in told(who) if one["kind"] == "taken"]
    return [
        (one["reason"]["state"], one["words"], one["reason"]["appeal"], one["reason"]["answer"])
        for one in found
    ]


def ask(who: Person, decision_id: int, words: str = "It was meant as a joke") -> Any:
    answer = browser_of(who).post(f"/api/decisions/{to_text(decision_id)}/appeal", {"words": words})
    return 204 if answer.status_code == 204 else answer.json()["code"]


def bad_message() -> tuple[Person, Person, int, int]:
    """Ana, somebody who wrote awful words to her which our team took away, their talk and the decision."""
    ana, odd = grown(), grown()
    befriend(ana, odd)
    talk = write(odd, ana, "Hello")
    said = say(odd, talk, "awful")
    services.report_message(ana.viewer, talk, said, "hate", "")
    assert services.take_away_messages([said], 1) == 1
    return ana, odd, talk, Decision.objects.get().pk


def bad_name() -> tuple[Person, Person, int, int]:
    """Ana in a group that somebody gave an awful name which our team took away, the group, the decision."""
    ana, odd = grown(), grown()
    befriend(ana, odd)
    group = messages.found(odd.viewer, [ana.id], "Awful people", client_id="a-new-group")
    services.report_group_name(ana.viewer, group, "hate", "")
    assert services.take_away_names([MessageReport.objects.get().pk], 1) == 1
    return ana, odd, group, Decision.objects.get().pk


def test_a_message_that_stays_away() -> None:
    """Its author, and nobody else, is told with their words, asks once, and reads why it stays."""
    ana, odd, talk, decision = bad_message()
    assert taken(odd) == [("message", "awful", "may", "")] and taken(ana) == []
    assert ask(ana, decision) == "nothing_to_appeal" and ask(grown(), decision) == "nothing_to_appeal"
    assert [ask(odd, decision, words) for words in (" ", "x" * 1001)] == ["no_words", "words_too_long"]
    assert ask(odd, decision) == 204 and ask(odd, decision) == "appealed_already"
    assert taken(odd) == [("message", "awful", "asked", "")]
    boss = staff_client("boss")
    room = f"/admin/safety/appeal/{Appeal.objects.get().pk}/change/"
    page = boss.get(room).content.decode()
    assert "awful" in page and "who made it" in page
    boss.post(room, {"answer": "It is an insult.", "outcome": "kept"})
    assert taken(odd) == [("message", "awful", "kept", "It is an insult.")]
    assert texts(ana, talk) == texts(odd, talk) == ["Hello", ""]
    (notice,) = [one for one in notices.page(odd.viewer).notices if one.kind == "taken"]
    assert in_words(notice, "fr").title == "Votre message a été retiré"


def test_a_message_that_comes_back() -> None:
    """It stands where it stood; the ledger says so, and so does the answer to whoever reported it."""
    ana, odd, talk, decision = bad_message()
    assert ask(odd, decision) == 204
    boss = staff_client("boss")
    boss.post(
        f"/admin/safety/appeal/{Appeal.objects.get().pk}/change/", {"answer": "", "outcome": "reversed"}
    )
    assert texts(ana, talk) == ["Hello", "awful"] and not Taken.objects.exists()
    assert taken(odd) == [("message_back", "", "", "")]
    assert [one.effect for one in Decision.objects.order_by("id")] == ["removed", "restored"]
    assert [one.state for one in queries.reports(ana.viewer).reports] == ["fine"]
    assert ask(odd, decision) == "nothing_to_appeal"
    said = Message.objects.latest("id").id
    assert services.take_away_messages([said], 1) == 1, "and may be taken away again"
    assert len(taken(odd)) == 2


@pytest.mark.parametrize("renamed", [True, False])
def test_a_name_that_comes_back(renamed: bool) -> None:
    """The group is called that again where it was given no other name meanwhile; it may be in any case."""
    ana, odd, group, decision = bad_name()
    assert taken(odd) == [("name", "Awful people", "may", "")]
    assert ask(odd, decision) == 204
    if renamed:
        messages.rename(ana.viewer, group, "Kind people")
    assert services.answer_appeal(Appeal.objects.get().pk, False, "A band is called that.", 1)
    assert talks.conversation(group, ana.viewer).name == ("Kind people" if renamed else "Awful people")
    messages.rename(odd.viewer, group, "Awful people")
    assert taken(odd) == [("name_back", "", "", "")]
    deliver()
    assert [one.state for one in queries.reports(ana.viewer).reports] == ["fine"]


@pytest.mark.parametrize("reported", ["the group", "its name", "both"])
def test_our_team_reads_the_name_that_it_is_asked_about(reported: str) -> None:
    """However it was reported, and nothing that was said in the group; nor once the name is kept no more."""
    ana, odd = grown(), grown()
    befriend(ana, odd)
    group = messages.found(odd.viewer, [ana.id], "Awful people", client_id="a-new-group")
    say(ana, group, "A secret")
    if reported != "its name":
        services.report_message(ana.viewer, group, 0, "hate", "")
    if reported != "the group":
        services.report_group_name(ana.viewer, group, "hate", "")
    services.take_away_names(MessageReport.objects.values_list("id", flat=True), 1)
    assert ask(odd, Decision.objects.get().pk) == 204
    room, boss = f"/admin/safety/appeal/{Appeal.objects.get().pk}/change/", staff_client("boss")
    page = boss.get(room).content.decode()
    assert "Awful people" in page and "A secret" not in page
    Taken.objects.all().delete()
    assert "A secret" not in boss.get(room).content.decode()


@pytest.mark.parametrize("kept", [True, False])
def test_words_that_their_author_took_back_meanwhile(kept: bool) -> None:
    """There is nothing to answer about, and nobody reads that they are there again."""
    ana, odd, talk, decision = bad_message()
    assert ask(odd, decision) == 204
    messages.unsay(odd.viewer, talk, Message.objects.latest("id").id)
    before = taken(odd)
    boss = staff_client("boss")
    room = f"/admin/safety/appeal/{Appeal.objects.get().pk}/change/"
    said = {"answer": "It is an insult.", "outcome": "kept" if kept else "reversed"}
    assert "took their words back" in boss.post(room, said, follow=True).content.decode()
    assert taken(odd) == before == [("message", "", "late", "")] and not Appeal.objects.exists()
    assert texts(ana, talk) == ["Hello", ""] and [one.effect for one in Decision.objects.all()] == ["removed"]
    assert [one.state for one in queries.reports(ana.viewer).reports] == ["removed"]


def test_a_name_that_comes_back_after_its_giver_left_the_group() -> None:
    """Our team gives it back, not they; it is theirs all the same: taken away again they are told, and where
    they leave for good it goes along."""
    ana, odd, group, decision = bad_name()
    assert ask(odd, decision) == 204
    messages.leave(odd.viewer, group)
    assert services.answer_appeal(Appeal.objects.get().pk, False, "", 1)
    note = talks.messages(group, ana.viewer).messages[-1]
    assert (note.note, note.text, note.author.handle) == ("named", "Awful people", "")
    services.report_group_name(ana.viewer, group, "hate", "")
    assert services.take_away_names([MessageReport.objects.get().pk], 1) == 1
    assert "Awful people" not in texts(ana, group)
    assert len(taken(odd)) == 2 and ask(odd, Decision.objects.latest("id").pk) == 204
    assert services.answer_appeal(Appeal.objects.get(state="open").pk, False, "", 1)
    assert "Awful people" in texts(ana, group)
    messages.forget_person(PersonLeft(person_id=odd.id))
    assert "Awful people" not in texts(ana, group)


def test_two_names_of_one_group_are_two_questions() -> None:
    """What is decided about the second leaves the question about the first alone."""
    ana, odd, group, first = bad_name()
    assert ask(odd, first) == 204
    messages.rename(odd.viewer, group, "Worse people")
    services.report_group_name(ana.viewer, group, "hate", "")
    services.take_away_names([MessageReport.objects.get().pk], 1)
    second = Decision.objects.latest("id").pk
    assert ask(odd, second) == 204
    assert sorted(Appeal.objects.values_list("decision_id", "state")) == [(first, "open"), (second, "open")]
    assert services.answer_appeal(Appeal.objects.get(decision=first).pk, True, "No.", 1)
    assert {one[:2] + one[3:] for one in taken(odd)} == {
        ("name", "Awful people", "No."),
        ("name", "Worse people", ""),
    }


def test_what_was_taken_is_kept_no_longer_than_needed() -> None:
    """It goes when nobody may ask any more, unless an answer is waited for; and with whoever said it."""
    _, odd, _, decision = bad_message()
    later = Taken.objects.get().taken_ms + TERM_MS + 1
    assert ask(odd, decision) == 204
    assert services.forget_taken(later) == 0, "an answer is waited for"
    assert services.answer_appeal(Appeal.objects.get().pk, True, "No.", 1)
    assert services.forget_taken(later - 2) == 0 and services.forget_taken(later) == 1
    assert taken(odd) == [("message", "", "late", "")]
    _, other, _, decision = bad_message_of_another()
    assert ask(other, decision) == 204
    messages.forget_person(PersonLeft(person_id=other.id))
    assert not Taken.objects.exists() and "messaging.Taken.author_id" not in traces.remaining(other.id)
    assert not services.answer_appeal(Appeal.objects.get(state="open").pk, False, "", 1), (
        "there is nothing to give"
    )
    assert Decision.objects.latest("id").effect == "removed"


def bad_message_of_another() -> tuple[Person, Person, int, int]:
    ana, odd = grown(), grown()
    befriend(ana, odd)
    talk = write(odd, ana, "Hello")
    assert services.take_away_messages([say(odd, talk, "awful")], 1) == 1
    return ana, odd, talk, Decision.objects.latest("id").pk


def test_who_answers_about_words_among_people() -> None:
    """The rules are those of videos: neither one's own cause nor, where others can, what one decided."""
    boss, other = staff_client("boss"), staff_client("other")
    ana, odd = grown(), grown()
    befriend(ana, odd)
    talk = write(odd, ana, "Hello")
    ids = accounts.ids_of_handles(["boss", "other"])
    services.take_away_messages([say(odd, talk, "awful")], ids["boss"])
    services.appeal_decision(odd.id, Decision.objects.get().pk, "Look")
    room = f"/admin/safety/appeal/{Appeal.objects.get().pk}/change/"
    assert boss.post(room, {"answer": "No.", "outcome": "kept"}).status_code == 403
    with pytest.raises(Refusal, match="You decided this"):
        services.answer_appeal(Appeal.objects.get().pk, True, "No.", ids["boss"])
    assert other.post(room, {"answer": "No.", "outcome": "kept"}).status_code == 302
    assert taken(odd)[0][2:] == ("kept", "No.")

"""Friends write at once, strangers ask first, the young are left alone by strangers."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.apps.messages.circle import befriend, grown, listed, name, post, say, texts, write, young
from tests.apps.videos.world import browser_of, video
from tests.hostile_words import STORED_XSS

from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.flow import outbox
from mutoscope.apps.flow.models import Nudge, OutboxEntry
from mutoscope.apps.messages import queries, services
from mutoscope.apps.messages.models import Conversation, Message
from mutoscope.apps.relations import services as relations
from mutoscope.apps.relations.mutes import mute_person
from mutoscope.apps.videos.services import delete_video
from mutoscope.core.policy.captions import clean
from mutoscope.core.units import Refusal, to_text

pytestmark = pytest.mark.django_db


def test_friends_talk_and_each_has_the_conversation() -> None:
    """One conversation for a pair, whoever begins; what is new is counted until it is read."""
    ana, leo = grown(), grown()
    befriend(ana, leo)
    talk = write(ana, leo, "Hello")
    assert write(leo, ana, "Hello you") == talk
    assert texts(ana, talk) == texts(leo, talk) == ["Hello", "Hello you"]
    assert listed(ana) == listed(leo) == [to_text(talk)]
    assert queries.unread(ana.viewer).conversations == 1
    services.read(ana.id, talk, 2)
    assert queries.unread(ana.viewer).conversations == 0
    services.read(ana.id, talk, 1)
    assert queries.conversation(talk, ana.viewer).read_number == 2


def test_sending_twice_is_sending_once() -> None:
    """A retry with the client's name for it answers with the same message, whichever road it takes."""
    ana, leo = grown(), grown()
    befriend(ana, leo)
    browser, once = browser_of(ana), name()
    first = post(browser, f"people/{leo.handle}", text="Once", client_id=once).json()
    assert post(browser, f"people/{leo.handle}", text="Once", client_id=once).json()["id"] == first["id"]
    post(browser, f"conversations/{first['id']}", text="Once", client_id=once)
    assert Message.objects.count() == 1 and Conversation.objects.count() == 1
    assert queries.conversations(leo.viewer).conversations[0].unread == 1


def test_a_stranger_asks_once_and_waits() -> None:
    """The request stands apart; a second message waits for the answer; accepting opens the conversation."""
    ana, stranger = grown(), grown()
    talk = write(stranger, ana, "May I ask you something?")
    assert listed(ana) == [] and listed(ana, requests=True) == [to_text(talk)]
    assert queries.unread(ana.viewer).requests == 1
    assert queries.conversation(talk, stranger.viewer).state == "waiting"
    with pytest.raises(Refusal, match="wait_for_answer"):
        say(stranger, talk, "Hello?")
    services.read(ana.id, talk, 1)
    assert queries.conversation(talk, stranger.viewer).others[0].read_number == 0  # reading is no answer
    services.accept(ana.id, talk)
    say(stranger, talk, "Thank you", video_id=video(stranger))
    assert texts(ana, talk) == ["May I ask you something?", "Thank you"]
    assert listed(ana) == [to_text(talk)] and listed(ana, requests=True) == []
    assert queries.conversation(talk, stranger.viewer).others[0].read_number == 1


def test_declining_is_quiet_and_for_good() -> None:
    """The stranger is not told, can't ask again, and who declined may change their mind by writing."""
    ana, stranger = grown(), grown()
    talk = write(stranger, ana)
    services.decline(ana.id, talk)
    assert listed(ana, requests=True) == [] and queries.unread(ana.viewer).requests == 0
    assert queries.conversation(talk, stranger.viewer).state == "waiting"
    with pytest.raises(Refusal, match="wait_for_answer"):
        write(stranger, ana)
    with pytest.raises(Refusal, match="no_such_conversation"):
        texts(ana, talk)
    write(ana, stranger, "On second thoughts")
    assert texts(ana, talk) == ["Hello", "On second thoughts"]
    assert say(stranger, talk)


def test_answering_a_request_accepts_it() -> None:
    """Whoever writes back talks."""
    ana, stranger = grown(), grown()
    talk = write(stranger, ana)
    say(ana, talk, "Yes?")
    assert queries.conversation(talk, stranger.viewer).reach == "write"
    assert listed(ana) == [to_text(talk)]


@pytest.mark.parametrize("ages", [(grown, young), (young, grown), (young, young)])
def test_the_young_and_strangers_are_kept_apart(ages: tuple[Any, Any]) -> None:
    """In both directions, whatever they agreed to before; friends may talk, until they are none any more."""
    one, other = (make() for make in ages)
    for who, to in ((one, other), (other, one)):
        with pytest.raises(Refusal, match="not_reached"):
            write(who, to)
        assert queries.door(to.id, who.viewer).reach == "no"
    befriend(one, other)
    talk = write(one, other)
    relations.unfollow(one.id, other.id)
    for who in (one, other):
        with pytest.raises(Refusal, match="not_reached"):
            say(who, talk)
    assert Message.objects.count() == 1


def test_who_may_write_is_a_choice() -> None:
    """Friends only, or nobody; the young can't open themselves to strangers."""
    ana, friend, stranger = grown(), grown(), grown()
    befriend(ana, friend)
    talk = write(friend, ana)
    services.choose(ana.viewer, hears_from="friends")
    with pytest.raises(Refusal, match="not_reached"):
        write(stranger, ana)
    assert say(friend, talk)
    services.choose(ana.viewer, hears_from="nobody")
    for who, to in ((friend, ana), (ana, friend)):
        with pytest.raises(Refusal, match="not_reached"):
            write(who, to)
    with pytest.raises(Refusal, match="too_young_for_strangers"):
        services.choose(young().viewer, hears_from="everybody")


def test_read_marks_need_both() -> None:
    """Off for either side: nobody of the two sees what the other has read. The young have them off."""
    ana, leo, kid = grown(), grown(), young()
    befriend(ana, leo, kid)
    talk, with_kid = write(ana, leo), write(ana, kid)
    services.read(leo.id, talk, 1)
    services.read(kid.id, with_kid, 1)
    assert queries.conversation(talk, ana.viewer).others[0].read_number == 1
    assert queries.conversation(with_kid, ana.viewer).others[0].read_number == 0
    services.choose(ana.viewer, shows_reading=False)
    assert queries.conversation(talk, ana.viewer).others[0].read_number == 0
    assert queries.conversation(talk, leo.viewer).others[0].read_number == 0


def test_a_block_closes_the_conversation_for_both() -> None:
    """It is not there, in no list and no count, until the block ends."""
    ana, leo = grown(), grown()
    befriend(ana, leo)
    talk = write(leo, ana)
    relations.block(ana.id, leo.id)
    for who, other in ((ana, leo), (leo, ana)):
        assert listed(who) == [] and queries.unread(who.viewer).conversations == 0
        for path in (f"conversations/{to_text(talk)}", f"people/{other.handle}"):
            assert post(browser_of(who), path, text="Hello").status_code == 404
        assert browser_of(who).get(f"/api/conversations/{to_text(talk)}/messages").status_code == 404
    relations.unblock(ana.id, leo.id)
    assert listed(ana) == [to_text(talk)]


def test_a_block_reaches_every_page_of_whoever_blocked() -> None:
    """Theirs look again, wherever they stand open; nothing is passed on to whom they blocked."""
    ana, leo = grown(), grown()
    befriend(ana, leo)
    write(leo, ana)
    Nudge.objects.all().delete()
    relations.block(ana.id, leo.id)
    while names := outbox.due_listeners():
        for listener in names:
            outbox.deliver_to(listener, raise_faults=True)
    told = [one for one in Nudge.objects.all() if one.kind == "messages"]
    assert [(one.people, one.about) for one in told] == [([ana.id], "")]


def test_taken_back_means_gone_for_everybody() -> None:
    """Its words are kept nowhere; only its author can, and twice is once."""
    ana, leo = grown(), grown()
    befriend(ana, leo)
    talk = write(ana, leo, "A secret")
    message = Message.objects.get()
    with pytest.raises(Refusal, match="not_yours"):
        services.unsay(leo.viewer, talk, message.id)
    for _ in range(2):
        services.unsay(ana.viewer, talk, message.id)
    seen = queries.messages(talk, leo.viewer).messages[0]
    assert (seen.text, seen.gone) == ("", "author")
    assert not Message.objects.filter(text__contains="secret").exists()


def test_deleting_a_conversation_is_for_oneself() -> None:
    """The other keeps it; it comes back with what is said next, and nothing older."""
    ana, leo = grown(), grown()
    befriend(ana, leo)
    talk = write(ana, leo, "Old")
    services.clear(leo.id, talk)
    assert listed(leo) == [] and texts(ana, talk) == ["Old"]
    say(ana, talk, "New")
    assert texts(leo, talk) == ["New"] and listed(leo) == [to_text(talk)]


def test_a_video_is_a_card_as_far_as_it_may_be_seen_now() -> None:
    """Whoever sends it may see it; whoever reads it sees it while it is there and for them."""
    ana, leo, maker = grown(), grown(), grown()
    befriend(ana, leo)
    relations.follow(ana.id, maker.id)
    film, closed = video(maker, caption="The sea"), video(maker, audience="followers")
    talk = write(ana, leo, "", video_id=film)
    say(ana, talk, "", video_id=closed)
    seen = queries.messages(talk, leo.viewer).messages
    assert [(one.has_video, one.video is not None) for one in seen] == [(True, True), (True, False)]
    assert seen[0].video and seen[0].video.caption == "The sea"
    with pytest.raises(Refusal, match="no_such_video"):
        say(leo, talk, "", video_id=closed)
    delete_video(maker.id, film)
    assert queries.messages(talk, leo.viewer).messages[0].video is None


def test_pages_go_both_ways() -> None:
    """Older pages above, newer ones below, nothing twice and nothing left out while people write."""
    ana, leo = grown(), grown()
    befriend(ana, leo)
    talk = write(ana, leo, "0")
    for number in range(1, 90):
        say(ana, talk, str(number))
    newest = queries.messages(talk, leo.viewer)
    older = queries.messages(talk, leo.viewer, before=newest.messages[0].number)
    oldest = queries.messages(talk, leo.viewer, before=older.messages[0].number)
    read = [one.text for page in (oldest, older, newest) for one in page.messages]
    assert read == [str(number) for number in range(90)]
    assert newest.earlier and older.earlier and not oldest.earlier
    say(leo, talk, "90")
    assert texts(ana, talk, after=newest.messages[-1].number) == ["90"]


@pytest.mark.parametrize("words", STORED_XSS[::4])
def test_hostile_words_stay_words(words: str) -> None:
    """What comes back is the cleaned text itself, in JSON."""
    ana, leo = grown(), grown()
    befriend(ana, leo)
    talk = post(browser_of(ana), f"people/{leo.handle}", text=words).json()["id"]
    page = browser_of(leo).get(f"/api/conversations/{talk}/messages")
    assert page["Content-Type"] == "application/json"
    assert page.json()["messages"][0]["text"] == clean(words)


def test_odd_requests_are_refused() -> None:
    """Wrong types, far too much, foreign ids: an answer in order."""
    ana, leo = grown(), grown()
    befriend(ana, leo)
    browser, talk = browser_of(ana), to_text(write(ana, leo))
    for body in (
        {"text": "x" * 10_000},
        {"text": "x" * 30_000},
        {"text": ["a"]},
        {"text": "\u0000"},
        {"text": "Hello", "client_id": "<script>"},
        {"text": "Hello", "video_id": "nothing"},
    ):
        assert post(browser, f"conversations/{talk}", **body).status_code in (400, 422)
    assert browser.get(f"/api/conversations/{talk}/messages?before=-1").status_code == 422
    assert browser.get("/api/conversations?cursor=1-0").status_code in (400, 422)
    assert browser.get(f"/api/conversations/{to_text(12345)}").status_code == 404


def test_whoever_asks_many_strangers_is_slowed_down() -> None:
    """Requests have a narrower limit than messages."""
    asker = browser_of(grown())
    codes = [post(asker, f"people/{grown().handle}", text="Hello").status_code for _ in range(10)]
    assert codes == [200] * 8 + [429] * 2


def test_whoever_leaves_takes_their_words_along() -> None:
    """The other keeps their own; nothing is left once both are gone; an export holds one's own words only."""
    ana, leo = grown(), grown()
    befriend(ana, leo)
    talk = write(ana, leo, "Mine")
    say(leo, talk, "Yours")
    assert [one["text"] for one in queries.export_of(ana.id)] == ["Mine"]
    services.forget_person(PersonLeft(person_id=ana.id))
    assert texts(leo, talk) == ["Yours"]
    with pytest.raises(Refusal, match="not_reached"):
        say(leo, talk)
    (left,) = queries.conversations(leo.viewer).conversations
    assert (left.reach, left.others[0].person.handle) == ("no", "")
    services.forget_person(PersonLeft(person_id=leo.id))
    assert not Conversation.objects.exists() and not Message.objects.exists()


def test_pages_cost_the_same_however_full() -> None:
    """As many questions to the database for 3 conversations as for 15, for 2 messages as for 40."""
    ana, films = grown(), [video(grown()) for _ in range(2)]
    friends = [grown() for _ in range(15)]
    counts: dict[str, list[int]] = {"list": [], "messages": []}
    for friend in friends:
        befriend(ana, friend)
        talk = write(friend, ana, "", video_id=films[0])
        if friend in (friends[2], friends[14]):
            counts["list"].append(asked(lambda: queries.conversations(ana.viewer)))
    for number in range(40):
        say(friends[-1], talk, str(number), video_id=films[number % 2])
        if number in (1, 39):
            counts["messages"].append(asked(lambda: queries.messages(talk, ana.viewer)))
    assert counts["list"][0] == counts["list"][1] <= 10
    assert counts["messages"][0] == counts["messages"][1] <= 12


def asked(act: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries_made:
        act()
    return len(queries_made)


def test_only_those_who_want_to_are_told_at_once() -> None:
    """Facts name whom to tell and never what was said; a muted conversation or author tells nobody."""
    ana, leo, stranger = grown(), grown(), grown()
    befriend(ana, leo)
    talk = write(leo, ana, "A secret")
    asked_in = write(stranger, ana, "May I?")
    services.mute(ana.id, talk, True)
    say(leo, talk)
    services.mute(ana.id, talk, False)
    mute_person(ana.id, leo.id)
    say(leo, talk)
    facts = OutboxEntry.objects.filter(fact__startswith="messaging.").order_by("id")
    told = [(one.fact.partition(".")[2], json.loads(one.payload)) for one in facts]
    assert told == [
        ("MessageReceived", fact(talk, leo.id, ana.id)),
        ("MessageRequested", fact(asked_in, stranger.id, ana.id)),
    ]


def fact(talk: int, author_id: int, recipient_id: int) -> dict[str, Any]:
    return {"conversation_id": talk, "author_id": author_id, "recipient_ids": [recipient_id]}

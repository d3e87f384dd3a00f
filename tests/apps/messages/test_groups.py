"""Groups: friends who found one, add, leave, are put out; and who does not hear whom in them."""

import pytest
from tests.apps.messages.circle import befriend, grown, listed, name, say, write, young
from tests.apps.videos.world import Person, browser_of

from mutoscope.apps.accounts.contracts import PersonLeft
from mutoscope.apps.flow.models import Nudge
from mutoscope.apps.messages import queries, services
from mutoscope.apps.messages.models import Conversation, Message
from mutoscope.apps.relations import services as relations
from mutoscope.core.units import Refusal, to_text

pytestmark = pytest.mark.django_db


def found(who: Person, *others: Person, called: str = "") -> int:
    return services.found(who.viewer, [one.id for one in others], called, client_id=name())


def words(who: Person, group: int) -> list[str]:
    """What people said, without the notes."""
    return [one.text for one in queries.messages(group, who.viewer).messages if not one.note]


def notes(who: Person, group: int) -> list[str]:
    return [one.note for one in queries.messages(group, who.viewer).messages if one.note]


def test_friends_found_a_group_and_talk() -> None:
    """Everybody hears everybody, and sees what became of the group since they came."""
    ana, leo, mika, noor = grown(), grown(), grown(), grown()
    befriend(ana, leo)
    befriend(ana, mika)
    befriend(leo, noor)
    group = found(ana, leo, mika, called="Dunes")
    say(mika, group, "Who is leo?")
    services.add(leo.viewer, group, noor.id)
    services.add(leo.viewer, group, noor.id)
    say(noor, group, "Hello")
    assert words(leo, group) == ["Who is leo?", "Hello"] and words(noor, group) == ["Hello"]
    assert notes(leo, group) == ["made", "added"] and notes(noor, group) == ["added"]
    assert {one.person.handle for one in queries.conversation(group, noor.viewer).others} == {
        ana.handle,
        leo.handle,
        mika.handle,
    }
    assert listed(noor) == [to_text(group)]
    services.rename(mika.viewer, group, "  High \n dunes ")
    assert queries.conversation(group, ana.viewer).name == "High dunes"


def test_founding_twice_is_founding_once() -> None:
    """A retry with the client's name for it finds the same group."""
    ana, leo = grown(), grown()
    befriend(ana, leo)
    body = {"people": [leo.handle], "name": "Dunes", "client_id": name()}
    made = [browser_of(ana).post("/api/conversations", body).json()["id"] for _ in range(2)]
    assert made[0] == made[1] and Conversation.objects.count() == 1


def test_only_those_one_may_write_to_are_added() -> None:
    """No strangers, nobody across a block, not more than twelve, nobody by who is not in it."""
    ana, leo, stranger, blocker = grown(), grown(), grown(), grown()
    befriend(ana, leo, blocker)
    group = found(ana, leo)
    with pytest.raises(Refusal, match="cannot_add_somebody"):
        services.add(ana.viewer, group, stranger.id)
    relations.block(blocker.id, ana.id)
    with pytest.raises(Refusal, match="cannot_add_somebody"):
        services.add(ana.viewer, group, blocker.id)
    services.add(leo.viewer, group, blocker.id)
    with pytest.raises(Refusal, match="no_such_conversation"):
        services.add(stranger.viewer, group, stranger.id)
    crowd = [grown() for _ in range(10)]
    for one in crowd:
        befriend(ana, one)
    with pytest.raises(Refusal, match="group_full"):
        found(ana, *crowd, leo, grown())
    for one in crowd[:9]:
        services.add(ana.viewer, group, one.id)
    with pytest.raises(Refusal, match="group_full"):
        services.add(ana.viewer, group, crowd[9].id)


def test_blocked_people_in_one_group_do_not_hear_each_other() -> None:
    """Neither sees what the other says there, nor is told of it; everybody else hears both."""
    ana, leo, mika = grown(), grown(), grown()
    befriend(ana, leo, mika)
    group = found(ana, leo, mika)
    relations.block(leo.id, mika.id)
    services.read(mika.id, group, 1)
    say(leo, group, "From leo")
    say(mika, group, "From mika")
    assert words(ana, group) == ["From leo", "From mika"]
    assert words(leo, group) == ["From leo"] and words(mika, group) == ["From mika"]
    assert queries.unread(mika.viewer).conversations == 0
    last = queries.conversation(group, leo.viewer).last
    assert last is None or last.text != "From mika"


def test_blocked_people_do_not_see_what_the_other_read() -> None:
    """Neither how far, nor that anything was read just now; everybody else sees it."""
    ana, leo, mika = grown(), grown(), grown()
    befriend(ana, leo, mika)
    group = found(ana, leo, mika)
    say(ana, group, "Hello")
    relations.block(leo.id, mika.id)
    Nudge.objects.all().delete()
    services.read(mika.id, group, 2)
    marks = {
        who.handle: {
            one.person.handle: one.read_number for one in queries.conversation(group, who.viewer).others
        }
        for who in (ana, leo)
    }
    assert marks[ana.handle][mika.handle] == 2 and marks[leo.handle][mika.handle] == 0
    assert set(Nudge.objects.get().people) == {mika.id, ana.id}


def test_the_young_are_in_groups_with_friends_only() -> None:
    """Nobody brings them together with strangers; a friendship that ends silences the two for each other."""
    ana, leo, kid = grown(), grown(), young()
    befriend(ana, leo)
    befriend(ana, kid)
    group = found(ana, leo)
    with pytest.raises(Refusal, match="cannot_add_somebody"):
        services.add(ana.viewer, group, kid.id)
    with pytest.raises(Refusal, match="cannot_add_somebody"):
        found(ana, leo, kid)
    befriend(leo, kid)
    services.add(ana.viewer, group, kid.id)
    relations.unfollow(kid.id, leo.id)
    say(leo, group, "From leo")
    say(ana, group, "From ana")
    say(kid, group, "From kid")
    assert words(kid, group) == ["From ana", "From kid"] and words(leo, group) == ["From leo", "From ana"]


def test_leaving_and_being_put_out() -> None:
    """Who left hears nothing more; the founder alone puts out; the group passes to who was there longest."""
    ana, leo, mika = grown(), grown(), grown()
    befriend(ana, leo, mika)
    group = found(ana, leo, mika)
    with pytest.raises(Refusal, match="not_founder"):
        services.remove(leo.viewer, group, mika.id)
    services.remove(ana.viewer, group, mika.id)
    say(ana, group, "Without mika")
    assert words(mika, group) == [] and notes(mika, group) == ["made", "removed"]
    with pytest.raises(Refusal, match="not_in_group"):
        say(mika, group)
    services.leave(ana.viewer, group)
    services.leave(ana.viewer, group)
    assert listed(ana) == []
    assert queries.conversation(group, leo.viewer).founder
    say(leo, group, "Alone")
    assert words(ana, group) == ["Without mika"]
    services.forget_person(PersonLeft(person_id=leo.id))
    assert not Message.objects.filter(author_id=leo.id).exists()


def test_a_muted_group_counts_for_nothing() -> None:
    """It is there, with what is new; the badge is silent."""
    ana, leo = grown(), grown()
    befriend(ana, leo)
    group = found(ana, leo)
    services.mute(leo.id, group, True)
    say(ana, group)
    assert queries.unread(leo.viewer).conversations == 0
    assert queries.conversation(group, leo.viewer).unread == 2
    write(ana, leo)
    assert queries.unread(leo.viewer).conversations == 1

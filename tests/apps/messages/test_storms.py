"""Many write into one conversation at the same moment: every message once, with a number of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from tests.apps.messages.circle import befriend, grown, name
from tests.apps.videos.world import Person

from mutoscope.apps.messages import queries, services
from mutoscope.apps.messages.models import Conversation, Message
from mutoscope.core.units import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """What each of these answers, run side by side; a refusal's code where one was refused."""

    def run(act: Callable[[], Any]) -> Any:
        try:
            return act()
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as threads:
        return list(threads.map(run, acts))


def test_everybody_at_once_and_every_retry() -> None:
    """Numbers have no gap and no double; what is sent twice is there once; nobody counts wrong."""
    people = [grown() for _ in range(4)]
    befriend(*people)
    group = services.found(people[0].viewer, [one.id for one in people[1:]], "", client_id=name())
    sent = [(who, name()) for who in people for _ in range(6)] * 2

    def act(who: Person, client_id: str) -> Callable[[], int]:
        return lambda: services.say(who.viewer, group, "Now", client_id=client_id)

    ids = at_once([act(*one) for one in sent])
    assert len(set(ids)) == 24
    numbers = list(Message.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 26)) and Conversation.objects.get().last_number == 25
    assert queries.conversation(group, people[0].viewer).unread <= 18


def test_two_who_begin_with_each_other_have_one_conversation() -> None:
    """Both write first, at the same moment."""
    ana, leo = grown(), grown()
    befriend(ana, leo)

    def act(who: Person, to: Person) -> Callable[[], int]:
        return lambda: services.write_to(who.viewer, to.id, "Hello", client_id=name())[0]

    assert len(set(at_once([act(ana, leo), act(leo, ana)] * 3))) == 1
    assert Message.objects.count() == 6


def test_a_stranger_asks_once_however_quick() -> None:
    """Of six requests sent at the same moment one arrives."""
    ana, stranger = grown(), grown()
    acts = [lambda: services.write_to(stranger.viewer, ana.id, "Hello", client_id=name())] * 6
    codes = [one for one in at_once(acts) if isinstance(one, str)]
    assert codes == ["wait_for_answer"] * 5 and Message.objects.count() == 1

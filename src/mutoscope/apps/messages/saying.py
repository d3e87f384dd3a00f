"""Saying something, in a conversation or to somebody one has none with yet; twice is once.

The conversation's row is held while a message gets its number, so numbers are in the order of the commits:
whoever asks for what came after a number misses nothing.
"""

from collections.abc import Collection

from django.db.models import F
from django.db.transaction import atomic

from mutoscope.adapters.clock import new_id
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.accounts.services import take
from mutoscope.apps.flow import services as flow
from mutoscope.apps.messages.contracts import MessageReceived, MessageRequested
from mutoscope.apps.messages.models import Conversation, Member, Message, Taken
from mutoscope.apps.messages.reaching import circle, find, hold
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.relations.services import nobody, not_yourself
from mutoscope.apps.videos import queries as videos
from mutoscope.core.policy.messages import read_message
from mutoscope.core.units import Refusal, to_text

NEWS = "messages"
"""The kind of our nudges."""


def write_to(
    viewer: Viewer, other_id: int, raw: str, *, video_id: int = 0, client_id: str
) -> tuple[int, int]:
    """Write to somebody, or ask whether one may; ids of the conversation and of the message.

    Refuses ``yourself``, ``no_such_person`` and what ``say`` refuses.
    """
    me = viewer.person_id
    not_yourself(me, other_id)
    if relations.standing(me, [other_id])[other_id].blocked:
        raise nobody()
    with atomic():
        key = "-".join(map(str, sorted((me, other_id))))
        pair, new = Conversation.objects.get_or_create(key=key)
        if new:
            Member.objects.create(conversation=pair, person_id=me, other_id=other_id)
            Member.objects.create(
                conversation=pair, person_id=other_id, other_id=me, state="asked", shown=False
            )
        return pair.id, _say(viewer, pair.id, raw, video_id, client_id)


def say(viewer: Viewer, conversation_id: int, raw: str, *, video_id: int = 0, client_id: str) -> int:
    """Say something in a conversation; the message's id.

    ``client_id`` is the writer's own name for it: sent again, it is the same message. Refuses
    ``no_such_conversation``, ``not_reached``, ``wait_for_answer``, ``not_in_group``, ``no_such_video``, and
    what ``read_message`` refuses.
    """
    find(conversation_id, viewer.person_id)
    with atomic():
        return _say(viewer, conversation_id, raw, video_id, client_id)


def add_note(
    conversation: Conversation, actor_id: int, note: str, *, about_id: int = 0, text: str = ""
) -> None:
    """Write down what became of a group, which the caller holds."""
    said = Message(author_id=actor_id, client_id=f"note-{new_id()}", note=note, about_id=about_id, text=text)
    _append(conversation, said)
    Member.objects.filter(conversation=conversation, state="in").update(shown=True, latest_ms=said.created_ms)
    Member.objects.filter(conversation=conversation, person_id=actor_id).update(read_number=said.number)
    nudge_members(conversation.id, {about_id})


def nudge_members(conversation_id: int, others: Collection[int] = ()) -> None:
    """Everybody in the conversation, and ``others``, should look at it again."""
    inside = Member.objects.filter(conversation=conversation_id, state__in=("in", "asked"))
    people = {*inside.values_list("person_id", flat=True), *others} - {0}
    flow.nudge(people, NEWS, to_text(conversation_id))


def unsay(viewer: Viewer, conversation_id: int, message_id: int) -> None:
    """Take one's own message back for everybody; nothing of it is kept. Refuses ``no_such_message``,
    ``not_yours``."""
    find(conversation_id, viewer.person_id)
    row = Message.objects.filter(conversation_id=conversation_id, id=message_id, note="").first()
    if row is None:
        raise no_such_message()
    if row.author_id != viewer.person_id:
        raise Refusal("not_yours", "Only its author can do this.", status=403)
    Taken.objects.filter(message_id=row.id).delete()
    wipe(row, "author")


def no_such_message() -> Refusal:
    return Refusal("no_such_message", "This message is not here (any more).", status=404)


def _say(viewer: Viewer, conversation_id: int, raw: str, video_id: int, client_id: str) -> int:
    me = viewer.person_id
    conversation = hold(conversation_id)
    mine = Message.objects.filter(conversation=conversation, author_id=me, client_id=client_id)
    if known := mine.values_list("id", flat=True).first():
        return known
    members = {row.person_id: row for row in Member.objects.filter(conversation=conversation)}
    asks = False
    if conversation.is_group:
        if members[me].state != "in":
            raise Refusal("not_in_group", "You are not in this group any more.", status=403)
    else:
        asks = _asks(me, members)
    text = read_message(raw, with_video=bool(video_id), asks=asks)
    if video_id:
        videos.check_may_view(video_id, viewer)
    if asks:
        take(f"p{me}", "message_request")
    said = Message(author_id=me, client_id=client_id, text=text, video_id=video_id)
    _append(conversation, said)
    unheard = circle(me, members).unheard(members) if conversation.is_group else set()
    reached = [one for one, row in members.items() if one != me and row.state != "out" and one not in unheard]
    _spread(conversation, said, reached, asks=asks)
    return said.id


def _asks(me: int, members: dict[int, Member]) -> bool:
    """Whether what I say to the other of a pair is a request; refuses when I may not even ask."""
    other = members.get(members[me].other_id)
    if other is None:  # their account is gone
        raise _not_reached()
    reach = circle(me, [other.person_id]).reach(other.person_id, agreed=other.state == "in")
    if reach == "no":
        raise _not_reached()
    if reach == "ask" and _has_said(me, other.conversation_id):
        raise Refusal(
            "wait_for_answer", "You can write again once they have accepted your request.", status=403
        )
    return reach == "ask"


def _not_reached() -> Refusal:
    return Refusal("not_reached", "You can't write to this person.", status=403)


def _has_said(me: int, conversation_id: int) -> bool:
    return Message.objects.filter(conversation_id=conversation_id, author_id=me).exists()


def _append(conversation: Conversation, said: Message) -> None:
    """Give the message the next number; the caller holds the conversation."""
    said.conversation = conversation
    said.number = conversation.last_number = conversation.last_number + 1
    said.save(force_insert=True)
    conversation.save(update_fields=["last_number"])


def _spread(conversation: Conversation, said: Message, reached: Collection[int], *, asks: bool) -> None:
    """What was said stands in the lists of those who hear it, and is news to them."""
    members = Member.objects.filter(conversation=conversation)
    members.filter(person_id=said.author_id).update(
        state="in", shown=True, read_number=said.number, unread=0, latest_ms=said.created_ms
    )
    hearing = members.filter(person_id__in=reached)
    if asks:
        hearing = hearing.exclude(state="declined")
    else:
        hearing.filter(state__in=("asked", "declined")).update(state="in")
    hearing.update(shown=True, unread=F("unread") + 1, latest_ms=said.created_ms)
    flow.nudge([said.author_id, *reached], NEWS, to_text(conversation.id))
    told = set(hearing.filter(muted=False).values_list("person_id", flat=True))
    told -= relations.muted_by(told, said.author_id)
    if told:
        fact = MessageRequested if asks else MessageReceived
        flow.record(
            fact(
                conversation_id=conversation.id,
                author_id=said.author_id,
                recipient_ids=tuple(sorted(told)),
            )
        )


def wipe(row: Message, by: str) -> None:
    """Leave nothing of a message but that there was one, and by whom it is gone."""
    with atomic():
        Message.objects.filter(id=row.id).update(gone=by, text="", video_id=0)
        nudge_members(row.conversation_id)

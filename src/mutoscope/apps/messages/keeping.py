"""What somebody does with their conversations for themselves: answer requests, read, mute, delete, choose."""

from typing import Any

from django.db.models import QuerySet
from django.db.transaction import atomic

from mutoscope.apps.accounts.contracts import PersonLeft, Viewer
from mutoscope.apps.flow import services as flow
from mutoscope.apps.messages.groups import hand_over
from mutoscope.apps.messages.models import Choices, Conversation, Member, Message, Taken
from mutoscope.apps.messages.reaching import choice, circle, find
from mutoscope.apps.messages.saying import NEWS, nudge_members
from mutoscope.apps.relations.contracts import Blocked
from mutoscope.core.policy.messages import HearsFrom, is_young
from mutoscope.core.units import Refusal, to_text


def accept(person_id: int, conversation_id: int) -> None:
    """Talk with whoever asked. Refuses ``no_such_conversation``."""
    find(conversation_id, person_id)
    with atomic():
        if _asked(conversation_id, person_id).update(state="in"):
            nudge_members(conversation_id)


def decline(person_id: int, conversation_id: int) -> None:
    """Don't; they are not told, and can't ask again. Refuses ``no_such_conversation``."""
    find(conversation_id, person_id)
    _asked(conversation_id, person_id).update(state="declined", shown=False, unread=0)


def read(person_id: int, conversation_id: int, number: int) -> None:
    """I have read everything up to this message. Refuses ``no_such_conversation``."""
    mine = find(conversation_id, person_id)
    with atomic():
        row = Member.objects.select_for_update().get(conversation=conversation_id, person_id=person_id)
        newest = Conversation.objects.values_list("last_number", flat=True).get(id=conversation_id)
        read_number = max(row.read_number, min(number, newest))
        later = Message.objects.filter(conversation_id=conversation_id, number__gt=read_number, note="")
        unread = min(row.unread, later.exclude(author_id=person_id).count())
        if (read_number, unread) == (row.read_number, row.unread):
            return
        Member.objects.filter(pk=row.pk).update(read_number=read_number, unread=unread)
        flow.nudge({person_id, *_watchers(mine)}, NEWS, to_text(conversation_id))


def mute(person_id: int, conversation_id: int, muted: bool) -> None:
    """Hear of what is said there at once, or only when one looks. Refuses ``no_such_conversation``."""
    find(conversation_id, person_id)
    Member.objects.filter(conversation=conversation_id, person_id=person_id).update(muted=muted)


def clear(person_id: int, conversation_id: int) -> None:
    """Delete a conversation for oneself: the others keep it, and it comes back empty when somebody writes.
    Refuses ``no_such_conversation``."""
    row = find(conversation_id, person_id)
    if row.state == "asked":
        decline(person_id, conversation_id)
        return
    with atomic():
        newest = Conversation.objects.select_for_update().get(id=conversation_id).last_number
        Member.objects.filter(pk=row.pk).update(from_number=newest, read_number=newest, unread=0, shown=False)


def choose(viewer: Viewer, *, hears_from: HearsFrom | None = None, shows_reading: bool | None = None) -> None:
    """Change what is not None. Refuses ``too_young_for_strangers``."""
    if hears_from == "everybody" and is_young(viewer.age):
        raise Refusal("too_young_for_strangers", "Below 16, only friends can write to you.", status=403)
    now = choice(viewer.person_id, viewer.age)
    wanted: dict[str, Any] = {
        "hears_from": now.hears_from if hears_from is None else hears_from,
        "shows_reading": now.shows_reading if shows_reading is None else shows_reading,
    }
    Choices.objects.update_or_create(person_id=viewer.person_id, defaults=wanted)


def forget_person(fact: PersonLeft) -> None:
    """Whoever leaves takes their words along; what others said to them stays with those."""
    me = fact.person_id
    Message.objects.filter(author_id=me).delete()
    Message.objects.filter(author_id=0, about_id=me, note="named").delete()  # our team gave their name back
    Taken.objects.filter(author_id=me).delete()
    Choices.objects.filter(person_id=me).delete()
    for row in Member.objects.filter(person_id=me).select_related("conversation"):
        with atomic():
            row.delete()
            hand_over(row.conversation, me)
            _unname(row.conversation, me)
    Member.objects.filter(other_id=me).update(other_id=0)
    Conversation.objects.filter(members=None).delete()


def hear_block(fact: Blocked) -> None:
    """The blocker's pages that stand open should look again, on whichever device. The other is not told."""
    flow.nudge([fact.blocker_id], NEWS)


def _unname(conversation: Conversation, person_id: int) -> None:
    """Nothing in a conversation names somebody who left: its key, and notes about them."""
    Message.objects.filter(conversation=conversation, about_id=person_id).update(about_id=0)
    if str(person_id) in conversation.key:
        Conversation.objects.filter(id=conversation.id).update(key=f"left-{conversation.id}")


def _watchers(mine: Member) -> list[int]:
    """Those in the conversation who may know how far I have read."""
    if mine.state != "in":
        return []
    others = Member.objects.filter(conversation=mine.conversation_id, state="in")
    ids = list(others.exclude(person_id=mine.person_id).values_list("person_id", flat=True))
    around = circle(mine.person_id, ids)
    unheard = around.unheard(ids)
    return [one for one in ids if one not in unheard and around.shows_reading(one)]


def _asked(conversation_id: int, person_id: int) -> QuerySet[Member]:
    return Member.objects.filter(conversation=conversation_id, person_id=person_id, state="asked")

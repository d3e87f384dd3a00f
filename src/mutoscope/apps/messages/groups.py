"""Groups: founding one, naming it, who is in it. Each act may be repeated: twice is once."""

from collections.abc import Collection, Sequence
from hashlib import sha256

from django.db.models import QuerySet
from django.db.transaction import atomic

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.messages.models import Conversation, Member, Message
from mutoscope.apps.messages.reaching import agreed_with, circle, find, hold
from mutoscope.apps.messages.saying import add_note
from mutoscope.core.policy.captions import clean
from mutoscope.core.policy.messages import MOST_IN_GROUP, NAME_LETTERS
from mutoscope.core.search.words import fold
from mutoscope.core.units import Refusal


def found(viewer: Viewer, person_ids: Sequence[int], raw_name: str, *, client_id: str) -> int:
    """Make a group with these people; its id. Refuses ``group_empty``, ``group_full``, ``cannot_add``,
    ``name_too_long``."""
    me, name = viewer.person_id, _name(raw_name)
    others = [one for one in dict.fromkeys(person_ids) if one != me]
    if not others:
        raise Refusal("group_empty", "A group needs somebody besides you.", status=422)
    key = f"{me}:{client_id}"
    with atomic():
        group, new = Conversation.objects.get_or_create(
            key=key, defaults={"is_group": True, "name": name, "founder_id": me}
        )
        if new:
            _check_room(1 + len(others))
            _check_addable(me, others, [me])
            Member.objects.create(conversation=group, person_id=me)
            _let_in(group, others)
            add_note(group, me, "made", text=name)
        return group.id


def rename(viewer: Viewer, conversation_id: int, raw_name: str) -> None:
    """Give the group a name, or with an empty one none. Refuses ``not_a_group``, ``not_in_group``,
    ``name_too_long``, ``name_taken_away``."""
    name = _name(raw_name)
    with atomic():
        group = _held(conversation_id, viewer.person_id)
        if name and digest(group, name) in group.refused_names:
            raise Refusal(
                "name_taken_away",
                "Our team took this name away from the group. Please choose another.",
                status=409,
            )
        if group.name != name:
            group.name = name
            group.save(update_fields=["name"])
            add_note(group, viewer.person_id, "named", text=name)


def named_by(group: Conversation, name: str) -> int:
    """Who gave the group this name last; 0: nobody did who is still here."""
    latest = naming(group, name).order_by("-number").first()
    return (latest.author_id or latest.about_id) if latest else 0


def naming(group: Conversation, name: str) -> QuerySet[Message]:
    """Notes by which a group has or had this name. Where our team gave it back, nobody is the author: it
    is about whoever gave it first."""
    return Message.objects.filter(conversation=group, note__in=("made", "named"), text=name)


def add(viewer: Viewer, conversation_id: int, other_id: int) -> None:
    """Take somebody in to whom one may write; they see what is said from now on. Refuses ``group_full``,
    ``cannot_add``."""
    me = viewer.person_id
    with atomic():
        group = _held(conversation_id, me)
        inside = _inside(group)
        if other_id in inside:
            return
        _check_room(len(inside) + 1)
        _check_addable(me, [other_id], inside)
        _let_in(group, [other_id])
        add_note(group, me, "added", about_id=other_id)


def remove(viewer: Viewer, conversation_id: int, other_id: int) -> None:
    """The founder puts somebody out; they keep what they could read. Refuses ``not_founder``."""
    with atomic():
        group = _held(conversation_id, viewer.person_id)
        if group.founder_id != viewer.person_id or other_id == viewer.person_id:
            raise Refusal("not_founder", "Only whoever made the group can do this.", status=403)
        if other_id in _inside(group):
            add_note(group, viewer.person_id, "removed", about_id=other_id)
            _put_out(group, other_id)


def leave(viewer: Viewer, conversation_id: int) -> None:
    """Go; the group goes on. Refuses ``not_a_group``."""
    me = viewer.person_id
    row = find(conversation_id, me)
    if not row.conversation.is_group:
        raise _no_group()
    if row.state != "in":
        return
    with atomic():
        group = hold(conversation_id)
        add_note(group, me, "left")
        _put_out(group, me, shown=False)
        hand_over(group, me)


def hand_over(group: Conversation, from_id: int) -> None:
    """A group whose founder is gone is the one's who has been in it longest."""
    if group.is_group and group.founder_id == from_id:
        first = Member.objects.filter(conversation=group, state="in").order_by("joined_ms", "id").first()
        Conversation.objects.filter(id=group.id).update(founder_id=first.person_id if first else 0)


def _held(conversation_id: int, person_id: int) -> Conversation:
    """A group that this person is in, held."""
    row = find(conversation_id, person_id)
    if not row.conversation.is_group:
        raise _no_group()
    group = hold(conversation_id)
    if person_id not in _inside(group):
        raise Refusal("not_in_group", "You are not in this group any more.", status=403)
    return group


def _inside(group: Conversation) -> set[int]:
    members = Member.objects.filter(conversation=group, state="in")
    return set(members.values_list("person_id", flat=True))


def _let_in(group: Conversation, person_ids: Collection[int]) -> None:
    """They are in from now on, and what was said before is not for them."""
    for person_id in person_ids:
        Member.objects.update_or_create(
            conversation=group,
            person_id=person_id,
            defaults={
                "state": "in",
                "shown": True,
                "from_number": group.last_number,
                "until_number": 0,
                "read_number": group.last_number,
                "unread": 1,  # that they are in it
            },
        )


def _put_out(group: Conversation, person_id: int, *, shown: bool = True) -> None:
    Member.objects.filter(conversation=group, person_id=person_id).update(
        state="out", shown=shown, until_number=group.last_number, unread=0
    )


def _check_room(people: int) -> None:
    if people > MOST_IN_GROUP:
        raise Refusal(
            "group_full",
            "A group has room for %(limit)s people.",
            fields={"limit": MOST_IN_GROUP},
            status=409,
        )


def _check_addable(me: int, newcomers: Sequence[int], inside: Collection[int]) -> None:
    """I may write to each of them, and nobody below 16 comes together with strangers."""
    mine, agreed = circle(me, newcomers), agreed_with(me, newcomers)
    everybody = {*inside, *newcomers}
    for one in newcomers:
        if mine.reach(one, agreed=one in agreed) != "write":
            raise _cannot_add(one)
        theirs = circle(one, everybody)
        if any(theirs.kept_apart(other) for other in everybody - {one} if other in theirs.ages):
            raise _cannot_add(one)


def _cannot_add(person_id: int) -> Refusal:
    card = accounts.people([person_id]).get(person_id)
    if card is None:
        return Refusal("cannot_add", "This person can't be added to this group.", status=403)
    return Refusal(
        "cannot_add_somebody",
        "@%(handle)s can't be added to this group.",
        fields={"handle": card.handle},
        status=403,
    )


def _no_group() -> Refusal:
    return Refusal("not_a_group", "This is not a group.", status=409)


def digest(group: Conversation, name: str) -> str:
    """By which a name is known again although nothing of it is kept: case, accents and signs do not count."""
    letters = "".join(letter for letter in fold(name) if letter.isalnum()) or name
    return sha256(f"{group.pk}:{letters}".encode()).hexdigest()[:32]


def _name(raw: str) -> str:
    name = " ".join(clean(raw[: NAME_LETTERS * 40]).split())
    if len(name) > NAME_LETTERS:
        raise Refusal(
            "name_too_long",
            "A name has at most %(limit)s characters.",
            fields={"limit": NAME_LETTERS},
            status=422,
        )
    return name

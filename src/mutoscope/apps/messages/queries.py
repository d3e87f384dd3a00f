"""The nouns of messages: one's conversations, what is said in one, what waits, whom one may write to."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db.models import F, Q, QuerySet

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.messages.contracts import (
    ChoicesOut,
    ConversationPage,
    ConversationView,
    Door,
    Excerpt,
    ExcerptLine,
    Friends,
    GroupName,
    MemberView,
    MessagePage,
    MessageView,
    Unread,
)
from mutoscope.apps.messages.groups import named_by, naming
from mutoscope.apps.messages.models import Conversation, Member, Message
from mutoscope.apps.messages.reaching import Circle, agreed_with, choice, circle, find
from mutoscope.apps.messages.saying import no_such_message
from mutoscope.apps.messages.taking import taken as taken
from mutoscope.apps.messages.views import People, in_messages, of_messages, person, view
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.relations.services import nobody, not_yourself
from mutoscope.core.policy.messages import HearsFrom, Reach, is_young
from mutoscope.core.units import Refusal, cursor_after, from_text, read_cursor, to_text

CONVERSATIONS, MESSAGES, FRIENDS = 20, 40, 30
"""How many a page holds."""
UNREAD_MOST = 100
AROUND = 5
"""Messages before and after a reported one that our team reads."""


def conversations(viewer: Viewer, *, requests: bool = False, cursor: str = "") -> ConversationPage:
    """A page of somebody's conversations, or of what strangers ask; where something was said last comes
    first. Refuses ``bad_cursor``."""
    rows = _listed(viewer.person_id, ("asked",) if requests else ("in", "out"))
    if cursor:
        at_ms, row_id = read_cursor(cursor)
        rows = rows.filter(Q(latest_ms__lt=at_ms) | Q(latest_ms=at_ms, id__lt=row_id))
    page = list(rows.order_by("-latest_ms", "-id")[: CONVERSATIONS + 1])
    last = page[CONVERSATIONS - 1] if len(page) > CONVERSATIONS else None
    return ConversationPage(
        conversations=tuple(_views(page[:CONVERSATIONS], viewer)),
        next=cursor_after(last.latest_ms, last.id) if last else "",
    )


def conversation(conversation_id: int, viewer: Viewer) -> ConversationView:
    """One of somebody's conversations. Refuses ``no_such_conversation``."""
    return _views([find(conversation_id, viewer.person_id)], viewer)[0]


def messages(conversation_id: int, viewer: Viewer, *, before: int = 0, after: int = 0) -> MessagePage:
    """The newest messages of a conversation; or the newest older than ``before``, or the oldest newer than
    ``after`` (both numbers). Refuses ``no_such_conversation``."""
    rows = readable(find(conversation_id, viewer.person_id))
    if after:
        found = list(rows.filter(number__gt=after).order_by("number")[: MESSAGES + 1])
        page = found[:MESSAGES]
    else:
        older = rows.filter(number__lt=before) if before else rows
        found = list(older.order_by("-number")[: MESSAGES + 1])
        page = found[:MESSAGES][::-1]
    more = len(found) > MESSAGES
    return MessagePage(
        messages=tuple(of_messages(page, viewer)),
        earlier=bool(after) or more,
        later=bool(before) or (bool(after) and more),
    )


def message(conversation_id: int, message_id: int, viewer: Viewer) -> MessageView:
    """One message. Refuses ``no_such_conversation``, ``no_such_message``."""
    row = readable(find(conversation_id, viewer.person_id)).filter(id=message_id).first()
    if row is None:
        raise no_such_message()
    return of_messages([row], viewer)[0]


def readable(member: Member) -> QuerySet[Message]:
    """What in a conversation is for this member: said while they were in it and not deleted by them, by
    people they are not kept apart from."""
    rows = Message.objects.filter(conversation_id=member.conversation_id, number__gt=member.from_number)
    if member.until_number:
        rows = rows.filter(number__lte=member.until_number)
    if member.conversation.is_group:
        authors = Member.objects.filter(conversation_id=member.conversation_id)
        ids = authors.values_list("person_id", flat=True)
        unheard = circle(member.person_id, ids).unheard(ids)
        rows = rows.exclude(author_id__in=unheard) if unheard else rows
    return rows


def door(other_id: int, viewer: Viewer) -> Door:
    """How to come to talk with somebody. Refuses ``yourself``, ``no_such_person``."""
    me = viewer.person_id
    not_yourself(me, other_id)
    around = circle(me, [other_id])
    cards = accounts.people([other_id])
    if other_id not in cards or around.blocked(other_id):
        raise nobody()
    pair = Member.objects.filter(person_id__in=(me, other_id), other_id__in=(me, other_id))
    states = {row.person_id: row for row in pair}
    theirs = states.get(other_id)
    known = me in states and states[me].state != "declined"
    return Door(
        person=person(other_id, cards),
        conversation_id=to_text(states[me].conversation_id) if known else "",
        reach=around.reach(other_id, agreed=theirs is not None and theirs.state == "in"),
    )


def unread(viewer: Viewer, *, since_ms: int = 0) -> Unread:
    """How many conversations and requests wait in which something was said since then; ``UNREAD_MOST`` stands
    for that many or more."""
    waiting = Member.objects.filter(
        person_id=viewer.person_id, unread__gt=0, shown=True, muted=False, state__in=("in", "asked")
    ).filter(latest_ms__gte=since_ms)
    rows = list(waiting.values_list("state", "other_id")[:UNREAD_MOST])
    stands = relations.standing(viewer.person_id, {other for _, other in rows if other})
    met = [state for state, other in rows if not (other and stands[other].blocked)]
    return Unread(conversations=met.count("in"), requests=met.count("asked"))


def choices(viewer: Viewer) -> ChoicesOut:
    """Who may write to somebody, and what else they could choose."""
    mine = choice(viewer.person_id, viewer.age)
    offered: tuple[HearsFrom, ...] = ("everybody", "friends", "nobody")
    return ChoicesOut(
        hears_from=mine.hears_from,
        may_hear_from=offered[1:] if is_young(viewer.age) else offered,
        shows_reading=mine.shows_reading,
    )


def friends(viewer: Viewer, cursor: str = "") -> Friends:
    """People to whom one may write at once because both follow each other; the newest first."""
    before = from_text(cursor) if cursor else None
    lines = relations.friends(viewer.person_id, before, FRIENDS + 1)
    ids = [person_id for _, person_id in lines[:FRIENDS]]
    around, agreed = circle(viewer.person_id, ids), agreed_with(viewer.person_id, ids)
    cards = accounts.people(ids)
    reached = [one for one in ids if one in cards and around.reach(one, agreed=one in agreed) == "write"]
    following = to_text(lines[FRIENDS - 1][0]) if len(lines) > FRIENDS else ""
    return Friends(people=tuple(person(one, cards) for one in reached), next=following)


def excerpt(conversation_id: int, message_id: int, viewer: Viewer) -> Excerpt:
    """A message with a few around it, or with 0 the last few, as ``viewer`` reads them. Refuses
    ``no_such_conversation``, ``no_such_message``."""
    member = find(conversation_id, viewer.person_id)
    rows = readable(member).filter(note="", gone="")
    about = rows.filter(id=message_id).exclude(author_id=viewer.person_id).first()
    if message_id and about is None:
        raise no_such_message()
    if about is None:
        lines = list(rows.order_by("-number")[: 2 * AROUND])[::-1]
    else:
        before = list(rows.filter(number__lt=about.number).order_by("-number")[:AROUND])[::-1]
        lines = [*before, about, *rows.filter(number__gt=about.number).order_by("number")[:AROUND]]
    people = accounts.people(in_messages(lines))
    return Excerpt(
        about_id=about.author_id if about else member.other_id,
        group_name=member.conversation.name,
        lines=tuple(
            ExcerptLine(
                author_id=to_text(row.author_id),
                handle=person(row.author_id, people).handle,
                text=row.text,
                video=to_text(row.video_id) if row.video_id else "",
                at_ms=row.created_ms,
                reported=about is not None and row.id == about.id,
            )
            for row in lines
        ),
    )


def group_name(conversation_id: int, viewer: Viewer) -> GroupName:
    """What a group is called. Refuses ``no_such_conversation``, ``no_name``."""
    group = find(conversation_id, viewer.person_id).conversation
    if not group.name:
        raise Refusal("no_name", "This group has no name (any more).", status=404)
    return GroupName(group.name, named_by(group, group.name))


def is_there(message_id: int) -> bool:
    """Whether anything is left of a message."""
    return bool(still_said([message_id]))


def still_said(message_ids: Collection[int]) -> set[int]:
    """Those of these messages of which anything is left."""
    if not message_ids:
        return set()
    return set(Message.objects.filter(id__in=message_ids, note="", gone="").values_list("id", flat=True))


def name_stays(conversation_id: int, name: str, without_id: int) -> bool:
    """Whether a name can still be read in a conversation once somebody has taken their words along."""
    group = Conversation.objects.filter(id=conversation_id).first()
    if group is None:
        return False
    others = naming(group, name).exclude(author_id=without_id).exclude(about_id=without_id)
    return group.name == name or others.exists()


def amounts_of(person_id: int) -> dict[str, int]:
    """How much there is of somebody."""
    return {"messages": _said(person_id).count()}


def export_of(person_id: int) -> Iterator[dict[str, Any]]:
    """Everything somebody said themselves, the oldest first, as plain values; nobody else's words."""
    for row in _said(person_id).order_by("id").iterator(chunk_size=500):
        yield {
            "conversation": to_text(row.conversation_id),
            "message": to_text(row.id),
            "at_ms": row.created_ms,
            "text": row.text,
            "video": to_text(row.video_id) if row.video_id else "",
        }


def _said(person_id: int) -> QuerySet[Message]:
    """What somebody said themselves and did not take back."""
    return Message.objects.filter(author_id=person_id, note="", gone="")


def _listed(person_id: int, states: tuple[str, ...]) -> QuerySet[Member]:
    rows = Member.objects.filter(person_id=person_id, state__in=states, shown=True)
    return rows.select_related("conversation")


def _views(rows: Sequence[Member], viewer: Viewer) -> list[ConversationView]:
    """Conversations as one of their people meets them: six reads, however many. Those with somebody who
    blocked the reader, or whom they blocked, are left out."""
    if not rows:
        return []
    ids = [row.conversation_id for row in rows]
    members: dict[int, list[Member]] = {an_id: [] for an_id in ids}
    for member in Member.objects.filter(conversation_id__in=ids).exclude(person_id=viewer.person_id):
        members[member.conversation_id].append(member)
    newest = Message.objects.filter(conversation_id__in=ids, number=F("conversation__last_number"))
    lasts = {message.conversation_id: message for message in newest}
    others = {member.person_id for some in members.values() for member in some}
    pairs = {row.other_id for row in rows if row.other_id}
    around = circle(viewer.person_id, others | pairs)
    people = accounts.people(others | pairs | in_messages(lasts.values()))
    return [
        _view(row, members[row.conversation_id], lasts.get(row.conversation_id), around, people)
        for row in rows
        if not (row.other_id and around.blocked(row.other_id))
    ]


def _view(
    mine: Member, others: Sequence[Member], last: Message | None, around: Circle, people: People
) -> ConversationView:
    talk = mine.conversation
    if last and (last.number <= mine.from_number or 0 < mine.until_number < last.number):
        last = None
    if last and talk.is_group and last.author_id in around.unheard([last.author_id]):
        last = None
    state, reach = _standing(mine, others, around)
    return ConversationView(
        id=to_text(talk.id),
        is_group=talk.is_group,
        name=talk.name,
        others=_others(mine, others, around, people),
        state=state,
        reach=reach,
        founder=talk.is_group and talk.founder_id == mine.person_id,
        muted=mine.muted,
        unread=mine.unread,
        read_number=mine.read_number,
        last=view(last, mine.person_id, people, {}) if last else None,
        latest_ms=mine.latest_ms,
    )


def _standing(mine: Member, others: Sequence[Member], around: Circle) -> tuple[str, Reach]:
    """(state, reach) as ``ConversationView`` has them."""
    if mine.conversation.is_group:
        return mine.state, "write" if mine.state == "in" else "no"
    other = next((one for one in others), None)  # nobody: their account is gone
    agreed = other is not None and other.state == "in"
    reach = around.reach(mine.other_id, agreed=agreed)
    if mine.state == "in" and reach == "ask":
        return "waiting", "no"
    return mine.state, reach


def _others(mine: Member, others: Sequence[Member], around: Circle, people: People) -> tuple[MemberView, ...]:
    if not mine.conversation.is_group and not others:
        return (MemberView(person(mine.other_id, people), founder=False, read_number=0),)
    unheard = around.unheard(one.person_id for one in others)
    return tuple(
        MemberView(
            person(one.person_id, people),
            founder=one.person_id == mine.conversation.founder_id,
            read_number=one.read_number
            if one.state == "in" and one.person_id not in unheard and around.shows_reading(one.person_id)
            else 0,
        )
        for one in others
        if one.state != "out"
    )

"""How one person stands to others as far as talking goes: gathered in three reads, however many they are."""

from collections.abc import Iterable
from typing import cast

import msgspec

from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.messages.models import Choices, Conversation, Member
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.relations.contracts import Standing
from mutoscope.apps.relations.services import nobody
from mutoscope.core.policy.messages import Between, HearsFrom, Reach, hears_from, is_young, reach
from mutoscope.core.units import Refusal


class Choice(msgspec.Struct, frozen=True):
    hears_from: HearsFrom
    shows_reading: bool


class Circle(msgspec.Struct, frozen=True):
    """Somebody among others. Whoever has no open account is nobody's friend and hears from nobody."""

    me: int
    standings: dict[int, Standing]
    ages: dict[int, int]
    """Of everybody here with an open account."""
    choices: dict[int, Choice]
    """Likewise."""

    def blocked(self, other_id: int) -> bool:
        return other_id in self.standings and self.standings[other_id].blocked

    def friends(self, other_id: int) -> bool:
        stand = self.standings.get(other_id)
        return stand is not None and stand.follows and stand.followed_by

    def kept_apart(self, other_id: int) -> bool:
        """One of the two is below 16 and the other a stranger."""
        young = is_young(self.ages.get(self.me, 0)) or is_young(self.ages.get(other_id, 0))
        return young and not self.friends(other_id)

    def unheard(self, other_ids: Iterable[int]) -> set[int]:
        """Those whose words never reach me, nor mine them, even where both are in a group."""
        others = set(other_ids) - {self.me}
        return {one for one in others if self.blocked(one) or (one in self.ages and self.kept_apart(one))}

    def reach(self, other_id: int, *, agreed: bool) -> Reach:
        """Whether I may write to this person; ``agreed``: see ``Between``."""
        if self.blocked(other_id) or self.me not in self.ages or other_id not in self.ages:
            return "no"
        if self.choices[self.me].hears_from == "nobody":
            return "no"  # they could not answer
        return reach(
            Between(
                friends=self.friends(other_id),
                agreed=agreed,
                age=self.ages[self.me],
                other_age=self.ages[other_id],
                other_hears=self.choices[other_id].hears_from,
            )
        )

    def shows_reading(self, other_id: int) -> bool:
        """Each of us lets the other see what they have read."""
        return all(one in self.choices and self.choices[one].shows_reading for one in (self.me, other_id))


def circle(me: int, other_ids: Iterable[int]) -> Circle:
    """How ``me`` stands to these people."""
    others = set(other_ids) - {me}
    ages = accounts.known_ages({me, *others})
    rows = {row.person_id: row for row in Choices.objects.filter(person_id__in=ages)}
    choices = {one: _choice(rows.get(one), age) for one, age in ages.items()}
    return Circle(me, relations.standing(me, others), ages, choices)


def choice(person_id: int, age: int) -> Choice:
    """What somebody of this age chose, or what is usual then."""
    return _choice(Choices.objects.filter(person_id=person_id).first(), age)


def agreed_with(me: int, other_ids: Iterable[int]) -> set[int]:
    """Those of these people who are in a pair with ``me`` to which both agreed."""
    others = set(other_ids)
    mine = Member.objects.filter(person_id=me, other_id__in=others, state="in")
    theirs = Member.objects.filter(other_id=me, person_id__in=others, state="in")
    return set(mine.values_list("other_id", flat=True)) & set(theirs.values_list("person_id", flat=True))


def anybody(handle: str) -> int:
    """Id of whoever has this handle. Refuses ``no_such_person``."""
    card = accounts.by_handle(handle)
    if card is None:
        raise nobody()
    return card.id


def somebody(handle: str, me: int) -> int:
    """Likewise, and refuses alike whoever is blocked either way."""
    other_id = anybody(handle)
    if relations.standing(me, [other_id])[other_id].blocked:
        raise nobody()
    return other_id


def find(conversation_id: int, person_id: int) -> Member:
    """Somebody's place in a conversation, which comes with it. Refuses ``no_such_conversation`` alike when
    there is none, when they are not in it, and when one of a pair blocked the other."""
    row = (
        Member.objects.select_related("conversation")
        .filter(conversation_id=conversation_id, person_id=person_id)
        .first()
    )
    if row is None or row.state == "declined":
        raise no_such_conversation()
    if row.other_id and relations.standing(person_id, [row.other_id])[row.other_id].blocked:
        raise no_such_conversation()
    return row


def hold(conversation_id: int) -> Conversation:
    """The conversation, held until the transaction ends: what happens in it happens one after the other."""
    row = Conversation.objects.select_for_update().filter(id=conversation_id).first()
    if row is None:
        raise no_such_conversation()
    return row


def no_such_conversation() -> Refusal:
    return Refusal("no_such_conversation", "This conversation is not here (any more).", status=404)


def _choice(row: Choices | None, age: int) -> Choice:
    if row is None:
        return Choice(hears_from("everybody", age), not is_young(age))
    return Choice(hears_from(cast(HearsFrom, row.hears_from), age), row.shows_reading)

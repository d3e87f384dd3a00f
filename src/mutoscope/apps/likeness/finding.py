"""What a film has in common with others: candidates from the index, each looked at closely.

Of two films the one that was published here first is the earlier one. Nothing is asked where both are one
person's, where the studio knows already how they belong together, or where everybody has the same.
"""

from collections.abc import Iterator, Sequence

import msgspec

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import Effects
from mutoscope.apps.likeness import index, printing
from mutoscope.apps.likeness.contracts import LikenessFound
from mutoscope.apps.likeness.models import Printed, Suggestion
from mutoscope.apps.likeness.settling import ask_where_blocked, settle_when_done
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.studio import queries as studio
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import Listed
from mutoscope.core.montage.likeness import Likeness, Prints, asked_keys, candidates, likeness

MOST_ASKED = 3
"""Earlier videos that one is asked about; the first of them are the likeliest to be where it comes from."""
_SAME_PART = 0.8
_EVERYBODYS, _WHOLE = 8, 0.6
"""What so many people's films have, and is less than that much of the later one, is nobody's: an intro."""
_WORN = 3
"""So many people said no lately, and none yes: the earlier film is not asked about for a while. A no that its
author asked our team about is none."""
_WORN_MS = 30 * 86_400_000


class Pair(msgspec.Struct, frozen=True):
    later: Listed
    earlier: Listed
    alike: Likeness
    silent: bool
    """It holds its part, so that nobody is asked about a copy of it; but it is not asked about itself."""


def find(video_id: int) -> Effects | None:
    """The job: compare a film with those that may be like it; what to write down."""
    row = Printed.objects.filter(video_id=video_id).first()
    if row is None or not videos.standings([video_id])[video_id].open:
        return None
    mine = printing.read(row)
    holders = index.holders(asked_keys(mine), video_id)
    ids = candidates(holders, videos.creators_of({one for films in holders.values() for one in films}))
    pairs = list(_pairs(video_id, row, mine, ids))
    as_later = _to_ask([pair for pair in pairs if pair.later.id == video_id], row.duration_ms)
    as_earlier = [pair for pair in pairs if pair.earlier.id == video_id and not pair.silent]
    return lambda: _note(video_id, [*as_later, *as_earlier])


def _pairs(video_id: int, row: Printed, mine: Prints, ids: Sequence[int]) -> Iterator[Pair]:
    known = {one.id: one for one in videos.listed([video_id, *ids])}
    standings = videos.standings(ids)
    prints = {other.video_id: other for other in Printed.objects.filter(video_id__in=ids)}
    me = known.get(video_id)
    for an_id in ids:
        it, its = known.get(an_id), prints.get(an_id)
        if me is None or it is None or its is None or it.creator_id == me.creator_id:
            continue
        if not standings[an_id].open:
            continue
        later, earlier = (me, it) if (it.published_ms, it.id) < (me.published_ms, me.id) else (it, me)
        looks = {video_id: (mine, row.duration_ms), an_id: (printing.read(its), its.duration_ms)}
        in_sound = not studio.share_a_sound(later.id, earlier.id) and _own_sounds(later, earlier)
        found = likeness(*looks[later.id][:1], looks[earlier.id][0], looks[later.id][1], in_sound=in_sound)
        if found is not None:
            silent = studio.are_kin(video_id, an_id) or _is_worn(earlier.id)
            yield Pair(later, earlier, found, silent)


def _own_sounds(later: Listed, earlier: Listed) -> bool:
    """Whether their sounds are two: recorded to the same one, they say so themselves."""
    return not later.sound_id or later.sound_id != earlier.sound_id


def _to_ask(pairs: Sequence[Pair], later_ms: int) -> list[Pair]:
    """The first of those that hold the same part, and nothing where everybody has a little of it.

    Those that are not asked about hold their part, too: whoever made a duet with Ana's is not asked whether
    it is a part of Mallory's copy of hers.
    """
    everybody = len({pair.earlier.creator_id for pair in pairs}) >= _EVERYBODYS
    kept: list[Pair] = []
    for pair in sorted(pairs, key=lambda one: (one.earlier.published_ms, one.earlier.id)):
        if everybody and pair.alike.longest.length_ms < _WHOLE * later_ms:
            continue
        if not any(_holds(one.alike, pair.alike) for one in kept):
            kept.append(pair)
    return [pair for pair in kept if not pair.silent][:MOST_ASKED]


def _holds(one: Likeness, other: Likeness) -> bool:
    """Whether most of what the other has of the later film is in this one."""
    mine, its = one.longest, other.longest
    together = min(mine.start_ms + mine.length_ms, its.start_ms + its.length_ms) - max(
        mine.start_ms, its.start_ms
    )
    return together >= _SAME_PART * its.length_ms


def _is_worn(earlier_id: int) -> bool:
    since = now_ms() - _WORN_MS
    answered = Suggestion.objects.filter(parent_id=earlier_id, asked_ms=0)
    states = set(answered.filter(answered_ms__gte=since).values_list("state", "person_id"))
    return not any(state == "yes" for state, _ in states) and (
        sum(state == "no" for state, _ in states) >= _WORN
    )


def _note(video_id: int, pairs: Sequence[Pair]) -> None:
    """Write down what was found; what was answered stays so, and what is no longer found is past, unless our
    team was asked to look."""
    pairs = _still_there(pairs)
    found = {(pair.later.id, pair.earlier.id) for pair in pairs}
    waiting = Suggestion.objects.select_for_update().filter(state="open", asked_ms=0)
    for row in [*waiting.filter(child_id=video_id), *waiting.filter(parent_id=video_id)]:
        if (row.child_id, row.parent_id) not in found:
            Suggestion.objects.filter(id=row.id).update(state="past")
            settle_when_done(row.child_id, row.person_id)
    for pair in pairs:
        _suggest(pair)


def _still_there(pairs: Sequence[Pair]) -> list[Pair]:
    """Without those that were deleted or hidden meanwhile. Whoever deletes one forgets its prints first, so
    that it can't go between this look and the end of the transaction."""
    ids = {an_id for pair in pairs for an_id in (pair.later.id, pair.earlier.id)}
    rows = Printed.objects.select_for_update().filter(video_id__in=ids).order_by("video_id")
    printed, standings = set(rows.values_list("video_id", flat=True)), videos.standings(ids)
    there = {an_id for an_id in ids if an_id in printed and standings[an_id].open}
    return [pair for pair in pairs if {pair.later.id, pair.earlier.id} <= there]


def _suggest(pair: Pair) -> None:
    alike = pair.alike
    measured = {
        "seen": [alike.seen.start_ms, alike.seen.other_ms, alike.seen.length_ms] if alike.seen else [],
        "heard": [alike.heard.start_ms, alike.heard.other_ms, alike.heard.length_ms] if alike.heard else [],
        "mirrored": alike.mirrored,
        "confidence": alike.confidence,
    }
    people = {"person_id": pair.later.creator_id, "author_id": pair.earlier.creator_id}
    both = {"child_id": pair.later.id, "parent_id": pair.earlier.id}
    others = Suggestion.objects.filter(child_id=pair.later.id, state="open").exclude(
        parent_id=pair.earlier.id
    )
    if others.count() >= MOST_ASKED:
        return
    row, fresh = Suggestion.objects.get_or_create(**both, defaults=people | measured)
    again = row.state == "past"
    if not fresh and row.state in ("open", "past"):
        Suggestion.objects.filter(id=row.id).update(state="open", **measured)
    if again:
        Suggestion.objects.filter(id=row.id).update(found_ms=now_ms())
    if fresh and pair.earlier.creator_id in relations.blocked_with(pair.later.creator_id):
        ask_where_blocked(pair.later.creator_id, pair.earlier.creator_id)
    if fresh or again:
        flow.record(LikenessFound(child_id=pair.later.id, person_id=pair.later.creator_id))

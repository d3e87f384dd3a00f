"""Shards count each other's viewers: whatever way the changes take, all count what one engine would."""

import random

import numpy as np
import pytest
from tests.core.discovery.world import DAY, NOW, a_catalogue, an_event

from mutoscope.core.discovery import DEFAULT, Event, State
from mutoscope.core.discovery.counted import CHANGE, Pseudonyms, are_sound, believable
from mutoscope.core.discovery.outbox import Outbox
from mutoscope.core.discovery.scene import exploration_budget

KINDS = ("impression", "watch", "watch", "like", "unlike", "share", "save", "not_interested", "report")
VIDEOS = 24


def some_events(dice: random.Random, viewers: int = 12, each: int = 25) -> list[Event]:
    return [
        an_event(
            f"p{viewer}",
            dice.randrange(1, VIDEOS + 1),
            dice.choice(KINDS),
            at_ms=NOW - dice.randrange(3 * DAY),
            watched_ms=dice.randrange(14_000),
        )
        for _ in range(each)
        for viewer in range(viewers)
    ]


def shards(items: list, many: int) -> list[State]:
    """States that know the videos in different rows."""
    made = []
    for number in range(many):
        state = State()
        state.outbox = Outbox(f"epoch{number}", 0)
        for item in items if number % 2 else reversed(items):
            state.put(item)
        made.append(state)
    return made


def tell(origin: State, others: list[State], most: int = 1_000_000) -> None:
    assert origin.outbox is not None
    while len(origin.outbox):
        up_to, changes = origin.outbox.next(most)
        assert are_sound(changes)
        for other in others:
            other.hear(changes)
        origin.outbox.was_told(up_to)


def live(state: State, events: list[Event]) -> None:
    assert state.outbox is not None
    for event in events:
        state.outbox.at += 1
        state.apply(event)


def counted(state: State) -> dict[str, object]:
    """All that is counted, by the numbers of videos."""
    votes, ids = state.votes, state.catalogue.ids
    rows = np.flatnonzero(votes.totals.any(1))
    heat = {int(ids[row]): [round(x, 9) for x in votes.lately.decayed[row].tolist()] for row in rows}
    return {
        "totals": {int(ids[row]): votes.totals[row].tolist() for row in rows},
        "shown": {int(ids[row]): int(votes.shown[row]) for row in rows},
        "durations": votes.by_duration.tolist(),
        "days": {day: count for day, count in votes.impressions_by_day.items() if count},
        "heat": {video: one for video, one in heat.items() if any(one)},
        "better": {int(ids[row]): round(float(votes._better[row]), 9) for row in rows},
        "follows": {
            int(ids[row]): sorted(
                (int(ids[other]), round(strength, 9))
                for other, strength in zip(
                    *(part.tolist() for part in state.covisits.successors(row)), strict=True
                )
            )
            for row in range(len(state.catalogue))
        },
        "proven": {
            int(ids[row])
            for row in state.unproven.first(100, state.catalogue.alive[: len(state.catalogue)], 8).tolist()
        },
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("most", [7, 1_000_000])
def test_shards_count_what_one_engine_would(seed: int, most: int) -> None:
    """Three shards, each with a third of the viewers, tell each other in pieces: equal counts on all, and so
    one first audience for each new video, not one for each shard."""
    dice = random.Random(seed)
    items, events = a_catalogue(["cooking", "cars"], VIDEOS // 2), some_events(dice)
    whole, parts = State(), shards(items, 3)
    for item in items:
        whole.put(item)
    for start in range(0, len(events), 60):
        some = events[start : start + 60]
        for event in some:
            whole.apply(event)
        for number, shard in enumerate(parts):
            live(shard, [one for one in some if int(one.viewer[1:]) % 3 == number])
            tell(shard, [one for one in parts if one is not shard], most)
    for key, at in (("p4", NOW), ("p5", NOW)):
        whole.forget(key, at)
        shard = parts[int(key[1:]) % 3]
        shard.outbox.at += 1  # type: ignore[union-attr]  # they have one
        shard.forget(key, at)
        tell(shard, [one for one in parts if one is not shard])
    for shard in parts:
        assert counted(shard) == counted(whole), f"seed {seed}"
        assert exploration_budget(shard, NOW, DEFAULT) == exploration_budget(whole, NOW, DEFAULT)


def test_a_shard_that_missed_something_counts_again() -> None:
    """Tallies of all the others make of any shard what it would be had it heard everything."""
    dice = random.Random(5)
    items = a_catalogue(["cooking", "cars"], VIDEOS // 2)
    parts, deaf = shards(items, 3), shards(items, 1)[0]
    events = some_events(dice)
    for number, shard in enumerate(parts):
        live(shard, [one for one in events if int(one.viewer[1:]) % 3 == number])
    live(deaf, [one for one in events if int(one.viewer[1:]) % 3 == 0])
    tallies = [shard.tally() for shard in parts[1:]]
    for shard in parts:
        tell(shard, [one for one in parts if one is not shard])
    deaf.count_again(tallies)
    assert counted(deaf) == counted(parts[0])
    deaf.count_again(tallies)
    assert counted(deaf) == counted(parts[0]), "again changes nothing"


def test_a_snapshot_keeps_what_was_heard_and_what_is_still_to_be_told() -> None:
    """A state that was loaded counts the same, and tells the rest under the same numbers."""
    dice = random.Random(6)
    one, two = shards(a_catalogue(["cooking", "cars"], VIDEOS // 2), 2)
    events = some_events(dice)
    live(one, [event for event in events if int(event.viewer[1:]) % 2])
    live(two, [event for event in events if not int(event.viewer[1:]) % 2])
    tell(one, [two])
    two.heard["0"] = ("epoch0", 150)
    loaded = State.load(list(two.dump()))
    assert counted(loaded) == counted(two)
    assert loaded.heard == two.heard
    assert loaded.outbox is not None and two.outbox is not None
    assert loaded.outbox.next(10_000)[1].tobytes() == two.outbox.next(10_000)[1].tobytes()
    tell(loaded, [one])
    assert counted(loaded) == counted(one)
    for parts, secret in ((two.dump(), b"another"), ([x for x in two.dump() if x[0] != "pseudonyms"], b"")):
        of_another_secret = State.load(parts, Pseudonyms(secret))
        assert of_another_secret.outbox is None and not of_another_secret.heard
        assert of_another_secret.digest() != two.digest(), "of the others' viewers nothing is counted"
        of_another_secret.count_again([one.tally()])
        assert counted(of_another_secret) == counted(two)


def test_whoever_is_forgotten_leads_nowhere_at_once() -> None:
    """Every shard is told that somebody is forgotten; what they loved goes without waiting for the counts."""
    one, two = shards(a_catalogue(["cooking"], VIDEOS), 2)
    live(one, [an_event("p1", video, "like", at_ms=NOW + video) for video in (1, 2, 3)])
    tell(one, [two])
    assert two.covisits.sequences
    two.forget("p1", NOW + 9)
    assert not two.covisits.sequences
    one.outbox.at += 1  # type: ignore[union-attr]  # it has one
    one.forget("p1", NOW + 9)
    tell(one, [two])
    assert counted(two) == counted(State.load(list(shards(a_catalogue(["cooking"], VIDEOS), 1)[0].dump())))


def test_nonsense_is_told_from_changes() -> None:
    """Bits that mean nothing, times that are none, videos that can't be: not sound, whatever the rest."""
    one = shards(a_catalogue(["cooking"], 4), 1)[0]
    live(one, [an_event("p1", 1, "like"), an_event("p2", 2, "not_interested")])
    assert one.outbox is not None
    _, good = one.outbox.next(10)
    assert are_sound(good) and are_sound(np.zeros(0, CHANGE))
    for name, value in (
        ("now", 1 << 12),
        ("now", 15 << 4),
        ("now_ms", -1),
        ("now_ms", 1 << 60),
        ("video", 0),
        ("who", 0),
    ):
        bad = good.copy()
        bad[name][0] = value
        assert not are_sound(bad), f"{name} {value}"


def test_a_clock_that_runs_ahead_heats_nothing() -> None:
    """What was met in a far future is not counted, neither when it is said nor when it is taken back."""
    one, two = shards(a_catalogue(["cooking"], 4), 2)
    live(
        one, [an_event("p1", 1, watched_ms=9_000, at_ms=NOW + 900 * DAY), an_event("p2", 2, watched_ms=9_000)]
    )
    before = counted(two)
    assert one.outbox is not None
    _, changes = one.outbox.next(10)
    two.hear(believable(changes, NOW + DAY))
    heard = counted(two)
    assert heard["shown"] == {2: 1}
    live(one, [an_event("p1", 1, "like", at_ms=NOW + 901 * DAY)])
    one.outbox.was_told(2)
    two.hear(believable(one.outbox.next(10)[1], NOW + DAY))
    assert counted(two) == heard and heard != before


@pytest.mark.parametrize("again", [False, True])
def test_an_outbox_tells_whole_entries_a_few_at_a_time(again: bool) -> None:
    """Of twelve thousand changes, nine thousand by one entry: each is told once, in order, and that entry in
    one piece; also after a restart in between."""
    box = Outbox("epoch", 0)
    entries = [1] * 1_500 + [2] * 9_000 + list(range(3, 1_503))
    for number, entry in enumerate(entries, 1):
        box.at = entry
        box.tell(1, number, (0, 0), (NOW, 8))
    told: list[int] = []
    while len(box):
        if again:
            box = Outbox.load(box.dump())
        up_to, changes = box.next(1_000)
        here = set(changes["entry"].tolist())
        assert len(changes) <= 1_000 or len(here) == 1
        assert max(here) == up_to and not here & set(told)
        told += changes["entry"].tolist()
        box.was_told(up_to)
    assert told == entries

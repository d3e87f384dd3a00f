"""The state joins facts: order, repetition and lateness of events can't matter."""

import random

import pytest
from tests.core.discovery.world import DAY, HOUR, NOW, a_catalogue, a_state, a_video, an_event

from mutoscope.core.discovery import Event, State

KINDS = ["impression", "watch", "like", "unlike", "share", "follow", "profile", "not_interested", "report"]


def a_log(seed: int, length: int = 600) -> list[Event]:
    dice = random.Random(seed)
    return [
        an_event(
            f"a{dice.randrange(6)}",
            dice.randrange(1, 45),  # some of these videos are never put
            dice.choice(KINDS),
            at_ms=NOW - dice.randrange(5 * DAY),
            watched_ms=dice.randrange(30_000),
            duration_ms=dice.choice([0, 12_000]),
            scope=dice.choice(["video", "video", "creator", "tag", "sound"]),
        )
        for _ in range(length)
    ]


def lived(events: list[Event], adopt_after: int = 10**9) -> State:
    state = a_state(a_catalogue(["cooking", "cars"], 20))
    for index, event in enumerate(events):
        if index == adopt_after:
            state.adopt("a1", "p1")
        state.apply(event)
    state.adopt("a1", "p1")
    return state


@pytest.mark.parametrize("seed", range(5))
def test_a_shuffled_and_repeated_log_gives_the_same_state(seed: int) -> None:
    """Pitfall 33: shuffle the log and say a third of it twice; the state's hash is the same."""
    events = a_log(seed)
    dice = random.Random(seed + 100)
    mixed = events + dice.sample(events, len(events) // 3)
    dice.shuffle(mixed)
    assert lived(events).digest() == lived(mixed, adopt_after=dice.randrange(len(mixed))).digest()


def test_items_may_come_after_events_about_them() -> None:
    """A catalogue that arrives late gives the same state as one that was there first."""
    events = a_log(3)
    late = State()
    for event in events:
        late.apply(event)
    late.adopt("a1", "p1")
    for item in reversed(a_catalogue(["cooking", "cars"], 20)):
        late.put(item)
    early = lived(events)
    assert late.digest() == early.digest()
    assert (late.votes.by_duration == early.votes.by_duration).all()


def test_a_dump_makes_the_same_state_again() -> None:
    """dump and load are inverse, hash and counts included."""
    state = lived(a_log(4))
    state.withdraw(3)
    state.forget("a2", NOW)
    again = State.load(state.dump())
    assert again.digest() == state.digest()
    assert (again.votes.decayed[:40] == state.votes.decayed[:40]).all()
    assert again.dump() == state.dump()


def test_forgetting_takes_the_votes_back() -> None:
    """A forgotten viewer leaves no trace in what videos are thought to be worth."""
    state = a_state(a_catalogue(["cooking"], 10))
    before = state.votes.totals.copy()
    for number in range(1, 8):
        state.apply(an_event("agone", number, watched_ms=11_000))
        state.apply(an_event("agone", number, "like"))
    assert state.votes.totals.sum() > 0
    state.forget("agone", NOW + 1)
    assert state.votes.totals.sum() == before.sum() == 0
    assert not any(state.fans.values())


def test_a_viewer_has_one_vote_per_video() -> None:
    """Watching a video a hundred times counts as having watched it once, at its best."""
    state = a_state([a_video(1)])
    for n in range(100):
        state.apply(an_event("afan", 1, watched_ms=120 * n, at_ms=NOW + n))
    state.apply(an_event("afan", 1, "impression"))
    assert state.votes.totals[0].sum() == 2  # one watch, one viewer who met it


def test_an_unlike_undoes_a_like_whichever_is_heard_first() -> None:
    """The later of like and unlike counts, by when it was done."""
    like, unlike = an_event("aone", 1, "like", at_ms=NOW), an_event("aone", 1, "unlike", at_ms=NOW + HOUR)
    for order in ([like, unlike], [unlike, like]):
        state = a_state([a_video(1)])
        for event in order:
            state.apply(event)
        assert not state.viewers["aone"].touches[1].liked


@pytest.mark.parametrize("padded", [1, 2, 4])
def test_padding_a_video_does_not_make_it_better(padded: int) -> None:
    """Pitfall 4: the same ten seconds watched of a longer video are worth less, never more."""
    state = a_state([a_video(1, duration_ms=12_000), a_video(2, duration_ms=12_000 * padded)])
    for viewer in range(60):
        for video, length in ((1, 12_000), (2, 12_000 * padded)):
            state.apply(an_event(f"a{viewer}", video, watched_ms=200 * viewer, duration_ms=length))
    rows = state.catalogue.ids[:2].argsort()
    mean, _ = state.votes.quality(rows, state.catalogue.duration[rows])
    assert mean[1] <= mean[0] + 0.02


def test_a_loop_of_five_seconds_competes_with_its_like() -> None:
    """Pitfall 5: finishing is easy for short videos, so it is compared among short videos."""
    loops = [a_video(n, duration_ms=5_000) for n in range(1, 11)]
    stories = [a_video(n, duration_ms=120_000) for n in range(11, 21)]
    state = a_state([*loops, *stories])
    for viewer in range(30):
        for item in loops:
            state.apply(an_event(f"a{viewer}", item.video_id, watched_ms=6_000, duration_ms=5_000))
        for item in stories:  # a story is left after a third, the best one watched to its end
            watched = 110_000 if item.video_id == 11 else 40_000
            state.apply(an_event(f"a{viewer}", item.video_id, watched_ms=watched, duration_ms=120_000))
    rows = state.catalogue.ids[:20].argsort()
    mean, _ = state.votes.quality(rows, state.catalogue.duration[rows])
    by_id = dict(zip(state.catalogue.ids[rows].tolist(), mean.tolist(), strict=True))
    assert by_id[11] > max(by_id[n] for n in range(1, 11)), "the best story beats every loop that all finish"

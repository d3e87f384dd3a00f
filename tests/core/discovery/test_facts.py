"""The state joins facts: order, repetition and lateness of events can't matter."""

import random

import numpy as np
import pytest
from tests.core.discovery.world import DAY, HOUR, NOW, a_catalogue, a_state, a_video, an_event, touch_of

from mutoscope.core.discovery import Event, Page, PageRequest, State, make_page
from mutoscope.core.discovery.content import content_vector
from mutoscope.core.discovery.facts import Touch
from mutoscope.core.discovery.votes import worth

KINDS = ["impression", "watch", "like", "unlike", "share", "follow", "profile", "report"]
KINDS += ["not_interested", "undo_not_interested", "save", "unsave", "repost", "unrepost", "comment"]


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


def a_page(state: State) -> Page:
    """The next page of «aone» two hours later."""
    request = PageRequest(viewer="aone", now_ms=NOW + 2 * HOUR, seed=5, age=30, language="en", size=12)
    return make_page(state, request)


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


@pytest.mark.parametrize(
    ("did", "undid", "says"),
    [
        ("like", "unlike", "cherished"),
        ("save", "unsave", "cherished"),
        ("repost", "unrepost", "passed_on"),
        ("share", "", "passed_on"),
        ("comment", "", "passed_on"),
    ],
)
def test_what_responding_says(did: str, undid: str, says: str) -> None:
    """Kept, reposted or talked about is loved, as long as it was not taken back, whichever is heard first."""
    for events, loved in (((did,), True), ((did, undid), False), ((undid, did), False)):
        touch = Touch()
        for kind in filter(None, events):
            touch.join(an_event("p1", 1, kind, at_ms=NOW + (kind == undid)))
        assert touch.loved == getattr(touch, says) == (loved or not undid)


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
    assert (again.votes.lately.decayed[:40] == state.votes.lately.decayed[:40]).all()
    assert list(again.dump()) == list(state.dump())


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
    assert not list(state.covisits.fans) and not state.covisits.sequences


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
        touch = touch_of(state, "aone", 1)
        assert touch and not touch.liked


@pytest.mark.parametrize("scope", ["video", "creator", "tag", "sound"])
def test_not_interested_can_be_taken_back_whichever_is_heard_first(scope: str) -> None:
    """Said and undone, in any order and twice, the facts and the next page are as if it was never said."""
    watched = [an_event("aone", n, watched_ms=900 * n, at_ms=NOW + n) for n in range(1, 6)]
    wish = {"scope": scope, "tag": "cooking" if scope == "tag" else ""}
    said = an_event("aone", 3, "not_interested", at_ms=NOW + HOUR, **wish)
    undone = an_event("aone", 3, "undo_not_interested", at_ms=NOW + HOUR + 5_000, **wish)
    pages = []
    for extra in ([], [said, undone], [undone, said, undone, said]):
        for late in (False, True):
            state = a_state(a_catalogue(["cooking", "cars"], 12))
            for event in [*extra, *watched] if late else [*watched, *extra]:
                state.apply(event)
            pages.append(a_page(state))
            assert touch_of(state, "aone", 3)
            assert not state.viewers["aone"].refused
    assert all(page == pages[0] for page in pages)
    state = a_state(a_catalogue(["cooking", "cars"], 12))
    for event in (*watched, said):
        state.apply(event)
    assert a_page(state) != pages[0], "left so, it does count"


def test_a_video_met_by_nothing_but_what_was_taken_back_is_new() -> None:
    """Said about a video that was never on the screen and undone, it counts as never met."""
    state = a_state(a_catalogue(["cooking"], 12))
    state.apply(an_event("aone", 3, "not_interested", at_ms=NOW))
    assert touch_of(state, "aone", 3)
    state.apply(an_event("aone", 3, "undo_not_interested", at_ms=NOW + 1))
    viewer = state.viewers["aone"]
    assert (len(viewer.touches), len(viewer.rows), viewer.refused) == (0, 0, set())
    assert state.votes.totals.sum() == 0
    assert a_page(state) == a_page(a_state(a_catalogue(["cooking"], 12)))


def test_undoing_takes_back_one_thing_only() -> None:
    """Undone for the creator, what was said about the video itself stands; so does a report."""
    state = a_state(a_catalogue(["cooking"], 12))
    state.apply(an_event("aone", 1, "not_interested", at_ms=NOW))
    state.apply(an_event("aone", 1, "not_interested", at_ms=NOW + 1, scope="creator"))
    state.apply(an_event("aone", 1, "undo_not_interested", at_ms=NOW + 2, scope="creator"))
    state.apply(an_event("aone", 2, "report", at_ms=NOW))
    state.apply(an_event("aone", 2, "undo_not_interested", at_ms=NOW + 2))
    assert state.viewers["aone"].refused == {state.catalogue.rows[1], state.catalogue.rows[2]}
    touch = touch_of(state, "aone", 1)
    assert touch and touch.refused_ms == NOW
    assert 3 in {served.video_id for served in a_page(state).served}, "by the same creator as 1"


def test_said_before_joining_can_be_taken_back_after() -> None:
    """What a newcomer said under another key is undone by the person they became, in any order."""
    said = an_event("anew", 3, "not_interested", at_ms=NOW)
    undone = an_event("p7", 3, "undo_not_interested", at_ms=NOW + 1)
    for events in ([said, undone], [undone, said]):
        state = a_state(a_catalogue(["cooking"], 12))
        for event in events:
            state.apply(event)
        state.adopt("anew", "p7")
        assert not state.viewers["p7"].refused
        assert not state.viewers["p7"].touches


def test_being_held_is_worth_more_than_a_longer_glance() -> None:
    """Where most watches are glances, twice the glance is worth little, and twice the length much; on average
    a watch is worth nothing."""
    quantiles = (np.arange(1000) + 0.5) / 1000
    assert worth(quantiles).mean() == pytest.approx(0.0, abs=0.01)
    glances, held = np.diff(worth(np.array([0.3, 0.5]))), np.diff(worth(np.array([0.75, 0.95])))
    assert 0 < glances < held / 3


def test_tags_that_everybody_uses_make_nothing_alike() -> None:
    """Two videos that share #viral alone are as unlike as two that share nothing."""
    one, other = (a_video(n, tags=(topic, "viral"), words=()) for n, topic in ((1, "cars"), (2, "cats")))
    plain = (a_video(n, tags=(topic,), words=()) for n, topic in ((1, "cars"), (2, "cats")))
    assert [content_vector(item) for item in (one, other)] == [
        pytest.approx(content_vector(p)) for p in plain
    ]


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


def leads_to(state: State) -> dict[int, dict[int, float]]:
    """Video -> what it leads to, by video rather than by row, whose numbers follow the order of hearing."""
    ids = state.catalogue.ids
    found = {}
    for row in state.covisits.fans:
        rows, strengths = state.covisits.successors(row)
        found[int(ids[row])] = dict(zip(ids[rows].tolist(), strengths.tolist(), strict=True))
    return found


@pytest.mark.parametrize("seed", range(3))
def test_what_leads_to_what_is_the_same_from_a_shuffled_log_and_from_a_snapshot(seed: int) -> None:
    """Told while events come in, after they came in another order, and after a restart."""
    events = a_log(seed)
    state = a_state(a_catalogue(["cooking", "cars"], 20))
    for event in events:
        state.apply(event)
        state.covisits.successors(state.catalogue.row(event.video_id))  # counted, so each event changes it
    state.adopt("a1", "p1")
    shuffled = random.Random(seed).sample(events, len(events))
    assert leads_to(state) == leads_to(lived(shuffled)) == leads_to(State.load(state.dump()))
    assert len(leads_to(state)) > 10

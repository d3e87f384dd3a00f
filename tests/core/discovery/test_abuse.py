"""Bots, floods and nonsense: what they can move, and what they can't."""

import itertools

import numpy as np
import pytest
from tests.core.discovery.world import DAY, HOUR, NOW, a_catalogue, a_state, a_video, an_event

from mutoscope.core.discovery import PageRequest, State, make_page


def qualities(state: State) -> dict[int, float]:
    rows = np.arange(len(state.catalogue))
    mean, _ = state.votes.quality(rows, state.catalogue.duration[rows])
    return dict(zip(state.catalogue.ids[rows].tolist(), mean.tolist(), strict=True))


def a_crowd(state: State, viewers: int) -> None:
    """Each watches each of ten videos; the higher its number, the longer."""
    for viewer, video in itertools.product(range(viewers), range(1, 11)):
        watched = 1_000 * video + 137 * (viewer % 7)
        state.apply(an_event(f"acrowd{viewer}", video, watched_ms=watched, at_ms=NOW - DAY))


def test_one_in_a_hundred_being_a_bot_moves_no_video_past_a_clearly_better_one() -> None:
    """Pitfall 19: k bots among n viewers of a video raise its quality by at most 3 k / (n + k + 12), however
    often each says it and however rare what they do is (a vote is worth 2.5 at most, and no mean lies below
    -0.5): so they overtake nobody who is better by more than that."""
    state = a_state(a_catalogue(["cooking"], 10))
    a_crowd(state, 300)
    before = qualities(state)
    for bot, again in itertools.product(range(3), range(50)):
        for kind in ("watch", "like", "share", "comment"):
            event = an_event(f"abot{bot}", 1, kind, watched_ms=600_000, at_ms=NOW - HOUR + again)
            state.apply(event)
    after, bound = qualities(state), 3 * 3 / (300 + 3 + 12)
    assert 0 < after[1] - before[1] <= bound
    for video in range(2, 11):
        if before[video] > before[1] + bound:
            assert after[video] > after[1]


def test_a_flood_by_one_person_is_one_vote_and_one_memory() -> None:
    """Ten thousand events about one video are one touch; the page of everybody else is what it was."""
    state = a_state(a_catalogue(["cooking", "cars"], 30))
    a_crowd(state, 20)
    state.apply(an_event("aflood", 40, watched_ms=60_000))
    request = PageRequest("aother", NOW + HOUR, seed=3, language="en")
    before, digest = make_page(state, request), state.digest()
    for number in range(10_000):
        state.apply(an_event("aflood", 40, watched_ms=number))
    assert make_page(state, request) == before and state.digest() == digest
    assert len(state.viewers["aflood"].touches) == 1


@pytest.mark.parametrize("at_ms", [[0, 1, 5], [0, NOW], [-5, 1 << 62, NOW], [1 << 80, -(1 << 80)]])
def test_times_that_are_none_do_no_harm(at_ms: list[int]) -> None:
    """Ancient, future and absurd times of several videos: pages come, and a state loaded is the same."""
    state = a_state(a_catalogue(["cooking"], 12))
    for number, at in enumerate(at_ms, 1):
        for kind in ("watch", "like", "not_interested"):
            state.apply(an_event("aone", number, kind, at_ms=at, watched_ms=1 << 70))
    assert len(make_page(state, PageRequest("atwo", NOW, seed=1)).served) == 8
    again = State.load(state.dump())
    assert again.digest() == state.digest()
    request = PageRequest("aone", NOW, seed=2)
    assert make_page(again, request) == make_page(state, request)


def test_events_about_videos_nobody_put_fill_no_page() -> None:
    """Unknown ids are remembered, because the video may be told of later, and served to nobody."""
    state = a_state([a_video(1)])
    for number in range(1_000, 1_500):
        state.apply(an_event("aone", number, watched_ms=12_000))
    page = make_page(state, PageRequest("aone", NOW, seed=1))
    assert [one.video_id for one in page.served] == [1]
    state.put(a_video(1_200))
    assert 1_200 in {one.video_id for one in make_page(state, PageRequest("atwo", NOW, seed=1)).served}
    assert make_page(state, PageRequest("aone", NOW, seed=1)).served[-1].source == "recycled"


@pytest.mark.parametrize("videos", [0, 1, 7])
def test_tiny_catalogues_are_served_whole_and_then_again(videos: int) -> None:
    """Everything once, then caught up, the one met longest ago first."""
    state = a_state(a_video(number) for number in range(1, videos + 1))
    page = make_page(state, PageRequest("aone", NOW, seed=1))
    assert sorted(one.video_id for one in page.served) == list(range(1, videos + 1)) and page.caught_up
    for at, one in enumerate(page.served):
        state.apply(an_event("aone", one.video_id, at_ms=NOW + at))
    again = make_page(state, PageRequest("aone", NOW + 100, seed=2))
    assert again.caught_up and all(one.source == "recycled" for one in again.served)
    assert [one.video_id for one in again.served] == [one.video_id for one in page.served]

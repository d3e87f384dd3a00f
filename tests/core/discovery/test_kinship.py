"""Witnesses: what a viewer watched and whom they follow, as they speak for videos never met."""

import numpy as np
import pytest
from tests.core.discovery.world import NOW, a_state, a_video, an_event

from mutoscope.core.discovery import DEFAULT, PageRequest, State, make_page
from mutoscope.core.discovery.kinship import MOST_CREATORS, kin_of
from mutoscope.core.discovery.taste import NOBODY, taste

HELD, LEFT = 15_000, 500


def foretold(state: State, videos: list[int], follows: tuple[int, ...] = ()) -> list[float]:
    theirs = taste(state, state.viewers.get("aone", NOBODY), NOW, DEFAULT)
    kin = kin_of(theirs, follows, state.catalogue, state.votes, DEFAULT)
    rows = np.array([state.catalogue.rows[video] for video in videos])
    return kin.foretold(state.catalogue.vectors[rows], state.catalogue.maker[rows]).tolist()


def test_one_creator_held_them_and_another_did_not() -> None:
    """Of two creators of one topic, the next video of the one whose videos held the viewer is foretold to go
    well, the other's badly; of a third they know nothing of, in between."""
    made = {1: 7, 2: 7, 3: 7, 4: 8, 5: 8, 6: 8, 9: 9}
    state = a_state([a_video(n, creator_id=creator) for n, creator in made.items()])
    for video in (1, 2, 4, 5):
        state.apply(an_event("aone", video, watched_ms=HELD if made[video] == 7 else LEFT))
    good, bad, strange = foretold(state, [3, 6, 9])
    assert good > 0.3 > strange > bad and bad < 0.0


def test_more_witnesses_of_one_kind_say_little_more() -> None:
    """Twenty of a topic that were left do not speak twenty times as loudly as two."""

    def after(many: int) -> float:
        state = a_state([a_video(n) for n in range(1, 30)])
        for video in range(1, many + 1):
            state.apply(an_event("aone", video, watched_ms=LEFT))
        return foretold(state, [29])[0]

    two, twenty = after(2), after(20)
    assert 2.5 * two > twenty > 8 * two, "both are below 0"


def test_a_follow_speaks_before_anything_was_watched() -> None:
    """Somebody new who follows a creator: theirs are foretold to go well, others of the topic a little, and
    whoever follows nobody is foretold nothing."""
    state = a_state([a_video(1, creator_id=7), a_video(2, creator_id=7), a_video(3), a_video(4, "cars")])
    theirs, topic, other = foretold(state, [2, 3, 4], follows=(7, 999))
    assert theirs > topic > other
    assert foretold(state, [2, 3, 4]) == [0.0, 0.0, 0.0]


def test_of_many_follows_the_newest_speak() -> None:
    """Who follows one more than are heard is foretold nothing of the one they followed first."""
    many = MOST_CREATORS + 1
    state = a_state([a_video(n, f"topic{n}", creator_id=n) for n in range(1, many + 1)])
    newest_first = tuple(range(many, 0, -1))
    newest, oldest = foretold(state, [many, 1], newest_first)
    assert newest > 0.2 > oldest


def test_the_one_that_says_most_is_written_down() -> None:
    """Of what they watched, the trace names the one of the same creator and topic where that spoke for a
    video, and nothing elsewhere, nor to somebody new."""
    topics = ["cats", "boats", "rain", "wool"]
    state = a_state([a_video(n, topics[n % 4], creator_id=n % 4 + 1) for n in range(1, 41)])
    for n in range(1, 9):
        state.apply(an_event("aone", n, watched_ms=HELD if n % 4 < 2 else LEFT))
    page = make_page(state, PageRequest(viewer="aone", now_ms=NOW, seed=1))
    witness = {one.video_id: one.witness for one in page.served}
    assert any(witness.values())
    for one in page.served:
        speaks = dict(one.groups).get("history", 0.0) > 0.0
        assert bool(one.witness) == speaks
        assert not speaks or (one.witness % 4 == one.video_id % 4 and one.witness < 9)
    nobody = make_page(state, PageRequest(viewer="new", now_ms=NOW, seed=1))
    assert not any(one.witness for one in nobody.served)


@pytest.mark.parametrize("at_ms", [0, 1, NOW - (1 << 40)])
def test_witnesses_from_long_ago_do_no_harm(at_ms: int) -> None:
    """What has faded to nothing says nothing, and a page comes."""
    state = a_state([a_video(n) for n in range(1, 12)])
    for video in range(1, 4):
        state.apply(an_event("aone", video, watched_ms=HELD, at_ms=at_ms))
    assert np.abs(foretold(state, [9])).max() < 0.1
    assert len(make_page(state, PageRequest(viewer="aone", now_ms=NOW, seed=1)).served) == 8

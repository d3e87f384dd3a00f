"""Co-visitation: what is loved after what, the same whatever order it was heard in."""

import random

import numpy as np
import pytest

from mutoscope.core.discovery.covisits import Covisits, Rule
from mutoscope.core.discovery.fans import BITS


def loved(sequences: dict[str, list[int]], rule: Rule | None = None) -> Covisits:
    """Each viewer loved these videos in this order, a second apart, one viewer after the other."""
    covisits, at_ms = Covisits(rule), 0
    for viewer, videos in sequences.items():
        for video in videos:
            at_ms += 1_000
            covisits.move(viewer, video, None, at_ms)
    return covisits


def strengths(covisits: Covisits, video: int) -> dict[int, float]:
    videos, told = covisits.successors(video)
    return dict(zip(videos.tolist(), told.tolist(), strict=True))


def answers(covisits: Covisits) -> dict[int, dict[int, float]]:
    return {video: strengths(covisits, video) for video in sorted(covisits.fans)}


def test_what_comes_next_is_told_before_what_comes_later_or_came_before() -> None:
    """1, 2, 3, 4 in a row: after 2 comes 3 (1), then 4 (0.8), and back to 1 (0.6)."""
    covisits = loved({"p1": [1, 2, 3, 4]})
    assert strengths(covisits, 2) == pytest.approx({3: 1.0, 4: 0.8, 1: 0.6}, rel=1e-5)
    assert strengths(covisits, 4) == pytest.approx({3: 0.6, 2: 0.48, 1: 0.384}, rel=1e-5)


def test_what_everybody_loves_follows_from_nothing_in_particular() -> None:
    """9 and 5 both came once right after 1; 9 is loved by twenty others as well."""
    others = {f"p{n}": [9] for n in range(20)}
    covisits = loved({"pa": [1, 5], "pb": [1, 9], **others})
    told = strengths(covisits, 1)
    assert told[5] == pytest.approx(1 / 2**0.5, rel=1e-5)
    assert told[9] == pytest.approx(1 / (2**0.5 * 21**0.3), rel=1e-5)


def test_only_the_latest_fans_are_asked() -> None:
    """A video whose circle has changed leads where its new circle goes."""
    rule = Rule(fans=2)
    covisits = loved({"p1": [1, 7], "p2": [1, 8]}, rule)
    assert strengths(covisits, 1).keys() == {7, 8}
    covisits.move("p3", 1, None, 10_000)
    covisits.move("p3", 9, None, 11_000)
    assert strengths(covisits, 1).keys() == {8, 9}


@pytest.mark.parametrize("seed", range(12))
def test_any_order_of_loving_and_unloving_gives_the_same_answers(seed: int) -> None:
    """Rows kept through four hundred changes equal rows counted from what holds in the end, told shuffled,
    with windows, circles and memory so small that all of them overflow."""
    dice = random.Random(seed)
    rule = Rule(
        window=dice.choice([2, 3, 10]), fans=dice.choice([2, 4, 200]), kept=dice.choice([30, 1_000_000])
    )
    covisits, holds = Covisits(rule), {}
    for _ in range(400):
        who = (f"p{dice.randrange(8)}", dice.randrange(15))
        now = dice.choice([None, dice.randrange(50), dice.randrange(50)])
        covisits.move(*who, holds.pop(who, None), now)
        if now is not None:
            holds[who] = now
        covisits.successors(dice.randrange(15))  # keeps a row warm, or lets another go
    again, filled = Covisits(rule), Covisits(rule)
    for who, at_ms in dice.sample(sorted(holds.items()), len(holds)):
        again.move(*who, None, at_ms)
    viewers = dice.sample(sorted({viewer for viewer, _ in holds}), len({viewer for viewer, _ in holds}))
    filled.fill(
        (viewer, np.array(list(theirs), np.uint32), np.array(list(theirs.values())))
        for viewer in viewers
        if (theirs := {video: at_ms for (who, video), at_ms in holds.items() if who == viewer})
    )
    assert answers(covisits) == answers(again) == answers(filled)


def test_who_takes_back_everything_leaves_nothing() -> None:
    covisits = loved({"p1": [1, 2, 3], "p2": [2, 3]})
    before = answers(covisits)
    covisits.move("p3", 2, None, 50)
    covisits.move("p3", 3, None, 60)
    assert answers(covisits) != before
    covisits.move("p3", 2, 50, None)
    covisits.move("p3", 3, 60, None)
    assert answers(covisits) == before
    assert "p3" not in covisits.sequences


def test_the_counts_held_in_memory_are_bounded() -> None:
    """Two hundred videos, each asked for; what is kept stays under its bound."""
    dice = random.Random(1)
    covisits = loved({f"p{n}": dice.sample(range(200), 12) for n in range(100)}, Rule(kept=500))
    for video in range(200):
        covisits.successors(video)
    assert covisits.held <= 500


def test_a_suggestion_is_the_sum_of_what_the_latest_videos_lead_to() -> None:
    """The one before last speaks 0.7 as loud as the last."""
    covisits = loved({"p1": [1, 2, 3], "p2": [2, 5], "p3": [1, 5]})
    videos, told = covisits.suggest([1, 2])
    one, two = strengths(covisits, 1), strengths(covisits, 2)
    expected = {video: 0.7 * one.get(video, 0.0) + two.get(video, 0.0) for video in {*one, *two}}
    assert dict(zip(videos.tolist(), told.tolist(), strict=True)) == pytest.approx(expected)


def test_nobody_knows_what_follows_from_a_video_nobody_loved() -> None:
    covisits = loved({"p1": [1, 2]})
    assert strengths(covisits, 77) == {}
    assert [found.tolist() for found in covisits.suggest([])] == [[], []]


def test_videos_numbered_beyond_the_room_are_passed_over() -> None:
    """The last number that fits is counted; what is loved beyond changes nothing, told one by one or at once,
    and can be taken back."""
    last, beyond = (1 << BITS) - 1, 1 << BITS
    plain = answers(loved({"p1": [1, last, 3]}))
    assert plain[1].keys() == {last, 3}
    covisits = loved({"p1": [1, last, 3], "p2": [beyond]})
    covisits.move("p1", beyond, None, 1_500)
    covisits.move("p1", beyond + 1, None, 9_000)
    assert answers(covisits) == plain
    assert "p2" not in covisits.sequences
    assert not len(covisits.suggest([beyond])[0])
    covisits.move("p1", beyond, 1_500, None)
    assert answers(covisits) == plain
    filled = Covisits()
    videos, met = np.array([1, last, 3, beyond + 1], np.uint32), np.array([1_000, 2_000, 3_000, 9_000])
    filled.fill([("p1", videos, met), ("p2", videos[3:], met[3:])])
    assert answers(filled) == plain
    assert list(filled.sequences) == ["p1"]

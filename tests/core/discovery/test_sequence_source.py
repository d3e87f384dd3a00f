"""The trained source: what it scores, what it proposes, and what it never reads."""

import numpy as np
import pytest
from tests.core.discovery.world import NOW, a_catalogue, a_scene, a_state, an_event

from mutoscope.core.discovery import DEFAULT, PageRequest, State, make_page
from mutoscope.core.discovery.sequence.network import Shape, initial
from mutoscope.core.discovery.sequence.retriever import Retriever, history_of
from mutoscope.core.discovery.sources import SOURCES

ROUND = 500
"""Videos of the world; the network knows them all, and that each comes after the one before."""


def by_hand(*embeddings: list[float], videos: tuple[int, ...]) -> Retriever:
    """A network of no blocks: the state is the last video's embedding, scaled to a mean square of 1."""
    shape = Shape(items=len(videos), width=2, blocks=0, length=4)
    weights = {"item": np.array(embeddings, np.float32), "norm": np.ones(2, np.float32)}
    return Retriever(shape, weights, videos)


def one_after_another() -> Retriever:
    """A needle that turns once through all videos: what is nearest by number scores highest."""
    turn = 2 * np.pi * np.arange(ROUND) / ROUND
    needle = np.stack([np.cos(turn), np.sin(turn)], 1).tolist()
    return by_hand(*needle, videos=tuple(range(1, ROUND + 1)))


def a_world() -> State:
    return a_state(a_catalogue(["cooking"], ROUND))


def a_page(state: State, viewer: str = "aone", **changes: object):
    fields = {"viewer": viewer, "now_ms": NOW, "seed": 7, "language": "en"} | changes
    return make_page(state, PageRequest(**fields))


def watch(state: State, video: int, at: int, watched_ms: int = 12_000, viewer: str = "aone") -> None:
    state.apply(an_event(viewer, video, at_ms=NOW - 60_000 + at, watched_ms=watched_ms))


def test_scores_by_hand():
    """State (1, 0) sqrt 2 after the first video: its products with (1, 0), (0.6, 0.8) and (0, 1)."""
    retriever = by_hand([1, 0], [0.6, 0.8], [0, 1], videos=(10, 20, 30))
    assert retriever.scores([10]) == pytest.approx(2**0.5 * np.array([1, 0.6, 0]), rel=1e-5)
    assert retriever.scores([10, 99]) == pytest.approx(2**0.5 * np.array([1, 0.6, 0]), rel=1e-5)
    assert retriever.scores([99]) is None and retriever.scores([]) is None


def test_a_score_does_not_depend_on_which_others_are_known():
    """Candidate isolation: taken out of the vocabulary, the others keep their scores."""
    shape = Shape(items=6, width=8, heads=2, blocks=1, length=4, inner=8)
    weights = initial(shape, np.random.default_rng(1))
    whole = Retriever(shape, weights, range(6)).scores([0, 1, 2])
    fewer = Shape(items=4, width=8, heads=2, blocks=1, length=4, inner=8)
    part = Retriever(fewer, {**weights, "item": weights["item"][:4]}, range(4)).scores([0, 1, 2])
    assert np.allclose(whole[:4], part)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"item": np.zeros((2, 2), np.float32)},
        {"item": np.array([[1, 0], [0.6, np.nan], [0, 1]], np.float32)},
        {"more": np.zeros(1, np.float32)},
    ],
)
def test_weights_that_do_not_fit_are_refused(spoilt):
    good = by_hand([1, 0], [0.6, 0.8], [0, 1], videos=(10, 20, 30))
    with pytest.raises(ValueError, match="weights"):
        Retriever(good.shape, {**good.weights, **spoilt}, (10, 20, 30))
    with pytest.raises(ValueError, match="twice"):
        Retriever(good.shape, good.weights, (10, 20, 20))


def test_the_history_is_what_was_watched_well_latest_last():
    state = a_world()
    watch(state, 5, at=1)
    watch(state, 3, at=2, watched_ms=1_000)
    watch(state, 9, at=3, watched_ms=6_000)
    state.apply(an_event("aone", 3, "like", at_ms=NOW - 50_000))
    state.apply(an_event("aone", 4, "impression", at_ms=NOW - 49_000))
    watch(state, 7, at=12_000)
    state.apply(an_event("aone", 7, "not_interested", at_ms=NOW - 40_000))
    ids = state.catalogue.ids
    assert history_of(state.viewers["aone"], ids, 50) == [5, 9, 3], (
        "half watched, or liked; never what was refused"
    )
    assert history_of(state.viewers["aone"], ids, 2) == [9, 3]


def proposed(state: State, viewer: str = "aone") -> list[int]:
    rows = SOURCES["sequence"](a_scene(state, viewer))
    return state.catalogue.ids[rows].tolist()


def test_it_proposes_what_scores_best_of_what_may_be_shown():
    """Nearest by number first; nothing watched, withdrawn or unknown to the catalogue."""
    state = a_world()
    watch(state, 200, at=0)
    assert proposed(state) == [], "nothing is trained yet"
    state.retriever = one_after_another()
    state.withdraw(201)
    found = proposed(state)
    assert sorted(found[:5]) == [197, 198, 199, 202, 203] and found[0] == 199
    assert len(found) == DEFAULT.per_sequence
    assert not {200, 201} & set(found)


def test_a_page_has_its_proposals_and_names_it():
    state = a_world()
    watch(state, 200, at=0)
    state.retriever = one_after_another()
    pages = [a_page(state, seed=seed) for seed in range(10)]
    assert not any(page.trouble for page in pages)
    sources = {one.video_id: one.source for page in pages for one in page.served}
    assert "sequence" in sources.values()
    assert {video for video, source in sources.items() if source == "sequence"} <= set(proposed(state))


def test_videos_the_catalogue_does_not_know_are_left_out():
    state = a_state(a_catalogue(["cooking"], 210))
    watch(state, 200, at=0)
    state.retriever = one_after_another()
    assert proposed(state) and max(proposed(state)) <= 210


def test_the_plain_mode_does_not_ask_it():
    state = a_world()
    watch(state, 200, at=0)
    before = a_page(state, plain=True)
    state.retriever = one_after_another()
    assert a_page(state, plain=True) == before


def test_whoever_watched_nothing_gets_nothing_from_it():
    state = a_world()
    state.retriever = one_after_another()
    assert proposed(state, viewer="anew") == []


def test_it_is_no_part_of_the_facts():
    state = a_world()
    before = state.digest()
    state.retriever = one_after_another()
    assert state.digest() == before and State.load(state.dump()).retriever is None


def test_a_video_put_after_the_weights_were_first_asked_is_proposed():
    """Trained elsewhere or before a restart, weights may know a video before the catalogue does."""
    state = a_state(a_catalogue(["cooking"], ROUND)[:-1])
    state.retriever = one_after_another()
    watch(state, ROUND - 2, 0)
    late = a_catalogue(["cooking"], ROUND)[-1]
    assert late.video_id == ROUND and len(SOURCES["sequence"](a_scene(state))) > 0
    state.put(late)
    assert state.catalogue.rows[ROUND] in SOURCES["sequence"](a_scene(state))

"""The graph of nearest videos finds what looking at all of them finds, and never what is gone."""

import numpy as np
import pytest
from tests.core.discovery.world import NOW, Persona, a_video

from mutoscope.core.discovery import State, nearest
from mutoscope.core.discovery.nearest import Graph, Nearest
from mutoscope.core.discovery.ranks import Rows


def a_city(videos: int, first: int = 1) -> State:
    """Videos of forty topics, each with its own words and a creator for every ten."""
    state = State()
    for number in range(first, first + videos):
        state.put(
            a_video(
                number,
                f"topic{number % 40}",
                creator_id=1_000_000 + number // 10,
                tags=(f"topic{number % 40}", f"side{number % 23}"),
                words=(f"w{number * 7 % 301}", f"v{number * 11 % 503}"),
                published_ms=NOW - number,
            )
        )
    return state


def with_graph(state: State) -> Nearest:
    """As whoever owns the state does it."""
    catalogue = state.catalogue
    assert catalogue.nearest.due(len(catalogue))
    rows = np.flatnonzero(catalogue.alive[: len(catalogue)])
    catalogue.nearest.adopt(Graph.of(rows, catalogue.vectors[rows]))
    return catalogue.nearest


def recall(state: State, questions: Rows, among: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> float:
    """Of the 200 best the share found that is as close, since many are equally close."""
    catalogue = state.catalogue
    found = []
    for row in questions.tolist():
        asked = catalogue.vectors[row]
        closeness = catalogue.vectors[: len(catalogue)] @ asked
        least = np.sort(closeness[among])[-200]
        rows = catalogue.nearest.closest(catalogue.vectors, asked[None], among, 200)[0]
        found.append(np.count_nonzero(closeness[rows] >= least - 1e-3) / 200)
    return float(np.mean(found))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few thousand videos be too many to look at."""
    monkeypatch.setattr(nearest, "LOOK_AT_ALL", 1_000)


def test_it_finds_nineteen_of_twenty() -> None:
    """Pitfall 22: recall among the best 200 is at least 0.95, with and without much that may not be shown."""
    state = a_city(4_000)
    with_graph(state)
    everything = np.ones(4_000, np.bool_)
    assert recall(state, np.arange(0, 4_000, 160), everything) >= 0.95
    some = np.arange(4_000) % 3 != 0
    assert recall(state, np.arange(0, 4_000, 160), some) >= 0.95


def test_where_nearly_nothing_may_be_shown_all_is_looked_at() -> None:
    """A viewer who has seen nearly everything near their interests still gets the nearest of the rest."""
    state = a_city(4_000)
    with_graph(state)
    asked = state.catalogue.vectors[0]
    rare = np.ones(4_000, np.bool_)
    rare[np.argsort(-state.catalogue.vectors[:4_000] @ asked)[:2_500]] = False
    rows = state.catalogue.nearest.closest(state.catalogue.vectors, asked[None], rare, 50)[0]
    closeness = state.catalogue.vectors[: len(rare)] @ asked
    best = np.flatnonzero(rare)[np.argsort(-closeness[rare], kind="stable")[:50]]
    assert rows.tolist() == best.tolist()


def test_a_taken_down_video_is_on_no_page_and_an_edited_one_is_found_by_its_new_words() -> None:
    """Pitfall 21: takedowns and edits count from the next page on, built anew or not."""
    state = a_city(1_500)
    found = with_graph(state)
    persona = Persona(state, "aone", lambda item: 1.0 if "topic3" in item.tags else 0.05)
    persona.swipe(4)
    for video in range(3, 1_500, 40):
        state.withdraw(video)
    assert not any("topic3" in item.tags for item in persona.swipe(12))
    state.put(a_video(10, "topic3", creator_id=5, published_ms=NOW))
    asked, open_ = state.catalogue.vectors[9], state.catalogue.open_to(0)
    assert found.closest(state.catalogue.vectors, asked[None], open_, 20)[0][0] == 9


def test_what_changes_while_it_is_built_is_not_lost() -> None:
    """Put, taken down and edited during the building: afterwards the graph knows."""
    state = a_city(1_500)
    catalogue = state.catalogue
    assert catalogue.nearest.due(len(catalogue))
    rows = np.flatnonzero(catalogue.alive[: len(catalogue)])
    graph = Graph.of(rows, catalogue.vectors[rows])
    state.put(a_video(5_000, "wool", creator_id=5))
    state.withdraw(4)
    graph.put(*catalogue.nearest.missing(graph, catalogue.vectors, catalogue.alive))
    assert not len(catalogue.nearest.missing(graph, catalogue.vectors, catalogue.alive)[0])
    catalogue.nearest.adopt(graph)
    asked = catalogue.vectors[catalogue.rows[5_000]]
    assert graph.search(asked[None], 5)[0][0] == catalogue.rows[5_000]
    assert catalogue.rows[4] not in graph.search(catalogue.vectors[[catalogue.rows[4]]], 50)[0].tolist()


@pytest.mark.slow
def test_ten_times_the_catalogue_later_it_is_no_larger() -> None:
    """Pitfall 21: videos come and go; built anew when a fifth is stale, the graph stays as large as what is
    there."""
    state = a_city(1_200)
    found = with_graph(state)
    assert found.graph is not None
    first = found.graph.bytes_held
    for round_ in range(1, 11):
        for number in range(1, 1_201):
            state.erase((round_ - 1) * 1_200 + number)
        for number in range(round_ * 1_200 + 1, (round_ + 1) * 1_200 + 1):
            state.put(a_video(number, f"topic{number % 40}", published_ms=NOW))
        assert found.graph.stale >= 0.2
        with_graph(state)
    assert found.graph.bytes_held <= 1.3 * first
    assert found.graph.stale == 0.0

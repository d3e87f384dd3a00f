"""Where candidates come from. Each source proposes rows, best first, out of what is eligible and unseen.

A source is a function from the scene; adding one is adding a line to ``SOURCES``. One that fails costs its
proposals, not the page: its name goes to ``Page.trouble``. Where together they know of too little to fill a
page with, what is left of the catalogue fills it.
"""

from collections.abc import Callable, Mapping

import msgspec
import numpy as np

from mutoscope.core.discovery.catalogue import Rows
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.dials import wished
from mutoscope.core.discovery.expected import expected
from mutoscope.core.discovery.nearest import first_of
from mutoscope.core.discovery.scene import Scene, Singles

Source = Callable[[Scene], Rows]
_NOTHING = np.zeros(0, np.int64)
_WEIGHED = 1_000
"""Videos at most that a source weighs exactly, out of those it has in a rough order."""


def gather(scene: Scene, sources: Mapping[str, Source]) -> tuple[dict[str, Rows], tuple[str, ...]]:
    """(source -> its rows, best first; names of sources that failed)."""
    proposals: dict[str, Rows] = {}
    trouble = []
    for name, source in sources.items():
        try:
            proposals[name] = source(scene)
        except Exception:  # the page must come, whatever one source stumbles over; the trace says so
            trouble.append(name)
    weights = scene.weights
    found = len(set().union(*(rows.tolist() for rows in proposals.values())))
    if scene.left <= weights.score_all_below or found < 2 * scene.request.size:
        proposals["catalogue"] = scene.state.catalogue.newest.first(weights.score_all_below, scene.unseen)
    return proposals, tuple(trouble)


class Merged(msgspec.Struct, frozen=True):
    """What all sources proposed, each row once."""

    rows: Rows
    """Ascending."""
    names: list[str]
    by: Rows
    """For each row, which of ``names`` ranked it highest."""

    def source_of(self, row: int) -> str:
        return self.names[int(self.by[np.searchsorted(self.rows, row)])]


def merge(proposals: dict[str, Rows]) -> Merged:
    """Every proposed row once, with the source that ranked it highest: of two that ranked it alike the one
    asked first; the whole catalogue ranks last."""
    names = list(proposals)
    rows = np.concatenate(list(proposals.values()))
    source = np.repeat(np.arange(len(names)), [len(proposals[name]) for name in names])
    place = np.concatenate([np.arange(len(proposals[name])) for name in names])
    place[source == (names.index("catalogue") if "catalogue" in names else -1)] += 1_000_000
    best_first = np.lexsort((place, rows))  # stable: of equals the source asked first
    rows = rows[best_first]
    first = np.concatenate([[True], rows[1:] != rows[:-1]])[: len(rows)]
    return Merged(rows[first], names, source[best_first[first]])


def _long(scene: Scene) -> Rows:
    """Near one of the long interests; each interest has its own quota."""
    return _alternate(_closest(scene, scene.longings, scene.weights.per_interest))


def _session(scene: Scene) -> Rows:
    """Near what held the viewer a moment ago."""
    session = scene.taste.session.astype(np.float32)
    if not session.any():
        return _NOTHING
    rows = _closest(scene, session[None], scene.weights.per_session)[0]
    return rows[scene.state.catalogue.vectors[rows] @ session > 0.15]


def _closest(scene: Scene, questions: Singles, most: int) -> list[Rows]:
    catalogue = scene.state.catalogue
    return catalogue.nearest.closest(catalogue.vectors, questions, scene.unseen, most)


def _covisited(scene: Scene) -> Rows:
    """What others loved after, or before, what this viewer loved lately."""
    loved = [scene.state.catalogue.rows[video] for video in reversed(scene.taste.loved)]
    rows, strengths = scene.state.covisits.suggest(loved)
    unseen = scene.unseen[rows]
    return _best(rows[unseen], strengths[unseen], scene.weights.per_covisited)


def _follows(scene: Scene) -> Rows:
    """The newest of the creators they follow: one source among others."""
    theirs = [scene.state.catalogue.by_creator.of(creator) for creator in set(scene.request.follows)]
    rows = _unseen(scene, np.sort(np.concatenate([_NOTHING, *theirs])))
    return _best(rows, scene.state.catalogue.published_ms[rows], scene.weights.per_follows)


def _chosen(scene: Scene) -> Rows:
    """What they asked for more of: the newest and the best of it in turn."""
    state, most = scene.state, scene.weights.per_chosen // 2
    if not any(one.level > 0 for one in scene.choices.dials):
        return _NOTHING
    rows = _unseen(scene, wished(state.catalogue, scene.choices))
    lately = _best(rows, state.catalogue.published_ms[rows], _WEIGHED)
    rows = np.sort(lately)
    quality, _ = state.votes.quality(rows, state.catalogue.duration[rows])
    return _alternate([lately[:most], _best(rows, quality, most)])


def _trending(scene: Scene) -> Rows:
    """Watched beyond expectation in the last hours."""
    state, most = scene.state, scene.weights.per_trending
    rows = np.sort(state.votes.lately.warmest.first(_WEIGHED, scene.unseen))
    heat = state.votes.heat(rows, state.catalogue.duration[rows], scene.request.now_ms)
    return _best(rows[heat > 0.0], heat[heat > 0.0], most)


def _proven(scene: Scene) -> Rows:
    """Better than the usual, of any age, those about which it is surest first."""
    return scene.state.votes.best.first(scene.weights.per_proven, scene.unseen)


def _fresh(scene: Scene) -> Rows:
    """New, fewest impressions first, then newest."""
    return scene.fresh[: scene.weights.per_fresh]


def _newest(scene: Scene) -> Rows:
    """Published last, those in the viewer's language first."""
    catalogue, most = scene.state.catalogue, scene.weights.per_newest
    spoken = catalogue.language[: len(scene.unseen)]
    known = scene.unseen & (spoken == catalogue.language_code(scene.request.language))
    known |= scene.unseen & (spoken == 0)
    rows = catalogue.newest.first(most, known)
    return np.concatenate([rows, catalogue.newest.first(most - len(rows), scene.unseen & ~known)])


SOURCES: dict[str, Source] = {
    "long": _long,
    "session": _session,
    "chosen": _chosen,
    "covisited": _covisited,
    "sequence": expected,
    "follows": _follows,
    "trending": _trending,
    "proven": _proven,
    "fresh": _fresh,
}
PLAIN_SOURCES: dict[str, Source] = {"newest": _newest, "trending": _trending}
"""Of the plain mode: the same for everybody who speaks a language."""


def _unseen(scene: Scene, rows: Rows) -> Rows:
    return rows[scene.unseen[rows]]


def _best(rows: Rows, scores: Floats | Rows, most: int) -> Rows:
    """Those of ``rows``, which ascend, with the highest score; best first, ties by row."""
    return rows[first_of(scores, most)]


def _alternate(found: list[Rows]) -> Rows:
    """One of each in turn."""
    if not found:
        return np.zeros(0, np.int64)
    turns = np.concatenate([np.arange(len(rows)) for rows in found])
    return np.concatenate(found)[turns.argsort(kind="stable")]

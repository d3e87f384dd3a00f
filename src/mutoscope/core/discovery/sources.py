"""Where candidates come from. Each source proposes rows, best first, out of what is eligible and unseen.

A source is a function from the scene; adding one is adding a line to ``SOURCES``. One that fails costs its
proposals, not the page: its name goes to ``Page.trouble``.
"""

from collections.abc import Callable, Mapping

import numpy as np

from mutoscope.core.discovery.catalogue import Mask, Rows
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.dials import wished
from mutoscope.core.discovery.scene import Scene, Singles

Source = Callable[[Scene], Rows]


def gather(scene: Scene, sources: Mapping[str, Source]) -> tuple[dict[str, Rows], tuple[str, ...]]:
    """(source -> its rows, best first; names of sources that failed)."""
    proposals: dict[str, Rows] = {}
    trouble = []
    for name, source in sources.items():
        try:
            proposals[name] = source(scene)
        except Exception:  # the page must come, whatever one source stumbles over; the trace says so
            trouble.append(name)
    if scene.left <= scene.weights.score_all_below or not any(map(len, proposals.values())):
        proposals["catalogue"] = np.flatnonzero(scene.unseen)[: scene.weights.score_all_below]
    return proposals, tuple(trouble)


def _long(scene: Scene) -> Rows:
    """Near one of the long interests; each interest has its own quota."""
    found, others = [], scene.unseen
    nearest = scene.near.max(0, initial=-1.0)
    for closeness in scene.near:
        mine = others & (closeness == nearest)
        others = others & ~mine
        found.append(_best(scene.interest, mine, scene.weights.per_interest))
    return _alternate(found)


def _session(scene: Scene) -> Rows:
    """Near what held the viewer a moment ago."""
    return _best(scene.session, scene.unseen & (scene.session > 0.15), scene.weights.per_session)


def _neighbours(scene: Scene) -> Rows:
    """Loved by those who loved what this viewer loved lately."""
    state, viewers = scene.state, scene.state.viewers
    found: dict[int, float] = {}
    for rank, video in enumerate(scene.taste.loved[:3]):
        fans = state.fans.get(video, [])
        for place in range(min(5, len(fans))):
            _, key = fans[(scene.request.seed + place) % len(fans)]
            if key == scene.request.viewer:
                continue
            for other in viewers[key].loved_lately():
                row = state.catalogue.rows[other]
                if scene.unseen[row]:
                    crowd = 1.0 + len(state.fans.get(other, ()))
                    found[row] = found.get(row, 0.0) + 0.8**rank / crowd**0.5
    ranked = sorted(found, key=lambda row: (-found[row], row))
    return np.array(ranked[: scene.weights.per_neighbours], np.int64)


def _follows(scene: Scene) -> Rows:
    """The newest of the creators they follow: one source among others."""
    if not scene.request.follows:
        return np.zeros(0, np.int64)
    n = len(scene.unseen)
    theirs = scene.unseen & np.isin(scene.state.catalogue.creator[:n], scene.request.follows)
    return _best(scene.state.catalogue.published_ms[:n], theirs, scene.weights.per_follows)


def _chosen(scene: Scene) -> Rows:
    """What they asked for more of: the newest and the best of it in turn."""
    state, most = scene.state, scene.weights.per_chosen
    if not any(one.level > 0 for one in scene.choices.dials):
        return np.zeros(0, np.int64)
    among = scene.unseen & wished(state.catalogue, scene.choices)
    quality = np.zeros(len(among))
    rows = among.nonzero()[0]
    quality[rows] = state.votes.quality(rows, state.catalogue.duration[rows])[0]
    published = state.catalogue.published_ms[: len(among)]
    newest, best = _best(published, among, most // 2), _best(quality, among, most // 2)
    return _alternate([newest, best])


def _trending(scene: Scene) -> Rows:
    """Watched beyond expectation in the last hours."""
    return _best(scene.heat, scene.unseen & (scene.heat > 0.0), scene.weights.per_trending)


def _fresh(scene: Scene) -> Rows:
    """New, fewest impressions first, then newest."""
    return scene.fresh[: scene.weights.per_fresh]


def _newest(scene: Scene) -> Rows:
    """Published last, those in the viewer's language first."""
    catalogue, newest = scene.state.catalogue, scene.state.catalogue.newest_first()
    rows = newest[scene.unseen[newest]]
    spoken = catalogue.language[rows]
    known = (spoken == 0) | (spoken == catalogue.language_code(scene.request.language))
    return np.concatenate([rows[known], rows[~known]])[: scene.weights.per_newest]


SOURCES: dict[str, Source] = {
    "long": _long,
    "session": _session,
    "chosen": _chosen,
    "neighbours": _neighbours,
    "follows": _follows,
    "trending": _trending,
    "fresh": _fresh,
}
PLAIN_SOURCES: dict[str, Source] = {"newest": _newest, "trending": _trending}
"""Of the plain mode: the same for everybody who speaks a language."""


def _best(score: Floats | Singles | Rows, among: Mask, most: int) -> Rows:
    """The rows of ``among`` with the highest score, best first, ties by row."""
    rows = among.nonzero()[0]
    scores = score[rows]
    if len(rows) > most:
        ranked = scores.copy()
        ranked.partition(-most)
        good = (scores >= ranked[-most]).nonzero()[0]
        rows, scores = rows[good], scores[good]
    return rows[(-scores).argsort(kind="stable")[:most]]


def _alternate(found: list[Rows]) -> Rows:
    """One of each in turn."""
    if not found:
        return np.zeros(0, np.int64)
    turns = np.concatenate([np.arange(len(rows)) for rows in found])
    return np.concatenate(found)[turns.argsort(kind="stable")]

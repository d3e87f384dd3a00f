"""Where candidates come from. Each source proposes rows, best first, out of what is eligible and unseen.

A source is a function from the scene; adding one is adding a line to ``SOURCES``. One that fails costs its
proposals, not the page: its name goes to ``Page.trouble``.
"""

from collections.abc import Callable

import numpy as np

from mutoscope.core.discovery.catalogue import Mask, Rows
from mutoscope.core.discovery.content import Floats
from mutoscope.core.discovery.scene import Scene
from mutoscope.core.discovery.votes import SHOWN

Source = Callable[[Scene], Rows]


def gather(scene: Scene) -> tuple[dict[str, Rows], tuple[str, ...]]:
    """(source -> its rows, best first; names of sources that failed)."""
    proposals: dict[str, Rows] = {}
    trouble = []
    for name, source in SOURCES.items():
        try:
            proposals[name] = source(scene)
        except Exception:  # the page must come, whatever one source stumbles over; the trace says so
            trouble.append(name)
    if int(scene.unseen.sum()) <= scene.weights.score_all_below or not any(map(len, proposals.values())):
        proposals["catalogue"] = np.flatnonzero(scene.unseen)[: scene.weights.score_all_below]
    return proposals, tuple(trouble)


def _long(scene: Scene) -> Rows:
    """Near one of the long interests; each interest has its own quota."""
    found = [
        _best(scene.interest, scene.unseen & (scene.nearest == index), scene.weights.per_interest)
        for index in range(len(scene.taste.interests))
    ]
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
        start = scene.request.seed % max(len(fans), 1)
        for _, key in (fans[start:] + fans[:start])[:5]:
            if key == scene.request.viewer:
                continue
            touches = viewers[key].touches
            for _, other in viewers[key].recent[-12:]:
                row = state.catalogue.rows[other]
                if scene.unseen[row] and touches[other].loved:
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
    return _best(scene.state.catalogue.published_ms[:n].astype(np.float64), theirs, scene.weights.per_follows)


def _trending(scene: Scene) -> Rows:
    """Watched beyond expectation in the last hours."""
    return _best(scene.heat, scene.unseen & (scene.heat > 0), scene.weights.per_trending)


def _fresh(scene: Scene) -> Rows:
    """New, fewest impressions first, then newest."""
    n = len(scene.unseen)
    shown = scene.state.votes.totals[:n, SHOWN].astype(np.float64)
    newness = scene.state.catalogue.published_ms[:n] / 1e15
    return _best(newness - shown, scene.fresh, scene.weights.per_fresh)


SOURCES: dict[str, Source] = {
    "long": _long,
    "session": _session,
    "neighbours": _neighbours,
    "follows": _follows,
    "trending": _trending,
    "fresh": _fresh,
}


def _best(score: Floats, among: Mask, most: int) -> Rows:
    """The rows of ``among`` with the highest score, best first, ties by row."""
    rows = np.flatnonzero(among)
    if len(rows) > most:
        rows = np.sort(rows[np.argpartition(-score[rows], most)[:most]])
    return rows[np.argsort(-score[rows], kind="stable")]


def _alternate(found: list[Rows]) -> Rows:
    """One of each in turn."""
    longest = max(map(len, found), default=0)
    return np.array([rows[turn] for turn in range(longest) for rows in found if turn < len(rows)], np.int64)

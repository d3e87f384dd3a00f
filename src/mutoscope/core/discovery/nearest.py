"""Which videos lie nearest to a wish: by looking at all of them, or by walking a graph of neighbours.

Up to ``LOOK_AT_ALL`` rows one product of matrices is exact and as quick. Beyond it a graph in the manner of
HNSW (Malkov, Yashunin, 2016; the usearch library) finds nearly the same ones. Three things it must not do:

- tell of what was withdrawn: what it finds is held against the page's own mask, always;
- tell of what a video was about before: each telling of a vector gets a new number, and a row answers to
  its latest number only. A number is never used twice, so the library removes nothing and reuses nothing;
- grow with what is gone: once a fifth of its numbers are stale it is ``due`` to be built anew.

Building takes about a tenth of a millisecond a video. Whoever owns the state does it beside the serving of
pages (``due``, ``missing``, ``adopt``); until a graph is there, all rows are looked at.
"""

import numpy as np
import numpy.typing as npt
from usearch.index import Index, Matches

from mutoscope.core.discovery.content import SIZE
from mutoscope.core.discovery.ranks import Mask, Rows

Singles = npt.NDArray[np.float32]
LOOK_AT_ALL = 50_000
_STALE = 0.2
_WIDTHS = (1.5, 6, 24)
"""How many times more than wanted are asked for, at first and while too many of them may not be shown."""
_MOST = 4_000
_AT_ONCE = 64
_NOTHING: Rows = np.zeros(0, np.int64)


class Graph:
    """Rows by what they are about, for approximate search."""

    def __init__(self) -> None:
        self._index = Index(ndim=SIZE, metric="ip", dtype="i8", connectivity=16, expansion_add=96)
        self._row_of = np.zeros(0, np.int64)
        """By number."""
        self._number_of = np.zeros(0, np.int64)
        """By row; -1 for one that isn't there."""
        self._numbers = 0
        self._rows = 0

    @classmethod
    def of(cls, rows: Rows, vectors: Singles) -> "Graph":
        graph = cls()
        graph.put(rows, vectors)
        return graph

    def put(self, rows: Rows, vectors: Singles) -> None:
        """Know each of ``rows``, once each, by its vector as it is now."""
        for start in range(0, len(rows), _AT_ONCE):  # so that others get their turn between
            self._put(rows[start : start + _AT_ONCE], vectors[start : start + _AT_ONCE])

    def _put(self, rows: Rows, vectors: Singles) -> None:
        numbers = np.arange(self._numbers, self._numbers + len(rows))
        self._index.add(numbers.astype(np.uint64), vectors, threads=1)
        self._row_of = _room(self._row_of, self._numbers + len(rows))
        self._row_of[numbers] = rows
        self._number_of = _room(self._number_of, int(rows.max()) + 1)
        self._rows += int(np.count_nonzero(self._number_of[rows] < 0))
        self._number_of[rows] = numbers
        self._numbers += len(rows)

    def drop(self, row: int) -> None:
        if row < len(self._number_of) and self._number_of[row] >= 0:
            self._number_of[row] = -1
            self._rows -= 1

    def __len__(self) -> int:
        return self._rows

    @property
    def stale(self) -> float:
        """Share of what it holds that answers for nothing any more."""
        return 1.0 - self._rows / max(self._numbers, 1)

    @property
    def bytes_held(self) -> int:
        return int(self._index.memory_usage)

    def search(self, questions: Singles, most: int) -> list[Rows]:
        """For each of ``questions`` about the ``most`` rows closest to it, about the closest first."""
        found = self._index.search(questions, min(most, self._numbers), threads=1)
        each = [found] if isinstance(found, Matches) else [found[place] for place in range(len(questions))]
        return [self._current(one.keys.astype(np.int64)) for one in each]

    def _current(self, numbers: Rows) -> Rows:
        """The rows that answer to these numbers now."""
        rows = self._row_of[numbers]
        current: Rows = rows[self._number_of[rows] == numbers]
        return current


class Nearest:
    """Keeps a graph in step with the catalogue's vectors, where there is one."""

    def __init__(self) -> None:
        self.graph: Graph | None = None
        self._changed: set[int] | None = None
        """Rows that changed while a graph is being built elsewhere."""

    def put(self, row: int, vector: Singles) -> None:
        if self._changed is not None:
            self._changed.add(row)
        if self.graph is not None:
            self.graph.put(np.array([row]), vector[None])

    def drop(self, row: int) -> None:
        if self._changed is not None:
            self._changed.add(row)
        if self.graph is not None:
            self.graph.drop(row)

    def due(self, rows: int) -> bool:
        """Whether a graph is to be built, with so many rows; if so, changes are noted from now on."""
        if rows <= LOOK_AT_ALL or (self.graph is not None and self.graph.stale < _STALE):
            return False
        self._changed = set()
        return True

    def missing(self, graph: Graph, vectors: Singles, alive: Mask) -> tuple[Rows, Singles]:
        """Of a graph being built: what changed since ``due``, or since this was asked, and is to be put into
        it; what is gone is dropped from it. The columns are those of all rows now."""
        changed = np.array(sorted(self._changed or ()), np.int64)
        self._changed = set()
        for row in changed[~alive[changed]].tolist():
            graph.drop(row)
        rows = changed[alive[changed]]
        return rows, vectors[rows]

    def adopt(self, graph: Graph) -> None:
        """Use a graph that misses nothing."""
        self.graph, self._changed = graph, None

    def closest(self, vectors: Singles, questions: Singles, among: Mask, most: int) -> list[Rows]:
        """For each question up to ``most`` rows of ``among``, closest first; a row that is closer to another
        question is left to that one."""
        if not len(questions):
            return []
        if self.graph is not None:
            found = self._walked(self.graph, questions, among, most)
            if found is not None:
                return [_mine(vectors, questions, number, rows, most) for number, rows in enumerate(found)]
        return _all_looked_at(vectors[: len(among)], questions, among, most)

    def _walked(self, graph: Graph, questions: Singles, among: Mask, most: int) -> list[Rows] | None:
        """What the graph finds among ``among``, for each question; None when it would be better to look at
        all."""
        found = [_NOTHING] * len(questions)
        short = list(range(len(questions)))
        for width in _WIDTHS:
            wide = min(int(width * most), _MOST)
            for number, rows in zip(short, graph.search(questions[short], wide), strict=True):
                rows = rows[rows < len(among)]
                found[number] = rows[among[rows]]
            short = [number for number in short if len(found[number]) < most]
            if not short:
                return found
        return found if all(2 * len(found[number]) >= most for number in short) else None


def _mine(vectors: Singles, questions: Singles, number: int, rows: Rows, most: int) -> Rows:
    closeness = questions @ vectors[rows].T
    mine = closeness.argmax(0) == number
    rows, own = rows[mine], closeness[number, mine]
    return rows[np.lexsort((rows, -own))[:most]]


def _all_looked_at(vectors: Singles, questions: Singles, among: Mask, most: int) -> list[Rows]:
    closeness = questions @ vectors.T  # one row per question, so that each lies together
    nearest = closeness.max(0, initial=-1.0)
    found, others = [], among
    for own in closeness:
        mine = others & (own == nearest)
        others = others & ~mine
        found.append(best(own, mine, most))
    return found


def best(score: npt.NDArray[np.float32] | npt.NDArray[np.float64] | Rows, among: Mask, most: int) -> Rows:
    """The rows of ``among`` with the highest score, best first, ties by row."""
    rows = among.nonzero()[0]
    return rows[first_of(score[rows], most)]


def first_of(scores: npt.NDArray[np.float32] | npt.NDArray[np.float64] | Rows, most: int) -> Rows:
    """Places of the highest of ``scores``, best first, ties by place."""
    places = np.arange(len(scores))
    if len(scores) > most:
        ranked = scores.copy()
        ranked.partition(-most)
        places = (scores >= ranked[-most]).nonzero()[0]
        scores = scores[places]
    first: Rows = places[(-scores).argsort(kind="stable")[:most]]
    return first


def _room(old: Rows, length: int) -> Rows:
    if length <= len(old):
        return old
    new = np.full(max(length, 2 * len(old), 1024), -1, np.int64)
    new[: len(old)] = old
    return new

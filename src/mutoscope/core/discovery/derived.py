"""What is counted of all viewers: made of those remembered here, and of what other shards tell of theirs.

A *tally* is what the viewers of one shard count for, or of several together: sums, and who loves what in
which order, under numbers that stand for viewers. Videos go by their ids in it: each shard has its own rows.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np

from mutoscope.core.discovery.catalogue import Catalogue, Rows
from mutoscope.core.discovery.counted import Pseudonyms
from mutoscope.core.discovery.covisits import Covisits
from mutoscope.core.discovery.packing import together
from mutoscope.core.discovery.unproven import Unproven
from mutoscope.core.discovery.viewer import Viewer
from mutoscope.core.discovery.votes import WIDTH, Counts, Votes, ballots

_OTHER = "~"


class Tally(msgspec.Struct, frozen=True):
    """Arrays are little-endian whole numbers of eight bytes."""

    videos: bytes
    totals: bytes
    """(video, column) of ``Votes.totals``."""
    cell_videos: bytes
    cells: bytes
    days: tuple[tuple[int, int], ...]
    loves: tuple[tuple[int, bytes, bytes], ...]
    """(who, videos they love, when they first met each)."""


class Derived(msgspec.Struct, frozen=True):
    votes: Votes
    covisits: Covisits
    unproven: Unproven


def other_key(number: int) -> str:
    """Under which somebody's loves are kept who is remembered by another shard: no viewer's key looks so."""
    return f"{_OTHER}{number:x}"


def derive(
    catalogue: Catalogue,
    viewers: Mapping[str, Viewer],
    others: Sequence[Tally] = (),
    whole: Tally | None = None,
) -> Derived:
    """Everything counted of ``viewers`` and of the ``others``; ``whole`` tells the sums of both already.
    Raises ValueError for a tally that makes no sense."""
    tallies = [whole] if whole else others
    told = [_counts(catalogue, one) for one in tallies]
    votes, n = Votes(), len(catalogue)
    votes.room(n)
    for row in np.flatnonzero(catalogue.maker[:n]).tolist():
        votes.lasts(row, int(catalogue.duration[row]))
    columns = {key: viewer.touches.columns() for key, viewer in viewers.items()}
    cast_ = ((one.rows.astype(np.int64), ballots(one)) for one in together(list(columns.values())))
    if not told:
        votes.fill(cast_)
    elif whole:
        votes.load(told)
    else:
        own = Votes()
        own.room(n)
        own.fill(cast_)
        votes.load([own.counts(), *told])
    covisits = Covisits()
    loves = [(key, one.rows[one.loved], one.common["first_ms"][one.loved]) for key, one in columns.items()]
    loves += [
        (other_key(number), _rows(catalogue, videos).astype(np.uint32), np.frombuffer(met, "<i8"))
        for one in tallies
        for number, videos, met in one.loves
    ]
    covisits.fill(loves)
    unproven, alive = Unproven(), np.flatnonzero(catalogue.alive[:n])
    unproven.fill(alive, votes.shown[alive], catalogue.published_ms[alive])
    return Derived(votes, covisits, unproven)


def tally_of(
    catalogue: Catalogue, votes: Votes, covisits: Covisits, pseudonyms: Pseudonyms, *, of_others: bool
) -> Tally:
    """What was counted, with the loves of other shards' viewers, or with those of our own."""
    counts, ids = votes.counts(), catalogue.ids
    keys = (key for key in covisits.sequences if key.startswith(_OTHER) == of_others)
    return Tally(
        videos=ids[counts.rows].tobytes(),
        totals=counts.totals.tobytes(),
        cell_videos=ids[counts.cell_rows].tobytes(),
        cells=counts.cells.tobytes(),
        days=counts.days,
        loves=tuple(
            (int(key[1:], 16) if of_others else pseudonyms.of(key), ids[videos].tobytes(), met.tobytes())
            for key in keys
            for videos, met in (covisits.told(key),)
        ),
    )


def _counts(catalogue: Catalogue, tally: Tally) -> Counts:
    totals = np.frombuffer(tally.totals, "<i8").reshape(-1, WIDTH)
    rows = _rows(catalogue, tally.videos)
    cell_rows, cells = _rows(catalogue, tally.cell_videos), np.frombuffer(tally.cells, "<i8")
    if len(rows) != len(totals) or len(cell_rows) != len(cells) or (totals < 0).any() or (cells < 0).any():
        raise ValueError("a tally that does not add up")
    return Counts(rows, totals, cell_rows, cells, tally.days)


def _rows(catalogue: Catalogue, videos: bytes) -> Rows:
    ids: Iterable[int] = np.frombuffer(videos, "<i8").tolist()
    return np.array([catalogue.row(one) for one in ids], np.int64)

"""What is counted of all viewers: made of those remembered here, and of what other shards tell of theirs.

A *tally* is what the viewers of one shard count for, or of several together: sums, and who loves what in
which order, under numbers that stand for viewers. Videos go by their ids in it: each shard has its own rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import msgspec
import numpy as np

from mutoscope.core.discovery.catalogue import Catalogue, Rows
from mutoscope.core.discovery.counted import Pseudonyms
from mutoscope.core.discovery.covisits import Covisits, sequence_of
from mutoscope.core.discovery.packing import together
from mutoscope.core.discovery.touches import Columns
from mutoscope.core.discovery.unproven import Unproven
from mutoscope.core.discovery.viewer import Viewer
from mutoscope.core.discovery.votes import WIDTH, Counts, Votes, ballots

_OTHER = "~"
_AT_ONCE = 50
"""Viewers whose columns are taken while pages wait."""
FREE: AbstractContextManager[Any] = nullcontext()


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


class Own(msgspec.Struct, frozen=True):
    """What viewers did up to one moment. Nothing of it changes any more, so whoever has it reckons with it
    while everything else goes on."""

    ids: Rows
    """Of the videos, by row."""
    columns: Mapping[str, Columns]


def own_of(
    catalogue: Catalogue, viewers: Mapping[str, Viewer], lock: AbstractContextManager[Any] = FREE
) -> Own:
    """What ``viewers`` did. Facts must not change meanwhile; ``lock`` is held for moments only, so that pages
    can be made between them: those pack what they read."""
    columns: dict[str, Columns] = {}
    keys = list(viewers)
    for start in range(0, len(keys), _AT_ONCE):
        with lock:
            columns |= {key: viewers[key].touches.columns() for key in keys[start : start + _AT_ONCE]}
    return Own(catalogue.ids[: len(catalogue)].copy(), columns)


def derive(
    catalogue: Catalogue, own: Own, others: Sequence[Tally] = (), whole: Tally | None = None
) -> Derived:
    """Everything counted of ``own`` viewers and of the ``others``; ``whole`` tells the sums of both already.
    Raises ValueError for a tally that makes no sense."""
    tallies = [whole] if whole else others
    told = [_counts(catalogue, one) for one in tallies]
    votes, n = Votes(), len(catalogue)
    votes.room(n)
    for row in np.flatnonzero(catalogue.maker[:n]).tolist():
        votes.lasts(row, int(catalogue.duration[row]))
    columns = own.columns
    cast_ = ((one.rows.astype(np.int64), ballots(one)) for one in together(list(columns.values())))
    if not told:
        votes.fill(cast_)
    elif whole:
        votes.load(told)
    else:
        votes.load([_cast(own).counts(), *told])
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


def tally_of(own: Own, pseudonyms: Pseudonyms) -> Tally:
    """What viewers of this shard count for, to be told to another one."""
    loves = []
    for key, one in own.columns.items():
        videos, met = sequence_of(one.rows[one.loved], one.common["first_ms"][one.loved])
        if len(videos):
            loves.append((pseudonyms.of(key), own.ids[videos].tobytes(), met.tobytes()))
    return _tally(own.ids, _cast(own), tuple(loves))


def tally_of_all(catalogue: Catalogue, votes: Votes, covisits: Covisits) -> Tally:
    """What was counted of everybody, with the loves of other shards' viewers."""
    keys = [key for key in covisits.sequences if key.startswith(_OTHER)]
    told = [(int(key[1:], 16), *covisits.told(key)) for key in keys]
    ids = catalogue.ids
    return _tally(ids, votes, tuple((who, ids[videos].tobytes(), met.tobytes()) for who, videos, met in told))


def videos_of(tallies: Iterable[Tally]) -> set[int]:
    """Those that anything is told of."""
    parts = [part for one in tallies for part in (one.videos, one.cell_videos)]
    parts += [loved for one in tallies for _, loved, _ in one.loves]
    return {video for part in parts for video in np.frombuffer(part, "<i8").tolist()}


def _cast(own: Own) -> Votes:
    votes = Votes()
    votes.room(len(own.ids))
    parts = together(list(own.columns.values()))
    votes.fill((one.rows.astype(np.int64), ballots(one)) for one in parts)
    return votes


def _tally(ids: Rows, votes: Votes, loves: tuple[tuple[int, bytes, bytes], ...]) -> Tally:
    counts = votes.counts()
    return Tally(
        videos=ids[counts.rows].tobytes(),
        totals=counts.totals.tobytes(),
        cell_videos=ids[counts.cell_rows].tobytes(),
        cells=counts.cells.tobytes(),
        days=counts.days,
        loves=loves,
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

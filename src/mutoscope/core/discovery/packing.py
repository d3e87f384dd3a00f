"""Facts as bytes: for a snapshot that is written and read quickly, and for a hash that two states share only
if they hold the same facts, whatever order these came in."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.facts import Refusal
from mutoscope.core.discovery.touches import COMMON, SAID, TIMES, Columns, Touches
from mutoscope.core.discovery.viewer import Viewer


def packed(key: str, viewer: Viewer) -> list[Any]:
    """Everything told of one viewer."""
    columns = viewer.touches.columns()
    return [
        key,
        *(part.tobytes() for part in (columns.rows, columns.common, columns.said)),
        sorted(
            [row, *about, one.said_ms, one.undone_ms]
            for row, said in viewer.refusals.items()
            for about, one in said.items()
        ),
        list(viewer.before),
    ]


def unpacked(plain: list[Any]) -> tuple[str, Viewer]:
    """What ``packed`` was made of."""
    key, rows, common, said, refusals, before = plain
    touches = Touches(np.frombuffer(rows, "<u4"), np.frombuffer(common, COMMON), np.frombuffer(said, SAID))
    viewer = Viewer(touches)
    columns = viewer.touches.columns()
    viewer.refused = set(columns.rows[columns.refused].tolist())
    for row, scope, tag, said_ms, undone_ms in refusals:
        viewer.refuse(row, (scope, tag), Refusal(said_ms, undone_ms))
    viewer.before = dict.fromkeys(before)
    return key, viewer


def together(viewers: Sequence[Columns], each: int = 200) -> Iterator[Columns]:
    """The columns of many viewers, of some at a time: rows are neither unique nor in order then."""
    for start in range(0, len(viewers), each):
        some = viewers[start : start + each]
        offsets = np.cumsum([0, *(len(one.rows) for one in some)])
        yield Columns(
            np.concatenate([one.rows for one in some]),
            np.concatenate([one.common for one in some]),
            np.concatenate([one.said for one in some]),
            np.concatenate([one.places + offset for one, offset in zip(some, offsets, strict=False)]),
        )


def digest_of(parts: Iterable[Any]) -> str:
    """Of plain values, one after the other."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(msgspec.msgpack.encode(part))
    return digest.hexdigest()


def by_id(key: str, viewer: Viewer, ids: npt.NDArray[np.int64]) -> list[Any]:
    """The same by the numbers of videos, in their order: rows follow the order of first hearing."""
    columns = viewer.touches.columns()
    theirs, said = ids[columns.rows], ids[columns.said["row"]]
    times = columns.said[list(TIMES)].tolist()
    order = np.argsort(theirs)
    return [
        key,
        theirs[order].tobytes(),
        columns.common[order].tobytes(),
        sorted(zip(said.tolist(), times, strict=True)),
        sorted(
            (int(ids[row]), *about, one.said_ms, one.undone_ms)
            for row, said in viewer.refusals.items()
            for about, one in said.items()
        ),
        ids[list(viewer.before)].tolist(),
    ]

"""What the ranker is told about each candidate, as it is written down when a page is served.

Only what was written down then is ever learned from: numbers are rounded to what the log keeps before they
are used, so what is served with and what is learned from are the same bits. Nothing here names the viewer:
what the ranker knows of them is their past and counts of it, which go when they go.
"""

from typing import Any

import msgspec
import numpy as np

from mutoscope.core.discovery.catalogue import Catalogue, Rows
from mutoscope.core.discovery.content import Floats, stable_key
from mutoscope.core.discovery.ranker.schema import Batch, Schema, Singles
from mutoscope.core.discovery.scene import Scene
from mutoscope.core.units import DAY_MS, HOUR_MS

HANDMADE = (
    "interests",
    "history",
    "session",
    "refusals",
    "creator",
    "satiation",
    "tags",
    "covisited",
    "quality",
    "trending",
    "freshness",
    "follows",
    "language",
)
"""Groups of the hand-made value that the ranker reads; what a viewer chose outright is not among them."""
SCHEMA = Schema(
    sparse=(
        "video",
        "creator",
        "tag",
        "second_tag",
        "sound",
        "languages",
        "duration",
        "views",
        "age",
        "shown",
        "hour",
    ),
    dense=("prior", *HANDMADE, "deviation", "met", "seen", "mood"),
    like=(0, 1, 2),
    prior=0,
)
_SAME = ("2afabf0aa694",)
"""Hashes of schemas that called a column by another name and meant the same: their pages are learned from."""
_PRIOR_SCALE = 3.0
_CODES_OF = {
    "creator": ("creator",),
    "tags": ("tag", "second_tag", "sound"),
    "quality": ("video", "shown"),
    "freshness": ("age",),
    "language": ("languages",),
}
_NUMBERS_OF = {"quality": ("deviation", "met")}
_UNKNOWN = -(1 << 40)
"""A code that nothing has: it stands for «any»."""


def describe(
    scene: Scene, rows: Rows, features: dict[str, Floats | Singles], core: Floats, deviation: Floats
) -> Batch:
    """The candidates ``rows`` as the ranker reads them. ``features`` are those of the hand-made groups,
    ``core`` their weighted sum."""
    catalogue, taste, now_ms = scene.state.catalogue, scene.taste, scene.request.now_ms
    n = len(rows)
    shown = scene.state.votes.shown[rows]
    age_ms = np.maximum(now_ms - catalogue.published_ms[rows], 0)
    spoken = catalogue.language_keys()[catalogue.language[rows]]
    tags = catalogue.tag_keys()[catalogue.tags[rows, :2]]
    sparse = np.empty((n, len(SCHEMA.sparse)), np.int64)
    sparse[:, 0] = catalogue.ids[rows]
    sparse[:, 1] = catalogue.creator[rows]
    sparse[:, 2:4] = tags
    sparse[:, 4] = catalogue.sound[rows]
    sparse[:, 5] = spoken ^ (stable_key(scene.request.language) >> 1)
    sparse[:, 6] = catalogue.duration[rows]
    sparse[:, 7] = _steps(taste.views)
    sparse[:, 8] = np.log2(1 + age_ms / (DAY_MS / 8)).astype(np.int64)
    sparse[:, 9] = np.log2(1 + shown).astype(np.int64)
    sparse[:, 10] = now_ms // HOUR_MS % 24
    dense = np.empty((n, len(SCHEMA.dense)))
    dense[:, 0] = core / _PRIOR_SCALE
    for column, name in enumerate(HANDMADE, 1):
        dense[:, column] = features[name]
    end = len(HANDMADE) + 1
    dense[:, end] = deviation
    dense[:, end + 1] = np.log1p(shown) / 5
    dense[:, end + 2] = np.log1p(taste.views) / 5
    dense[:, end + 3] = taste.gains.mean() if len(taste.gains) else 0.0
    return Batch(sparse, _rounded(dense), np.zeros(n, np.int64), *_past(scene))


def without(batch: Batch, group: str, shares: Floats, average: Singles) -> Batch:
    """The same candidates if nothing were known of ``group``: its numbers average, its codes unknown.
    ``shares`` (n,) are what the group adds to the hand-made value beyond the average."""
    sparse, dense, known = batch.sparse.copy(), batch.dense.copy(), batch.known
    for name in _CODES_OF.get(group, ()):
        sparse[:, SCHEMA.sparse.index(name)] = _UNKNOWN
    for name in (group, *_NUMBERS_OF.get(group, ())):
        dense[:, SCHEMA.dense.index(name)] = average[SCHEMA.dense.index(name)]
    dense[:, SCHEMA.prior] -= (shares / _PRIOR_SCALE).astype(np.float32)
    if group == "history":
        known = np.zeros_like(known)
    return Batch(sparse, dense, batch.of, batch.past, batch.gains, known)


def _past(scene: Scene) -> tuple[Any, Singles, Any]:
    """(codes, gains, known) of the latest videos of the viewer's past, newest last."""
    catalogue, taste, most = scene.state.catalogue, scene.taste, SCHEMA.history
    rows = taste.rows[-most:]
    n = len(rows)
    codes = np.zeros((1, most, len(SCHEMA.like)), np.int64)
    gains, known = np.zeros((1, most)), np.zeros((1, most), np.bool_)
    if n:
        codes[0, :n] = codes_of(catalogue, rows)
        gains[0, :n] = taste.faded[-most:].clip(-1.5, 1.5)
        known[0, :n] = True
    return codes, _rounded(gains), known


def codes_of(catalogue: Catalogue, rows: Rows) -> Any:
    return np.stack(
        [catalogue.ids[rows], catalogue.creator[rows], catalogue.tag_keys()[catalogue.tags[rows, 0]]], 1
    )


def _steps(count: int) -> int:
    return int(count + 1).bit_length()


def _rounded(numbers: Floats) -> Singles:
    """As the log keeps them: half precision, within what it holds."""
    return (
        np.nan_to_num(numbers, nan=0.0, posinf=60.0, neginf=-60.0)
        .clip(-60.0, 60.0)
        .astype(np.float16)
        .astype(np.float32)
    )


class Written(msgspec.Struct, frozen=True, array_like=True):
    """Features of the videos of a page, as the log keeps them: about 130 bytes for each, 600 for the past."""

    schema: str
    videos: tuple[int, ...]
    explored: tuple[bool, ...]
    sparse: bytes
    dense: bytes
    past: bytes
    gains: bytes
    known: int
    """So many of the past, from its beginning."""


def write(batch: Batch, places: Rows, videos: tuple[int, ...], explored: tuple[bool, ...]) -> Written:
    """What is kept of the candidates at ``places``, which are ``videos``."""
    return Written(
        SCHEMA.hash,
        videos,
        explored,
        batch.sparse[places].tobytes(),
        batch.dense[places].astype(np.float16).tobytes(),
        batch.past[0].tobytes(),
        batch.gains[0].astype(np.float16).tobytes(),
        int(batch.known[0].sum()),
    )


def read(written: Written) -> Batch | None:
    """The batch that was written; None when it is of another schema or no such thing."""
    n = len(written.videos)
    if written.schema not in (SCHEMA.hash, *_SAME) or not 0 <= written.known <= SCHEMA.history:
        return None
    try:
        known = np.zeros((1, SCHEMA.history), np.bool_)
        known[0, : written.known] = True
        return Batch(
            np.frombuffer(written.sparse, np.int64).reshape(n, len(SCHEMA.sparse)),
            np.frombuffer(written.dense, np.float16).reshape(n, len(SCHEMA.dense)).astype(np.float32),
            np.zeros(n, np.int64),
            np.frombuffer(written.past, np.int64).reshape(1, SCHEMA.history, len(SCHEMA.like)),
            np.frombuffer(written.gains, np.float16).reshape(1, SCHEMA.history).astype(np.float32),
            known,
        )
    except ValueError:
        return None

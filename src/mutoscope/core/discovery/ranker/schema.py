"""What the ranker reads and what it foretells: named columns, so that a log of features says what they were.

Two schemas with the same hash read the same columns in the same order; a snapshot or a logged page of another
hash is not read at all.
"""

import hashlib

import msgspec
import numpy as np
import numpy.typing as npt

HEADS = (
    "skip",  # left at once
    "long_view",  # watched to 85 % or for 18 s, whichever is sooner
    "finish",
    "rewatch",
    "like",
    "share",
    "comment",
    "follow",
    "profile",
    "negative",  # «not interested», hidden or reported
    "watch",  # quantile of the watch among those of videos about as long: a target in 0..1, not a yes or no
)
WATCHED = ("skip", "long_view", "finish", "rewatch", "watch")
"""Heads of which nothing is known until the video has left the screen."""
LONG_VIEW, WATCH = HEADS.index("long_view"), HEADS.index("watch")

Singles = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Schema(msgspec.Struct, frozen=True):
    """Columns of one kind of example."""

    sparse: tuple[str, ...]
    """Names of the columns whose values are codes, each with a learned row of its own."""
    dense: tuple[str, ...]
    """Names of the columns whose values are numbers, about -3..3."""
    like: tuple[int, ...]
    """Which sparse columns tell what a video is, in the order in which histories list them."""
    prior: int
    """Which dense column is the value that was made by hand: what the model has to beat."""
    history: int = 20
    """Videos of a viewer's past that are looked at."""
    width: int = 16
    """Numbers learned for each value of a sparse column."""
    hidden: tuple[int, int] = (128, 64)

    @property
    def hash(self) -> str:
        """Twelve letters that change whenever any column does."""
        return hashlib.blake2b(msgspec.json.encode((self, HEADS)), digest_size=6).hexdigest()


class Batch(msgspec.Struct, frozen=True):
    """Candidates (n) as columns, with the pasts (m) of those they are for."""

    sparse: Ints
    """(n, sparse)"""
    dense: Singles
    """(n, dense)"""
    of: Ints
    """(n,): whose past, 0..m-1; candidates of one page share one."""
    past: Ints
    """(m, history, like)"""
    gains: Singles
    """(m, history): how each of the past went; 0 with ``known`` false."""
    known: Bools
    """(m, history)"""


class Lesson(msgspec.Struct, frozen=True):
    """A batch with what came of it."""

    batch: Batch
    labels: Singles
    """(n, heads), 0..1."""
    told: Bools
    """(n, heads): whether the label is known."""
    late: Bools
    """(n, heads): a positive that came after its example had been learned as a negative."""
    weight: Singles
    """(n,)"""
    explored: Bools
    """(n,): shown by an exploring slot, so not chosen by what is measured."""


def sound(lesson: Lesson, schema: Schema) -> bool:
    """Whether every number of it may be learned from: right shapes, finite, within bounds."""
    batch, n, m = lesson.batch, len(lesson.labels), len(lesson.batch.past)
    shapes = (
        batch.sparse.shape == (n, len(schema.sparse)),
        batch.dense.shape == (n, len(schema.dense)),
        batch.of.shape == (n,),
        batch.past.shape == (m, schema.history, len(schema.like)),
        batch.gains.shape == batch.known.shape == (m, schema.history),
        lesson.labels.shape == lesson.told.shape == lesson.late.shape == (n, len(HEADS)),
        lesson.weight.shape == lesson.explored.shape == (n,),
    )
    if not all(shapes):
        return False
    if n and not (batch.of.min() >= 0 and batch.of.max() < m):
        return False
    bounded = ((batch.dense, 60.0), (batch.gains, 60.0), (lesson.labels, 1.0), (lesson.weight, 100.0))
    return all(bool((np.abs(numbers) <= most).all()) for numbers, most in bounded)  # false for NaN too


def pack(lesson: Lesson) -> bytes:
    """A lesson as bytes, to be learned elsewhere."""
    batch = lesson.batch
    arrays = [getattr(batch, name) for name in _BATCH] + [getattr(lesson, name) for name in _LESSON]
    return msgspec.msgpack.encode([[one.dtype.str, one.shape, one.tobytes()] for one in arrays])


def unpack(body: bytes) -> Lesson:
    """The lesson that was packed. Raises ValueError or msgspec.MsgspecError for anything else."""
    packed = msgspec.msgpack.decode(body, type=list[tuple[str, tuple[int, ...], bytes]])
    arrays = [np.frombuffer(one, np.dtype(kind)).reshape(shape) for kind, shape, one in packed]
    batch = Batch(**dict(zip(_BATCH, arrays[: len(_BATCH)], strict=True)))
    return Lesson(batch=batch, **dict(zip(_LESSON, arrays[len(_BATCH) :], strict=True)))


_BATCH = Batch.__struct_fields__
_LESSON = Lesson.__struct_fields__[1:]

"""The videos the engine knows, as columns, so that questions about all of them are one numpy expression.

A video keeps its row for good: withdrawn, its row stays as a tombstone, because viewers' histories still
point at what it was about. Erased, nothing but its number is left there.
"""

import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.content import SIZE, content_vector
from mutoscope.core.discovery.contracts import Item
from mutoscope.core.discovery.vocabulary import Vocabulary

DURATION_EDGES_MS = np.array([7_000, 15_000, 30_000, 60_000, 180_000])
"""Bounds of the duration buckets within which watching is compared."""
DURATIONS = len(DURATION_EDGES_MS) + 1
TAGS = 6

_COLUMNS = (
    "ids",
    "alive",
    "creator",
    "sound",
    "published_ms",
    "min_age",
    "followers_only",
    "duration",
    "language",
    "vectors",
    "tags",
    "maker",
)

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class Catalogue:
    """Columns over rows. Grow only through ``row`` and ``put``; read the ``[:len(self)]`` part."""

    def __init__(self) -> None:
        self.rows: dict[int, int] = {}
        self.items: list[Item | None] = []
        self.known = 0
        """Rows of which more than the id was ever told."""
        self._room = 0
        self.ids = np.zeros(0, np.int64)
        self.alive = np.zeros(0, np.bool_)
        self.creator = np.zeros(0, np.int64)
        self.sound = np.zeros(0, np.int64)
        self.published_ms = np.zeros(0, np.int64)
        self.min_age = np.zeros(0, np.int64)
        self.followers_only = np.zeros(0, np.bool_)
        self.duration = np.zeros(0, np.int64)
        self.language = np.zeros(0, np.int64)
        self.vectors = np.zeros((0, SIZE), np.float32)
        self.tags = np.zeros((0, TAGS), np.int64)
        """Codes of the first tags, 0 where there are fewer."""
        self._newest: Rows | None = None
        self.maker = np.zeros(0, np.int64)
        """Code of the creator: small numbers to index tables by, where ``creator`` is the 63-bit id."""
        self.tag_codes: dict[str, int] = {}
        self.maker_codes: dict[int, int] = {}
        self._languages: dict[str, int] = {"": 0}
        self._by_tag: dict[str, set[int]] = {}
        self.vocabulary = Vocabulary()

    def __len__(self) -> int:
        return len(self.items)

    def row(self, video_id: int) -> int:
        """The row of ``video_id``; a video heard of before it was put gets a dead row to wait in."""
        row = self.rows.get(video_id)
        if row is None:
            row = self.rows[video_id] = len(self.items)
            self.items.append(None)
            if row >= self._room:
                self._grow()
            self.ids[row] = video_id
        return row

    def put(self, item: Item) -> int:
        """Know ``item`` as it is now; its row."""
        row = self.row(item.video_id)
        before = self.items[row]
        self.known += before is None
        for tag in before.tags if before else ():
            self._by_tag[tag].discard(row)
        for tag in item.tags:
            self._by_tag.setdefault(tag, set()).add(row)
        self.vocabulary.put(row, before.words if before else (), item.words)
        self.items[row] = item
        self.alive[row] = True
        self.creator[row] = item.creator_id
        self.maker[row] = self.maker_codes.setdefault(item.creator_id, len(self.maker_codes) + 1)
        codes = [self.tag_codes.setdefault(tag, len(self.tag_codes) + 1) for tag in item.tags[:TAGS]]
        self.tags[row] = codes + [0] * (TAGS - len(codes))
        self.sound[row] = item.sound_id
        self.published_ms[row] = item.published_ms
        self._newest = None
        self.min_age[row] = item.min_age
        self.followers_only[row] = item.audience == "followers"
        self.duration[row] = np.searchsorted(DURATION_EDGES_MS, item.duration_ms)
        self.language[row] = self._languages.setdefault(item.language, len(self._languages))
        self.vectors[row] = content_vector(item)
        return row

    def withdraw(self, video_id: int) -> None:
        """Show ``video_id`` to nobody from now on; unknown ids are fine."""
        row = self.rows.get(video_id)
        if row is not None:
            self.alive[row] = False

    def erase(self, video_id: int) -> int | None:
        """Keep nothing of ``video_id`` but its number, as if it had never been put; its row."""
        row = self.rows.get(video_id)
        before = None if row is None else self.items[row]
        if row is None or before is None:
            return None
        for tag in before.tags:
            self._by_tag[tag].discard(row)
        self.vocabulary.put(row, before.words, ())
        self.items[row] = None
        self.known -= 1
        for name in _COLUMNS:
            if name != "ids":
                getattr(self, name)[row] = 0
        self._newest = None
        return row

    def item(self, video_id: int) -> Item | None:
        """What is known of ``video_id``, withdrawn or not."""
        row = self.rows.get(video_id)
        return None if row is None else self.items[row]

    def is_alive(self, video_id: int) -> bool:
        row = self.rows.get(video_id)
        return row is not None and bool(self.alive[row])

    def newest_first(self) -> Rows:
        """Every row that was put, those published last first; kept until the next is put."""
        if self._newest is None:
            rows = np.flatnonzero(self.maker[: len(self)])
            self._newest = rows[np.argsort(-self.published_ms[rows], kind="stable")]
        return self._newest

    def tagged(self, tag: str) -> set[int]:
        """Rows of everything that ever carried ``tag`` as last put."""
        return self._by_tag.get(tag, set())

    def language_code(self, language: str) -> int:
        """The small number that stands for ``language`` in its column; -1 when no video has it."""
        return self._languages.get(language, -1)

    def _grow(self) -> None:
        self._room = max(256, self._room * 2)
        for name in _COLUMNS:
            old = getattr(self, name)
            new = np.zeros((self._room, *old.shape[1:]), old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)

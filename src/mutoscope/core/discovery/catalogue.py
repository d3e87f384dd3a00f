"""The videos the engine knows: one column for each property, and the rows that share one.

A page may not look at every video, so what it asks for is kept up with every change: who may see what as
masks, the newest as ranks, and the rows of each creator, tag and sound.

A video keeps its row for good: withdrawn, its row stays as a tombstone, because viewers' histories still
point at what it was about. Erased, nothing but its number is left there.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from mutoscope.core.discovery.content import SIZE, content_vector, stable_key
from mutoscope.core.discovery.contracts import Item
from mutoscope.core.discovery.nearest import Nearest
from mutoscope.core.discovery.postings import Postings
from mutoscope.core.discovery.ranks import Mask, Ranks, Rows
from mutoscope.core.discovery.vocabulary import Vocabulary

DURATION_EDGES_MS = np.array([7_000, 15_000, 30_000, 60_000, 180_000])
"""Bounds of the duration buckets within which watching is compared."""
DURATIONS = len(DURATION_EDGES_MS) + 1
TAGS = 6

_COLUMNS: dict[str, tuple[type, tuple[int, ...]]] = {
    "ids": (np.int64, ()),
    "alive": (np.bool_, ()),
    "creator": (np.int64, ()),
    "maker": (np.int32, ()),
    "sound": (np.int64, ()),
    "published_ms": (np.int64, ()),
    "min_age": (np.int16, ()),
    "followers_only": (np.bool_, ()),
    "length_ms": (np.int64, ()),
    "duration": (np.int8, ()),
    "language": (np.int32, ()),
    "tags": (np.int32, (TAGS,)),
    "vectors": (np.float32, (SIZE,)),
}
_OLDEST = np.iinfo(np.int16).max
_pack = msgspec.msgpack.Encoder().encode
_item = msgspec.msgpack.Decoder(Item).decode

__all__ = ["DURATIONS", "TAGS", "Catalogue", "Mask", "Rows"]


class Catalogue:
    """Columns over rows. Grow only through ``row`` and ``put``; read the ``[:len(self)]`` part."""

    ids: npt.NDArray[np.int64]
    alive: Mask
    creator: npt.NDArray[np.int64]
    maker: npt.NDArray[np.int32]
    """Code of the creator: small numbers to index by, where ``creator`` is the 63-bit id; 0: never put."""
    sound: npt.NDArray[np.int64]
    published_ms: npt.NDArray[np.int64]
    min_age: npt.NDArray[np.int16]
    followers_only: Mask
    length_ms: npt.NDArray[np.int64]
    duration: npt.NDArray[np.int8]
    """Duration bucket."""
    language: npt.NDArray[np.int32]
    tags: npt.NDArray[np.int32]
    """Codes of the first tags, 0 where there are fewer."""
    vectors: npt.NDArray[np.float32]

    def __init__(self) -> None:
        self.rows: dict[int, int] = {}
        self.known = 0
        """Rows of which more than the id was ever told."""
        self.erased = 0
        """How often that was taken back."""
        self._room = 0
        for name, (kind, shape) in _COLUMNS.items():
            setattr(self, name, np.zeros((0, *shape), kind))
        self._packed: list[bytes | None] = []
        self.newest = Ranks()
        """What is alive, published last first."""
        self.nearest = Nearest()
        self._open: dict[int, Mask] = {}
        """Age -> what everybody of that age may see: one mask for every age that some video asks for."""
        self.by_creator: Postings[int] = Postings()
        self.by_sound: Postings[int] = Postings()
        self.by_tag: Postings[str] = Postings()
        """Of everything as last put, withdrawn or not; sound 0 is not there."""
        self.for_followers: Postings[int] = Postings()
        """Creator -> what is alive and only their followers may see."""
        self.tag_codes: dict[str, int] = {}
        self.maker_codes: dict[int, int] = {}
        self._languages: dict[str, int] = {"": 0}
        self._tag_keys = self._language_keys = np.zeros(1, np.int64)
        self.vocabulary = Vocabulary()

    def __len__(self) -> int:
        return len(self._packed)

    def row(self, video_id: int) -> int:
        """The row of ``video_id``; a video heard of before it was put gets a dead row to wait in."""
        row = self.rows.get(video_id)
        if row is None:
            row = self.rows[video_id] = len(self._packed)
            self._packed.append(None)
            if row >= self._room:
                self._grow(max(256, self._room * 2))
            self.ids[row] = video_id
        return row

    def put(self, item: Item) -> int:
        """Know ``item`` as it is now; its row."""
        row = self.row(item.video_id)
        before = self._at(row)
        self._close(row)
        self._file(row, before, item)
        self.known += before is None
        self._packed[row] = _pack(item)
        self.creator[row] = item.creator_id
        self.maker[row] = self.maker_codes.setdefault(item.creator_id, len(self.maker_codes) + 1)
        codes = [self.tag_codes.setdefault(tag, len(self.tag_codes) + 1) for tag in item.tags[:TAGS]]
        self.tags[row] = codes + [0] * (TAGS - len(codes))
        self.sound[row] = item.sound_id
        self.published_ms[row] = item.published_ms
        self.min_age[row] = min(max(item.min_age, 0), _OLDEST)
        self.followers_only[row] = item.audience == "followers"
        self.length_ms[row] = item.duration_ms
        self.duration[row] = np.searchsorted(DURATION_EDGES_MS, item.duration_ms)
        self.language[row] = self._languages.setdefault(item.language, len(self._languages))
        self.vectors[row] = content_vector(item)
        self.alive[row] = True
        self.newest.add(-float(item.published_ms), row)
        self._show(row)
        self.nearest.put(row, self.vectors[row])
        return row

    def withdraw(self, video_id: int) -> None:
        """Show ``video_id`` to nobody from now on; unknown ids are fine."""
        row = self.rows.get(video_id)
        if row is not None:
            self._close(row)

    def erase(self, video_id: int) -> int | None:
        """Keep nothing of ``video_id`` but its number, as if it had never been put; its row."""
        row = self.rows.get(video_id)
        before = None if row is None else self._at(row)
        if row is None or before is None:
            return None
        self._close(row)
        self._file(row, before, None)
        self._packed[row] = None
        self.known -= 1
        self.erased += 1
        for name in _COLUMNS:
            if name != "ids":
                getattr(self, name)[row] = 0
        return row

    def item(self, video_id: int) -> Item | None:
        """What is known of ``video_id``, withdrawn or not."""
        row = self.rows.get(video_id)
        return None if row is None else self._at(row)

    def length_of(self, video_id: int) -> int:
        """Milliseconds it lasts; 0 while that is not known."""
        row = self.rows.get(video_id)
        return 0 if row is None else int(self.length_ms[row])

    def is_alive(self, video_id: int) -> bool:
        row = self.rows.get(video_id)
        return row is not None and bool(self.alive[row])

    def open_to(self, age: int) -> Mask:
        """Over all rows: alive, for everybody, and for somebody of ``age``. The caller's to change."""
        level = max((one for one in self._open if one <= age), default=None)
        n = len(self)
        return np.zeros(n, np.bool_) if level is None else self._open[level][:n].copy()

    def tag_keys(self) -> Rows:
        """By the code of a tag: a number that stands for it in every process, 0 for none."""
        self._tag_keys = _extended(self._tag_keys, self.tag_codes)
        return self._tag_keys

    def language_keys(self) -> Rows:
        """The same of languages, by their code."""
        self._language_keys = _extended(self._language_keys, self._languages)
        return self._language_keys

    def language_code(self, language: str) -> int:
        """The small number that stands for ``language`` in its column; -1 when no video has it."""
        return self._languages.get(language, -1)

    def dump(self, start: int, end: int) -> list[tuple[int, bool, bytes | None]]:
        """(id, whether it is alive, item) of some rows; ``load`` of all makes the same catalogue."""
        ids, alive = self.ids[start:end].tolist(), self.alive[start:end].tolist()
        return list(zip(ids, alive, self._packed[start:end], strict=False))

    def load(self, told: Iterable[tuple[int, bool, bytes | None]]) -> None:
        """Take the next rows as ``dump`` told them."""
        for video_id, alive, packed in told:
            self.row(video_id)
            if packed is not None:
                self.put(_item(packed))
                if not alive:
                    self.withdraw(video_id)

    def told(self) -> list[tuple[int, bytes, bool]]:
        """(id, item, whether it is alive) of all that was put."""
        ids, alive = self.ids.tolist(), self.alive.tolist()
        return [(ids[row], one, alive[row]) for row, one in enumerate(self._packed) if one is not None]

    def _at(self, row: int) -> Item | None:
        packed = self._packed[row]
        return None if packed is None else _item(packed)

    def _close(self, row: int) -> None:
        """Be shown to nobody."""
        if self.alive[row]:
            self.newest.discard(-float(self.published_ms[row]), row)
            self.alive[row] = False
            self.nearest.drop(row)
            for mask in self._open.values():
                mask[row] = False
            if self.followers_only[row]:
                self.for_followers.move(row, {int(self.creator[row])}, set())

    def _show(self, row: int) -> None:
        """Be shown to those whom it is for."""
        age = int(self.min_age[row])
        if age not in self._open:
            open_ = self.alive & ~self.followers_only & (self.min_age <= age)
            self._open[age] = open_
        if self.followers_only[row]:
            self.for_followers.move(row, set(), {int(self.creator[row])})
            return
        for level, mask in self._open.items():
            mask[row] = age <= level

    def _file(self, row: int, before: Item | None, after: Item | None) -> None:
        """Be found under the creator, sound, tags and words of ``after``, not of ``before``."""
        old, new = _filed(before), _filed(after)
        self.by_creator.move(row, old[0], new[0])
        self.by_sound.move(row, old[1], new[1])
        self.by_tag.move(row, old[2], new[2])
        self.vocabulary.put(row, before.words if before else (), after.words if after else ())

    def _grow(self, room: int) -> None:
        self._room = room
        for name in _COLUMNS:
            setattr(self, name, _longer(getattr(self, name), room))
        self._open = {age: _longer(mask, room) for age, mask in self._open.items()}


def _filed(item: Item | None) -> tuple[set[int], set[int], set[str]]:
    if item is None:
        return set(), set(), set()
    return {item.creator_id}, {item.sound_id} - {0}, set(item.tags)


def _longer(old: npt.NDArray[Any], room: int) -> npt.NDArray[Any]:
    new = np.zeros((room, *old.shape[1:]), old.dtype)
    new[: len(old)] = old
    return new


def _extended(keys: Rows, codes: dict[str, int]) -> Rows:
    """``keys`` with those of the codes that came after: codes are given out in order and stay."""
    missing = next(reversed(codes.values()), 0) + 1 - len(keys)
    if missing <= 0:
        return keys
    latest = list(islice(reversed(codes), missing))[::-1]
    return np.concatenate([keys, np.array([stable_key(word) for word in latest], np.int64)])

"""Which rows have what: inverted lists, four bytes an entry."""

from array import array
from collections.abc import Hashable
from typing import Generic, TypeVar

import numpy as np

from mutoscope.core.discovery.ranks import Rows

Key = TypeVar("Key", bound=Hashable)
_NOTHING = np.zeros(0, np.int64)


class Postings(Generic[Key]):
    def __init__(self) -> None:
        self._lists: dict[Key, array[int]] = {}

    def move(self, row: int, was: set[Key], is_: set[Key]) -> None:
        """Find ``row`` under the keys ``is_``, no longer under ``was``."""
        for key in was - is_:
            rows = self._lists[key]
            rows.remove(row)
            if not rows:
                del self._lists[key]
        for key in is_ - was:
            self._lists.setdefault(key, array("I")).append(row)

    def of(self, key: Key) -> Rows:
        """Rows that have ``key``, in the order in which they came to have it."""
        rows = self._lists.get(key)
        return _NOTHING if rows is None else np.array(rows, np.int64)

    def count(self, key: Key) -> int:
        return len(self._lists.get(key, ()))

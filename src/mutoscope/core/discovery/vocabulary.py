"""Which rows of the catalogue say a word: asked for what viewers muted, so it must be quick for any word."""

from array import array

import numpy as np
import numpy.typing as npt

from mutoscope.core.policy.mutes import is_unspaced, words_of

Rows = npt.NDArray[np.int64]


_REMEMBERED = 2_000
"""Answers kept: people mute the same things, and the same person asks again with the next page."""


class Vocabulary:
    """Words to rows, four bytes for each word of each caption."""

    def __init__(self) -> None:
        self._rows: dict[str, array[int]] = {}
        self._texts: dict[int, str] = {}
        """Row -> its words in order, with a blank before and after each."""
        self._answers: dict[str, Rows] = {}

    def put(self, row: int, before: tuple[str, ...], words: tuple[str, ...]) -> None:
        """Know that ``row``, which said ``before``, says ``words`` now."""
        if words == before:
            return
        for word in set(_split(before)):
            self._rows[word].remove(row)
        said = _split(words)
        for word in set(said):
            self._rows.setdefault(word, array("I")).append(row)
        self._texts[row] = f" {' '.join(said)} "
        self._answers.clear()

    def saying(self, key: str) -> Rows:
        """Rows whose words say ``key``: one word, or several in a row."""
        known = self._answers.get(key)
        if known is None:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            known = self._answers[key] = self._find(key)
        return known

    def _find(self, key: str) -> Rows:
        if is_unspaced(key):
            found = [_array(rows) for word, rows in self._rows.items() if key in word]
            return np.unique(np.concatenate(found)) if found else _array(None)
        words = key.split()
        rows = _array(self._rows.get(words[0]))
        for word in words[1:]:
            rows = np.intersect1d(rows, _array(self._rows.get(word)), assume_unique=True)
        if len(words) == 1:
            return rows
        wanted = f" {key} "
        return np.array([row for row in rows.tolist() if wanted in self._texts[row]], np.int64)


def _split(words: tuple[str, ...]) -> list[str]:
    return words_of(" ".join(words))


def _array(rows: "array[int] | None") -> Rows:
    return np.array(rows if rows is not None else (), np.int64)

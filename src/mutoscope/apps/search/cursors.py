"""Where a page of results ended, as text a client gives back.

Results by fit are ranked anew for every page, as of the hour in which the first page was made; the next page
begins behind the last find shown, so that nothing comes twice when something new is published in between.
"""

import re
import time
from collections.abc import Sequence

import msgspec

from mutoscope.core.search.ranking import Scored
from mutoscope.core.units import HOUR_MS, bad_cursor

_BEST = re.compile(r"b(\d{13})-(\d{1,9})-(.{1,200})")
_NEWEST = re.compile(r"([ng])(\d{1,18})")


class Best(msgspec.Struct, frozen=True):
    """Behind the find with this score and ref; an empty ref: from the top."""

    now_ms: int
    score: float = 0.0
    ref: str = ""

    def cut(self, ranked: Sequence[Scored], size: int) -> tuple[Sequence[Scored], str]:
        """The next ``size`` of ``ranked``, and the cursor behind them."""
        rest = [one for one in ranked if not self.ref or (one.score, one.ref) < (self.score, self.ref)]
        page = rest[:size]
        if len(rest) <= size:
            return page, ""
        last = page[-1]
        return page, f"b{self.now_ms}-{round(last.score * 1_000_000)}-{last.ref}"


class Newest(msgspec.Struct, frozen=True):
    """Behind the entry with this id; 0: from the top."""

    below_id: int = 0
    guessed: bool = False
    """Words that may have been meant count too."""

    def text(self) -> str:
        return f"{'g' if self.guessed else 'n'}{self.below_id}"


def read_best(cursor: str) -> Best:
    """Refuses ``bad_cursor``."""
    if not cursor:
        return Best(this_hour_ms())
    found = _BEST.fullmatch(cursor)
    if found is None:
        raise bad_cursor()
    return Best(int(found[1]), int(found[2]) / 1_000_000, found[3])


def this_hour_ms() -> int:
    """When this hour began: what is ranked by age keeps its order for so long, however often it is asked."""
    return time.time_ns() // 1_000_000 // HOUR_MS * HOUR_MS


def read_newest(cursor: str) -> Newest:
    """Refuses ``bad_cursor``."""
    if not cursor:
        return Newest()
    found = _NEWEST.fullmatch(cursor)
    if found is None:
        raise bad_cursor()
    return Newest(int(found[2]), found[1] == "g")

"""The snapshots of one engine that object storage has: two, so that one may be torn, or one, where those
before may have somebody in them who was forgotten since."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from mutoscope.adapters.engine import snapshot
from mutoscope.adapters.engine.archive import Archive
from mutoscope.adapters.engine.layout import SENDING
from mutoscope.adapters.objects import ShelfFailed

_LONGEST_PAUSE_S = 3600.0
"""One that did not get through is tried again after twice as long each time, up to this: the line is others',
too."""
_PATIENCE = 3
"""So often one may fail before those that forgotten people may be in go without it; the log is whole."""
_KEPT = 2


class States:
    def __init__(self, folder: Path, archive: Archive, pause_s: float, clock_ms: Callable[[], int]) -> None:
        """Of the engine with its snapshot in ``folder``; ``pause_s`` between two of them."""
        self._snapshot, self._held = folder / snapshot.NAME, folder / SENDING
        self._archive, self.pause_s, self._clock_ms = archive, pause_s, clock_ms
        self._there: list[int] = []
        """When those that the storage has were put there, the oldest first."""
        self._due: list[int] = []
        """Those of them that are to go."""
        self._forgotten = 0
        """Those from before this entry may have somebody in them who is forgotten."""
        self._seal, self._tried_s, self._failures = b"", float("-inf"), 0
        self.made_ms = 0
        """When the newest one there was made; 0: that is not known."""
        self._unsent = self._stays = ""

    @property
    def stuck(self) -> str:
        """Why the last one did not get through, as long as none did; or why one stays that has to go."""
        return self._unsent or self._stays

    def look(self, up_to: int) -> None:
        """Find out what the storage has; whoever may have been forgotten up to an entry, nobody knows."""
        self._there = self._archive.states()
        self._forgotten = up_to

    def forgot(self, number: int) -> None:
        """Somebody is forgotten with this entry."""
        self._forgotten = max(self._forgotten, number)

    def hold(self) -> int:
        """Keep the snapshot there is under another name, so that it stays the same while it is sent; the
        number of the last entry in it. 0: there is none, or it was sent."""
        self.let_go()
        try:
            os.link(self._snapshot, self._held)
            number, seal = snapshot.told_by(self._held)
        except (FileNotFoundError, snapshot.BadSnapshot):
            return 0
        if self._there and seal == self._seal:  # the same as ever: it is as fresh as the one here
            self.made_ms = self._held.stat().st_mtime_ns // 1_000_000
            return 0
        return number

    def let_go(self) -> None:
        self._held.unlink(missing_ok=True)

    def send(self, number: int) -> bool:
        """Have the one that is held in the storage, if it is time for that and none stays that has to go; it
        has entries up to ``number``. Whether it was sent. Raises ShelfFailed."""
        pause_s = min(self.pause_s * 2**self._failures, _LONGEST_PAUSE_S)
        if self._due or time.monotonic() - self._tried_s < pause_s:
            return False
        made_ms, seal = self._held.stat().st_mtime_ns // 1_000_000, snapshot.told_by(self._held)[1]
        at_ms = max(self._clock_ms(), *(one + 1 for one in self._there), 0)
        self._there.append(at_ms)
        try:
            self._archive.put_state(at_ms, self._held)
        except Exception as error:
            self._failures, self._unsent = min(self._failures + 1, 9), str(error)
            # This one may be there all the same: only the answer was lost.
            hopeless = self._failures >= _PATIENCE and self._forgotten > 0
            self._due = list(self._there) if hopeless else [at_ms]
            raise
        finally:
            self._tried_s = time.monotonic()
        self._failures, self._unsent = 0, ""
        self.made_ms, self._seal = made_ms, seal
        keep = 1 if number >= self._forgotten > 0 else _KEPT
        self._forgotten = 0 if keep == 1 else self._forgotten
        self._due = self._there[:-keep]
        self.drop()
        return True

    def drop(self) -> None:
        """Have those gone that are to go. One that the storage does not let go stays due."""
        try:
            while self._due:
                self._archive.drop_state(self._due[0])
                self._there.remove(self._due.pop(0))
            self._stays = ""
        except ShelfFailed as error:
            self._stays = f"a snapshot that has to go stays: {error}"

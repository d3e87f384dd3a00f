"""Open lines to pages, and the two questions that are asked for all of them together: what is new, and whose
session has ended. How many lines there are changes the first question not at all."""

import asyncio
import logging
from itertools import islice

import msgspec
from django.db import DatabaseError

from mutoscope.apps.accounts.sittings import Sitting, still_sitting
from mutoscope.apps.flow.nudges import Nudged, NudgeReader
from mutoscope.core.units import Refusal
from mutoscope.project.media.asgi import in_database

LOOK_S = 0.3
"""How long news wait, at most, to be passed on."""
CHECK_S = 10.0
"""How long a line outlives its session, at most."""
PATIENCE_S = 25.0
"""Silence after which a comment is sent; proxies hang up after a minute of it."""
MOST_OF_ONE = 8
"""Lines of one person; another one ends the oldest."""
MOST = 30_000
MOST_PENDING = 40
AT_ONCE = 400

log = logging.getLogger(__name__)
_HELLO = b"retry: 5000\nevent: hello\ndata: {}\n\n"
_STILL_HERE = b":\n\n"


class Line:
    """One open page. What waits to be sent is kept once, however often it is said."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self._pending: dict[bytes, None] = {_HELLO: None}
        self._woken = asyncio.Event()
        self._over = False
        self._woken.set()

    def tell(self, event: bytes) -> None:
        if len(self._pending) >= MOST_PENDING:  # a page that reads slowly looks at everything again instead
            self._pending = {_HELLO: None}
        self._pending[event] = None
        self._woken.set()

    def end(self) -> None:
        self._over = True
        self._woken.set()

    async def next(self) -> bytes:
        """What to send now; empty when the line is over."""
        try:
            await asyncio.wait_for(self._woken.wait(), PATIENCE_S)
        except TimeoutError:
            return _STILL_HERE
        self._woken.clear()
        if self._over:
            return b""
        words, self._pending = b"".join(self._pending), {}
        return words or _STILL_HERE


class Lines:
    def __init__(self) -> None:
        self._of: dict[int, list[Line]] = {}
        self._count = 0
        self._tasks: list[asyncio.Task[None]] = []
        self._anybody = asyncio.Event()
        self._listening = asyncio.Event()

    @property
    def open(self) -> int:
        """How many there are now."""
        return self._count

    def begin(self) -> None:
        self._tasks = [asyncio.ensure_future(self._pass_on()), asyncio.ensure_future(self._check())]

    def end_all(self) -> None:
        for task in self._tasks:
            task.cancel()
        for line in self._all():
            line.end()

    async def join(self, sitting: Sitting) -> Line:
        """A new line, to which everything is told that becomes true from now on. Refuses ``too_many``."""
        if self._count >= MOST:
            raise Refusal(
                "too_many",
                "There are too many people here for this right now.",
                fields={"retry_after": 60},
                status=503,
            )
        line = Line(sitting)
        mine = self._of.setdefault(sitting.person_id, [])
        mine.append(line)
        self._count += 1
        for old in mine[:-MOST_OF_ONE]:
            old.end()
        self._anybody.set()
        await self._listening.wait()
        return line

    def leave(self, line: Line) -> None:
        mine = self._of.get(line.sitting.person_id, [])
        if line in mine:
            mine.remove(line)
            self._count -= 1
        if not mine:
            self._of.pop(line.sitting.person_id, None)
        if not self._count:
            self._anybody.clear()

    async def _pass_on(self) -> None:
        """Reads news while anybody listens. A database that is away is asked again."""
        reader: NudgeReader | None = None
        while True:
            try:
                if reader is None or not self._anybody.is_set():
                    self._listening.clear()
                    await self._anybody.wait()
                    reader = await in_database(NudgeReader)
                    self._listening.set()
                for nudged in await in_database(reader.fresh):
                    self._tell(nudged)
                await asyncio.sleep(LOOK_S)
            except DatabaseError:
                log.exception("news can't be read; trying again")
                reader = None
                await asyncio.sleep(2)
                for line in self._all():  # what was said meanwhile is not known here
                    line.tell(_HELLO)

    def _tell(self, nudged: Nudged) -> None:
        event = msgspec.json.encode({"kind": nudged.kind, "about": nudged.about})
        for person_id in nudged.people:
            for line in self._of.get(person_id, ()):
                line.tell(b"event: news\ndata: " + event + b"\n\n")

    async def _check(self) -> None:
        """Ends the lines of sessions that have ended."""
        while True:
            await asyncio.sleep(CHECK_S)
            walk = iter(self._all())
            while some := list(islice(walk, AT_ONCE)):
                try:
                    standing = await in_database(still_sitting, [line.sitting for line in some])
                except DatabaseError:
                    log.exception("sessions can't be read; trying again")
                    break
                for line in some:
                    if line.sitting.session_key not in standing:
                        line.end()

    def _all(self) -> list[Line]:
        return [line for mine in self._of.values() for line in mine]

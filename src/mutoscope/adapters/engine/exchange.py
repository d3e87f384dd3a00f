"""How shards hear of each other: each writes one Valkey stream and reads those of the others.

    PREFIX:0       e epoch | a after | u up_to | b changes, sealed      an entry whenever something changed
    PREFIX:stops   arms that did harm on any shard     see ``stopping``
    PREFIX:0:kept  shard -> id of the last entry of it that is in its snapshot: what is older is trimmed

The streams are for speed. While Valkey is away every shard goes on with what it knows, and keeps what it has
to tell. An entry that is missing, cut short or nonsense does no harm either: the shard that misses it asks
all the others what their viewers count for, and counts anew.
"""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

import msgspec
import redis
import structlog

from mutoscope.adapters.engine.contracts import EngineDown, Standing
from mutoscope.adapters.engine.shard import Batch, Nonsense, Shard
from mutoscope.adapters.engine.stopping import Stops

log = structlog.get_logger("mutoscope.engine")
FAULT = (redis.RedisError, OSError)
TELL_EVERY_S = 0.25
_HEAR_MS = 500
_AGAIN_S = 1.0
_PATIENCE_S = (0.5, 60.0)
"""Between two tries to count anew: at first, and at most. It doubles, until none was due for as long as the
most: each costs every shard the time in which it reckons up all its viewers."""
_KEPT_S = 7 * 24 * 3600
"""Nobody reads the keys of shards that were gone for a week."""
_TRIM_EVERY_S = 10.0
_MOST_KEPT = 50_000
"""Entries of a stream, whoever has not read them yet: a shard that was away for longer counts anew."""
_AT_ONCE = 64


class Exchange:
    def __init__(
        self,
        shard: Shard,
        address: str,
        prefix: str,
        ask: Sequence[Callable[[], Standing]],
        clock_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    ) -> None:
        """``ask``: by number, how each shard says where it stands; may raise EngineDown."""
        self._shard, self._prefix, self._ask, self._clock_ms = shard, prefix, ask, clock_ms
        options = {"socket_timeout": 5, "socket_connect_timeout": 2, "decode_responses": False}
        self._valkey: Any = redis.Redis.from_url(address, **options)
        """Its types know neither bytes nor streams."""
        self._stops = Stops(shard, self._valkey, prefix)
        self._me, self._of = shard.place.number, shard.place.of
        self._others = [one for one in range(self._of) if one != self._me]
        self._read: dict[int, bytes] = dict.fromkeys(self._others, b"0")
        """Up to which entry of each stream was read."""
        self._lost = ""
        """Why everything has to be counted anew; empty: nothing is missing."""
        self._standings: dict[int, Standing] = {}
        """What those said who were asked since."""
        self._wait_s, self._counted_at = 0.0, 0.0
        self._trouble = {"teller": "", "listener": ""}
        self._stopping = threading.Event()
        self._told_since = False
        """Whether it is known what our stream says, and it says who we are."""
        self._trim_at = 0.0

    def start(self, stopping: threading.Event) -> list[threading.Thread]:
        """Tell and listen until ``stopping``; the threads."""
        self._stopping = stopping
        acts = (("teller", self.tell, TELL_EVERY_S), ("listener", self.listen, 0.0))
        threads = [
            threading.Thread(target=self._again_and_again, args=(stopping, *one), name=one[0], daemon=True)
            for one in acts
        ]
        for thread in threads:
            thread.start()
        return threads

    def _again_and_again(
        self, stopping: threading.Event, name: str, act: Callable[[], Any], pause_s: float
    ) -> None:
        while not stopping.wait(pause_s):
            try:
                act()
                if name == "teller" or not self._lost:
                    self._say(name, "")
            except FAULT as error:
                if name == "teller":
                    self._told_since = False
                self._say(name, f"Valkey is away: {type(error).__name__}")
                stopping.wait(_AGAIN_S)
            except Exception:
                log.exception("engine.exchange_failed", thread=name)
                stopping.wait(_AGAIN_S)

    def tell(self) -> None:
        """Write what is to be told. Raises one of ``FAULT``: nothing is lost, some may be written already."""
        if not self._told_since:
            self._look_what_was_told()
        while True:
            batch = self._shard.untold()
            if self._told_since and batch.after == batch.up_to:
                break
            fields = {b"e": batch.epoch, b"a": batch.after, b"u": batch.up_to, b"b": batch.body}
            self._valkey.xadd(self._stream(self._me), fields, maxlen=_MOST_KEPT, approximate=True)
            self._shard.was_told(batch.epoch, batch.up_to)
            self._told_since = True
        self._stops.share()
        if time.monotonic() >= self._trim_at:
            self._trim_at = time.monotonic() + _TRIM_EVERY_S
            self._trim()

    def listen(self, wait_ms: int = _HEAR_MS) -> None:
        """Hear what comes within a moment. Raises one of ``FAULT``."""
        if self._lost and not self._count_again():
            return
        if time.monotonic() - self._counted_at > _PATIENCE_S[1]:
            self._wait_s = 0.0
        streams = {self._stream(one): self._read[one] for one in self._others}
        for name, told in self._valkey.xread(streams, count=_AT_ONCE, block=wait_ms) or []:
            origin = int(name.rpartition(b":")[2])
            for number, fields in told:
                self._hear(origin, fields)
                self._read[origin] = number
                if self._lost:
                    self._say("listener", self._lost)
                    return

    def kept(self, read: dict[int, bytes]) -> None:
        """A snapshot has everything up to ``read``: nobody needs to keep that for us."""
        with suppress(*FAULT):  # it is said the next time
            for origin, number in read.items():
                if number != b"0":
                    kept = f"{self._stream(origin)}:kept"
                    self._valkey.hset(kept, str(self._me), number)
                    self._valkey.expire(kept, _KEPT_S)

    @property
    def read(self) -> dict[int, bytes]:
        """Up to which entry the others' streams are in the state by now."""
        return {} if self._lost else dict(self._read)

    def close(self) -> None:
        self._valkey.close()

    def _look_what_was_told(self) -> None:
        last = self._valkey.xrevrange(self._stream(self._me), count=1)
        if not last:
            # Emptied, or we were put back from a backup: others may have heard more of us than we know.
            if self._shard.told_before():
                self._shard.begin_anew()
            return
        try:
            fields = last[0][1]
            epoch, up_to = fields[b"e"].decode(), int(fields[b"u"])
        except (KeyError, ValueError, UnicodeDecodeError):
            epoch, up_to = "", 0
        self._shard.was_told(epoch, up_to)
        if self._shard.untold().epoch != epoch:
            self._valkey.delete(self._stream(self._me))

    def _hear(self, origin: int, fields: dict[bytes, bytes]) -> None:
        try:
            batch = Batch(fields[b"e"].decode(), int(fields[b"a"]), int(fields[b"u"]), fields[b"b"])
            if not self._shard.hear(str(origin), batch, self._clock_ms()):
                self._lost = f"what shard {origin} said is not all there"
        except (KeyError, ValueError, UnicodeDecodeError, Nonsense) as error:
            self._lost = f"what is said to come from shard {origin} makes no sense: {error}"

    def _count_again(self) -> bool:
        """Ask whoever has not said yet where they stand; count anew once all have, which is the answer."""
        if self._stopping.wait(self._wait_s):
            return False
        self._wait_s = min(max(2 * self._wait_s, _PATIENCE_S[0]), _PATIENCE_S[1])
        silent = ""
        for one in self._others:
            if one not in self._standings:
                last = self._valkey.xrevrange(self._stream(one), count=1)
                try:
                    self._standings[one] = self._ask[one]()
                except (EngineDown, msgspec.MsgspecError) as error:
                    silent = f"{self._lost}; shard {one} does not say where it stands: {error}"
                else:  # and with that what its stream had before
                    self._read[one] = last[0][0] if last else self._read[one]
        if silent:
            self._say("listener", silent)
            return False
        standings, self._standings = self._standings, {}
        try:
            self._shard.count_again({str(one): standing for one, standing in standings.items()})
        except Nonsense as error:
            self._say("listener", f"{self._lost}; what the others say of it makes no sense: {error}")
            return False
        log.info("engine.counted_again", reason=self._lost)
        self._lost, self._counted_at = "", time.monotonic()
        return True

    def _trim(self) -> None:
        """Forget what every other shard has in a snapshot; the last entry stays, it says who we are."""
        if not self._valkey.expire(self._stream(self._me), _KEPT_S):
            self._told_since = False  # all is lost there: say again who we are
        kept = self._valkey.hgetall(f"{self._stream(self._me)}:kept")
        known = [number for shard, number in kept.items() if int(shard) in self._others]
        if len(known) == len(self._others):
            oldest = min(known, key=_order)
            self._valkey.xtrim(self._stream(self._me), minid=oldest, approximate=False)

    def _say(self, thread: str, trouble: str) -> None:
        """What keeps one of the threads from its work. Without either the others are not heard, or not as
        they are counted."""
        self._trouble[thread] = trouble
        deaf = "; ".join(dict.fromkeys(filter(None, self._trouble.values())))
        if deaf != self._shard.deaf:
            self._shard.deaf = deaf
            if deaf:
                log.error("engine.deaf", reason=deaf, consequence="counts of the others' viewers are late")
            else:
                log.info("engine.hears")

    def _stream(self, number: int) -> str:
        return f"{self._prefix}:{number}"


def forget_keys(address: str, prefixes: Iterable[str]) -> None:
    """Remove what shards with these prefixes left in a Valkey. Raises one of ``FAULT``."""
    with redis.Redis.from_url(address, socket_timeout=5, socket_connect_timeout=2) as valkey:
        for prefix in prefixes:
            for key in valkey.scan_iter(f"{prefix}:*"):
                valkey.delete(key)


def _order(number: bytes) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(b"-"))

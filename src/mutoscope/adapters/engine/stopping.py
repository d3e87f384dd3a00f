"""An arm that does harm on one shard is stopped on all: what stands is in Valkey, one field for each arm.

    PREFIX:stops   label of the arm -> its stop

Every shard has its own stops in its log, so Valkey holds nothing that is nowhere else; emptied, it is told
again. Trying an arm anew takes the field away. A stop that comes once more is dropped by the log, which knows
it, so a shard that was away meanwhile stops nothing again.
"""

from typing import Any

import msgspec

from mutoscope.adapters.engine.shard import Shard
from mutoscope.core.discovery.experiments.guard import Stop

_KEPT_S = 7 * 24 * 3600
_MOST = 1_000
"""Fields that are looked at: more are nobody's."""
_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Stop).decode


class Stops:
    def __init__(self, shard: Shard, valkey: Any, prefix: str) -> None:
        self._shard, self._valkey, self._key = shard, valkey, f"{prefix}:stops"
        self._told: dict[str, bytes] = {}
        """What was last seen to stand both here and there."""
        self._gone: set[str] = set()
        """What stands here and was taken away there: resumed by somebody who asks us next, or all is lost
        there, and it is told again the next time."""
        self._tried: set[bytes] = set()
        """Stops of others that were taken, or tried to be."""

    def share(self) -> None:
        """Tell what stands here, and stop what stands there. Raises what the client raises."""
        mine = {label: _pack(stop) for label, stop in self._shard.stops().items()}
        there: dict[str, bytes] = {
            label.decode("utf-8", "replace"): told for label, told in self._valkey.hgetall(self._key).items()
        }
        resumed = [one for one, told in self._told.items() if one not in mine and there.get(one) == told]
        if resumed:
            self._valkey.hdel(self._key, *resumed)
        gone = mine.keys() - there.keys()
        news = {label: mine[label] for label in gone if label not in self._told or label in self._gone}
        if news:
            self._valkey.hset(self._key, mapping=news)
        if mine:
            self._valkey.expire(self._key, _KEPT_S)
        self._told = {label: there.get(label, told) for label, told in mine.items()}
        self._gone = set(gone - news.keys())
        for label in sorted(there.keys() - mine.keys() - set(resumed))[:_MOST]:
            self._take(label, there[label])

    def _take(self, label: str, told: bytes) -> None:
        if told in self._tried:
            return
        try:
            stop = _unpack(told)
        except (msgspec.MsgspecError, ValueError):
            return  # nonsense stops nobody
        if stop.label == label and self._shard.stop_too(stop):
            self._tried.add(told)

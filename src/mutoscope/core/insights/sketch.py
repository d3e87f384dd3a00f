"""How many different people there were, without keeping who.

Up to a hundred, their hashes stand side by side and the number is exact: small numbers decide what may be
said at all. Above, they become a HyperLogLog sketch (Flajolet et al., 2007): 1024 registers, each keeping the
longest run of zeros that hashes of its share of people began with. That is off by 3 % (standard error
1.04 / sqrt(1024)), and less below some thousands, where empty registers are counted instead.

Two sketches joined are the sketch of everybody in either. Nobody can be read from one; whoever has the key of
the hashes could test whether somebody is in it.
"""

import math
import zlib
from collections.abc import Iterable

FEW = 100
BITS = 10
SIZE = 1 << BITS
_ALPHA = 0.7213 / (1 + 1.079 / SIZE)
NOBODY = b""
"""The sketch of nobody, as it is kept."""
_EXACT, _REGISTERS = b"e", b"r"


class Sketch:
    def __init__(self, packed: bytes = NOBODY) -> None:
        self._few: set[int] = set()
        self._registers: bytearray | None = None
        kind, body = packed[:1], packed[1:]
        if kind == _EXACT:
            self._few = {int.from_bytes(body[at : at + 8], "big") for at in range(0, len(body), 8)}
        elif kind == _REGISTERS:
            self._registers = bytearray(zlib.decompress(body))
        assert kind in (NOBODY, _EXACT, _REGISTERS), "another kind of sketch"

    def add(self, hashed: int) -> None:
        """Somebody, as 64 bits that are evenly spread."""
        if self._registers is None:
            self._few.add(hashed)
            if len(self._few) <= FEW:
                return
            self._spread()
        else:
            _note(self._registers, hashed)

    def join(self, other: "Sketch") -> None:
        if other._registers is not None:
            mine = self._spread()
            self._registers = bytearray(map(max, mine, other._registers))
        for hashed in other._few:
            self.add(hashed)

    def count(self) -> int:
        if self._registers is None:
            return len(self._few)
        empty = self._registers.count(0)
        estimate = _ALPHA * SIZE * SIZE / sum(2.0**-one for one in self._registers)
        if estimate <= 2.5 * SIZE and empty:
            estimate = SIZE * math.log(SIZE / empty)
        return round(estimate)

    def packed(self) -> bytes:
        if self._registers is not None:
            return _REGISTERS + zlib.compress(bytes(self._registers), 6)
        hashes = b"".join(hashed.to_bytes(8, "big") for hashed in sorted(self._few))
        return _EXACT + hashes if hashes else NOBODY

    def _spread(self) -> bytearray:
        """The registers, made of the few when there are none yet."""
        if self._registers is None:
            self._registers = bytearray(SIZE)
            for hashed in self._few:
                _note(self._registers, hashed)
            self._few = set()
        return self._registers


def count_all(packed: Iterable[bytes]) -> int:
    """How many different people are in any of these."""
    whole = Sketch()
    for one in packed:
        whole.join(Sketch(one))
    return whole.count()


def _note(registers: bytearray, hashed: int) -> None:
    place, rest = hashed & (SIZE - 1), hashed >> BITS
    run = (64 - BITS) - rest.bit_length() + 1
    if run > registers[place]:
        registers[place] = run

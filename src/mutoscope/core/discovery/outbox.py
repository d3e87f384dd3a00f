"""What this shard counted and has not told the others yet: part of the state, so a kill loses none of it.

Changes are numbered by the entry of the log that brought them about. Told is told in order; after a restart
the log brings about the same changes again, under the same numbers, and those that were told are dropped.
"""

import numpy as np

from mutoscope.core.discovery.counted import CHANGE, Changes, Counted

MOST = 2_000_000
"""Changes that wait; beyond, the others had better ask for all of it once they can be reached."""
_CHUNK = 5_000


class Outbox:
    def __init__(self, epoch: str, told: int) -> None:
        """``epoch`` names this run of numbers; up to entry ``told`` there is nothing to tell."""
        self.epoch, self.told, self.at = epoch, told, told
        self.overflowed = False
        """Some were dropped: a new epoch is due."""
        self._lately: list[tuple[int, ...]] = []
        self._packed: list[Changes] = []
        self._waiting = 0

    def __len__(self) -> int:
        return self._waiting

    def tell(self, who: int, video_id: int, was: Counted, now: Counted) -> None:
        """What the entry ``at`` of the log changed for somebody; ``who`` is their pseudonym."""
        if was == now:
            return
        self._lately.append((self.at, video_id, who, *was, *now))
        self._waiting += 1
        if len(self._lately) >= _CHUNK:
            self._pack()
        if self._waiting > MOST:
            self._lately, self._packed, self._waiting, self.overflowed = [], [], 0, True

    def next(self, most: int) -> tuple[int, Changes]:
        """(entry up to which these are all, the changes): about ``most``, and never half of an entry's."""
        self._pack()
        taken: list[Changes] = []
        count = 0
        for chunk in self._packed:
            if count >= most and chunk["entry"][0] > taken[-1]["entry"][-1]:
                break
            taken.append(chunk)
            count += len(chunk)
        waiting = np.concatenate([np.zeros(0, CHANGE), *taken])
        if count == self._waiting and count <= most:
            return self.at, waiting
        last = int(waiting["entry"][min(most, count) - 1])
        return last, waiting[: _after(waiting, last)]

    def was_told(self, up_to: int) -> None:
        """The others can read everything up to this entry."""
        self._pack()
        self.told = max(self.told, up_to)
        left = [chunk[_after(chunk, up_to) :] for chunk in self._packed]
        self._packed = [chunk for chunk in left if len(chunk)]
        self._waiting = sum(len(chunk) for chunk in self._packed)

    def dump(self) -> list[object]:
        self._pack()
        return [
            self.epoch,
            self.told,
            self.at,
            np.concatenate([np.zeros(0, CHANGE), *self._packed]).tobytes(),
        ]

    @classmethod
    def load(cls, plain: list[object]) -> "Outbox":
        """What ``dump`` told. Raises TypeError or ValueError."""
        epoch, told, at, packed = plain
        if not (isinstance(epoch, str) and isinstance(told, int) and isinstance(at, int)):
            raise TypeError("no outbox")
        made = cls(epoch, told)
        made.at = at
        changes = np.frombuffer(packed, CHANGE)  # type: ignore[call-overload]  # anything else raises TypeError
        made._packed = [changes[at : at + _CHUNK] for at in range(0, len(changes), _CHUNK)]
        made._waiting = len(changes)
        return made

    def _pack(self) -> None:
        if self._lately:
            self._packed.append(np.array(self._lately, CHANGE))
            self._lately = []


def _after(changes: Changes, entry: int) -> int:
    """Where those begin that came after an entry."""
    return int(np.searchsorted(changes["entry"], entry, "right"))

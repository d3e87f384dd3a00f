"""When somebody wanted nothing to be learned, as the log tells it.

The state knows it too, but only as it is now. Whoever learns from the log must know how it was at each entry,
learned as it came or afterwards.
"""

from typing import Any

import msgspec

from mutoscope.core.discovery.choices import NEUTRAL, Choices, Wish, chosen


class Silences:
    def __init__(self) -> None:
        self._choices: dict[str, Choices] = {}
        """By viewer, as the state has them: whose hold when a visitor joins depends on all."""

    def covers(self, viewer: str, at_ms: int) -> bool:
        """Whether nothing that ``viewer`` did then may be learned from."""
        return not self._choices.get(viewer, NEUTRAL).learns(at_ms)

    def steer(self, viewer: str, wish: Wish, at_ms: int) -> None:
        self.restart(viewer, chosen(self._choices.get(viewer, NEUTRAL), wish, at_ms))

    def restart(self, viewer: str, choices: Choices) -> None:
        """Of all that ``viewer`` chose, ``choices`` are left."""
        if choices == NEUTRAL:
            self.forget(viewer)
        else:
            self._choices[viewer] = choices

    def adopt(self, anonymous: str, person: str) -> None:
        """What ``person`` chose holds, if they did."""
        theirs = self._choices.pop(anonymous, None)
        if theirs is not None:
            self._choices.setdefault(person, theirs)

    def forget(self, viewer: str) -> None:
        self._choices.pop(viewer, None)

    def dump(self) -> list[list[Any]]:
        return [[viewer, msgspec.to_builtins(one)] for viewer, one in self._choices.items()]

    def load(self, told: list[list[Any]]) -> None:
        """Become what ``dump`` told. Raises TypeError, ValueError or msgspec.ValidationError."""
        self._choices = {viewer: msgspec.convert(one, Choices) for viewer, one in told}

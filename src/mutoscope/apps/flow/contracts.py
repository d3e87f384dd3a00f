"""Jobs and facts, as the other apps see them."""

from collections.abc import Callable
from typing import Protocol

import msgspec

Effects = Callable[[], None]
"""What a task may return: called inside the transaction that acknowledges the job, so that effect and
acknowledgement commit together or not at all."""

INTERACTIVE, PUBLISH, RENDER, BACKGROUND = 90, 50, 0, -50
"""Priorities of jobs: somebody waits now; somebody waits to publish; ordinary; when there is room."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Something that became true. Subclasses are past tense, hold ids and plain values only."""


class JobControl(Protocol):
    """How long work hears from its worker while it runs."""

    def progress(self, fraction: float) -> None:
        """Say how far the work is, 0 to 1; also shows that it is alive."""

    def must_pause(self) -> bool:
        """True while more urgent work needs the machine: stop the child process (SIGSTOP) until False."""

    def must_stop(self) -> bool:
        """True when the job was cancelled, its lease lost, or the worker is going away."""

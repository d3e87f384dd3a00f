"""Jobs and facts, as the other apps see them."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import msgspec

from mutoscope.core.units import Refusal

Effects = Callable[[], None]
"""What a task may return: called inside the transaction that acknowledges the job, so that effect and
acknowledgement commit together or not at all."""

INTERACTIVE, PUBLISH, RENDER, BACKGROUND = 90, 50, 0, -50
"""Priorities of jobs: somebody waits now; somebody waits to publish; ordinary; when there is room."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Something that became true. Subclasses are past tense, hold ids and plain values only, and live in
    their app's ``contracts``; their name in the wiring is ``<app>.<Class>``."""


class JobDied(Fact, frozen=True):
    """A job was given up and lies in the dead letters: whoever waits for it must come to an end."""

    job_id: int
    task: str
    """Dotted path of the task's function."""
    args: list[Any]
    kwargs: dict[str, Any]
    code: str
    sentence: str


class GiveUp(Refusal):
    """Raised by a task: trying again is useless, dead-letter it at once with this code and sentence.

    Any other ``Refusal`` that leaves a task is taken the same way."""


class Stopped(Exception):
    """Raised by a task that stopped because ``must_stop()`` said so; it costs no attempt."""


class JobControl(Protocol):
    """How long work hears from its worker while it runs."""

    def progress(self, fraction: float) -> None:
        """Say how far the work is, 0 to 1; also shows that it is alive."""

    def must_pause(self) -> bool:
        """True while more urgent work needs the machine: stop the child process (SIGSTOP) until False."""

    def must_stop(self) -> bool:
        """True when the job was cancelled, its lease lost, or the worker is going away."""


_Listener = TypeVar("_Listener", bound=Callable[..., None])


def outside(listener: _Listener) -> _Listener:
    """Marks a listener that reaches outside the database (a socket, another process).

    It is called without a transaction, so that nobody waits on the database for the outside world, and
    is marked delivered afterwards: at least once. Every other listener runs inside the transaction that
    marks it delivered: its effect happens exactly once.
    """
    listener.acts_outside = True  # type: ignore[attr-defined]  # a mark on a function
    return listener

"""Starts programs, passes on what they say, restarts the dead, and stops all of them in order.

One thread, one loop: pipes, signals and timers all wake the same ``select``. The main thread must be the one
that starts children, because Linux ends them with the thread that did (``processes.die_with``).
"""

import contextlib
import os
import selectors
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mutoscope.project.processes import SUPERVISOR

HOPELESS = 78
"""Exit status of a program that starting again cannot help, such as one with an impossible setting."""

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0
STEADY_S = 60.0
"""A program that ran this long has recovered: its next restart is quick again."""

Say = Callable[[str, str], None]
"""Called with the program's name and one line of what it said, without the line's end."""


@dataclass(frozen=True)
class Program:
    """One process to keep running."""

    name: str
    argv: Sequence[str]
    stage: int = 0
    """Programs of the lowest stage are stopped first; the next stage waits until they are gone."""
    grace_s: float = 10.0
    """Seconds a program has to end after it was asked to."""


@dataclass
class _Child:
    program: Program
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause_s: float = FIRST_PAUSE_S
    start_at: float = 0.0
    kill_at: float | None = None
    """When it will be killed, once it was asked to end."""
    unfinished: bytes = b""
    """What came after the last line's end."""


@dataclass
class Supervisor:
    """Keeps ``programs`` running until SIGINT or SIGTERM, or until one of them is hopeless."""

    programs: Sequence[Program]
    say: Say
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    _children: list[_Child] = field(default_factory=list, init=False)
    _stop_status: int | None = field(default=None, init=False)
    _hurry: bool = field(default=False, init=False)

    def run(self) -> int:
        """Block until everything has stopped. Returns 0 after a signal, else the hopeless one's status."""
        self._children = [_Child(program) for program in self.programs]
        self._select = selectors.DefaultSelector()
        self._wake, waker = socket.socketpair()
        for end in (self._wake, waker):
            end.setblocking(False)
        self._select.register(self._wake, selectors.EVENT_READ)
        before = signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
        handlers = {
            number: signal.signal(number, self._signalled)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD)
        }
        try:
            while not self._finished():
                self._start_due()
                self._listen()
                self._bury()
                self._press()
        finally:
            for child in self._children:
                self._kill(child)
            for number, handler in handlers.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(before)
            self._select.close()
            self._wake.close()
            waker.close()
        return self._stop_status or 0

    def _signalled(self, number: int, _frame: object) -> None:
        if number == signal.SIGCHLD:
            return  # the wake-up itself is the message
        if self._stop_status is not None:
            self._hurry = True
        self._stop(0)

    def _stop(self, status: int) -> None:
        if self._stop_status is None:
            self._stop_status = status
            self.say("serve", "Stopping; press Ctrl-C again to stop at once.")

    def _finished(self) -> bool:
        return self._stop_status is not None and all(child.process is None for child in self._children)

    def _start_due(self) -> None:
        if self._stop_status is not None:
            return
        now = time.monotonic()
        for child in self._children:
            if child.process is None and child.start_at <= now:
                child.process = subprocess.Popen(
                    child.program.argv,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    env={**self.environ, SUPERVISOR: str(os.getpid())},
                    process_group=0,  # Ctrl-C reaches us alone, and we can end all that it started
                )
                child.started, child.kill_at = now, None
                assert child.process.stdout is not None
                os.set_blocking(child.process.stdout.fileno(), False)
                self._select.register(child.process.stdout, selectors.EVENT_READ, child)

    def _listen(self) -> None:
        for key, _ in self._select.select(timeout=self._patience()):
            if key.data is None:
                try:
                    while self._wake.recv(4096):
                        pass
                except BlockingIOError:
                    pass
            else:
                self._read(key.data)

    def _patience(self) -> float:
        """Seconds until something is due by the clock."""
        now = time.monotonic()
        due = [child.kill_at for child in self._children if child.process and child.kill_at is not None]
        if self._stop_status is None:
            due += [child.start_at for child in self._children if child.process is None]
        elif any(child.process and child.kill_at is None for child in self._children):
            return 0.0 if self._next_stage() is not None else 1.0
        return max(0.0, min(due, default=now + 1.0) - now)

    def _read(self, child: _Child) -> bool:
        """Pass on what ``child`` said; False when there is nothing more now."""
        if child.process is None or child.process.stdout is None or child.process.stdout.closed:
            return False
        try:
            data = os.read(child.process.stdout.fileno(), 65536)
        except BlockingIOError:
            return False
        if not data:
            self._hang_up(child)
            return False
        *lines, child.unfinished = (child.unfinished + data).split(b"\n")
        if len(child.unfinished) > 65536:  # a line without end must not eat our memory
            lines, child.unfinished = [*lines, child.unfinished], b""
        for line in lines:
            if line.strip():
                self.say(child.program.name, line.decode("utf-8", "replace").rstrip())
        return True

    def _hang_up(self, child: _Child) -> None:
        assert child.process is not None and child.process.stdout is not None
        if child.process.stdout.closed:
            return
        self._select.unregister(child.process.stdout)
        child.process.stdout.close()
        if child.unfinished.strip():
            self.say(child.program.name, child.unfinished.decode("utf-8", "replace").rstrip())
        child.unfinished = b""

    def _bury(self) -> None:
        """Notice who has ended: say so, kill what it left behind, and plan its return."""
        for child in self._children:
            if child.process is None or child.process.poll() is None:
                continue
            status = child.process.returncode
            _signal_group(child.process.pid, signal.SIGKILL)  # leftovers, before the pipe can end
            while self._read(child):
                pass
            self._hang_up(child)
            child.process = None
            if self._stop_status is not None:
                continue
            if status == HOPELESS:
                self.say("serve", f"{child.program.name} can't run with these settings; see above.")
                self._stop(HOPELESS)
                continue
            now = time.monotonic()
            if now - child.started > STEADY_S:
                child.pause_s = FIRST_PAUSE_S
            child.start_at = now + child.pause_s
            how = f"by signal {-status}" if status < 0 else f"with status {status}"
            self.say("serve", f"{child.program.name} ended {how}; starting it again in {child.pause_s:g} s.")
            child.pause_s = min(child.pause_s * 2, LONGEST_PAUSE_S)

    def _press(self) -> None:
        """While stopping: ask the stage whose turn it is to end, and end those whose grace is over."""
        if self._stop_status is None:
            return
        now = time.monotonic()
        stage = self._next_stage()
        for child in self._children:
            if child.process is None:
                continue
            if self._hurry:
                child.kill_at = now
            elif child.program.stage == stage and child.kill_at is None:
                child.process.terminate()
                child.kill_at = now + child.program.grace_s
            if child.kill_at is not None and child.kill_at <= now:
                if not self._hurry:
                    self.say("serve", f"{child.program.name} did not stop in time and was killed.")
                self._kill(child)

    def _next_stage(self) -> int | None:
        """The stage that is being stopped; None when every one of it was asked already."""
        alive = [child for child in self._children if child.process is not None]
        if not alive:
            return None
        stage = min(child.program.stage for child in alive)
        waiting = [c for c in alive if c.program.stage == stage and c.kill_at is None]
        return stage if waiting else None

    def _kill(self, child: _Child) -> None:
        if child.process is None:
            return
        _signal_group(child.process.pid, signal.SIGKILL)
        child.process.wait()
        self._hang_up(child)
        child.process = None


def _signal_group(pid: int, number: signal.Signals) -> None:
    """Signal the process group that ``pid`` led."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)

"""The worker: hands due jobs to its slots, keeps their leases, and takes back what they drop.

One process without threads, which runs no job itself. It claims for its children, extends their leases as
long as they show that they live, pauses background work for urgent work, and on SIGTERM stops claiming,
asks the jobs to stop, and hands back what is left. It may be killed at any moment: leases lapse.
"""

import logging
import os
import selectors
import signal
import socket
import time
from collections.abc import Callable, Sequence

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connections
from django.utils.module_loading import autodiscover_modules

from mutoscope.apps.flow import leases, schedules, slots, upkeep, whereabouts
from mutoscope.apps.flow.changes import Changes
from mutoscope.apps.flow.decisions import LONGEST_PAUSE_MS, Moves, Seat, seat_jobs
from mutoscope.apps.flow.slots import Slot

GRACE_S = 7.0
"""Seconds that jobs have to come to an end after SIGTERM."""
STOP_S = 10.0
"""Seconds that a job has to end after it was asked to, before its process is killed."""
BEAT_S = leases.LEASE_MS / 4000
SILENT_S = leases.LEASE_MS / 1500
"""A child that was not heard of for this long is killed."""
REAP_S = 3.0
ROUND_LIMIT_S = 120.0
"""A round of upkeep that takes longer hangs."""
SPARE_S = 30.0
"""Extra children opened for urgent work leave after so many idle seconds."""
LOOK_S = 0.5
"""A look happens this often even when nothing changed: delayed jobs come due by the clock alone."""
ASLEEP_S = 5.0
"""A round that took longer than this means that this process itself was stopped."""
RECYCLE_AFTER = 500
"""Jobs after which a child is replaced, so that leaks of libraries stay small."""
OLDEST_EVERY = 10
"""Each so manieth claim asks for the oldest job instead of the most urgent: nobody starves."""

log = logging.getLogger(__name__)


def main() -> int:
    """Work until SIGTERM or SIGINT; the exit status."""
    autodiscover_modules("tasks")
    return Worker(settings.CONFIG.worker_slots).run()


class Worker:
    """One worker with so many slots; ``queues`` empty: every queue."""

    def __init__(self, capacity: int, queues: Sequence[str] = ()) -> None:
        assert capacity >= 1
        self._capacity, self._queues = capacity, queues
        self._name = whereabouts.name_of()
        self._slots: list[Slot] = []
        self._upkeep: Slot | None = None
        self._stopping = 0.0
        """Monotonic time of the order to stop; 0: none came; negative: it came twice, stop at once."""
        self._select = selectors.PollSelector()  # nothing in the kernel that a fork would share
        self._changes = Changes()
        self._may_have_work = True
        self._claims = 0
        self._awake = time.monotonic()
        self._look, self._beat, self._reap = _Every(LOOK_S), _Every(BEAT_S), _Every(REAP_S)

    def run(self) -> int:
        """Work until told to stop; 0."""
        schedules.sync()
        self._signals = _Signals(self._signalled)
        self._select.register(self._signals, selectors.EVENT_READ)
        log.info("worker %s starts with %s slots", self._name, self._capacity)
        try:
            while not self._finished():
                try:
                    self._round()
                except DatabaseError:
                    log.exception("the worker goes on in a moment")
                    connections.close_all()
                    time.sleep(1.0)
        finally:
            self._end()
        return 0

    def _signalled(self) -> None:
        self._stopping = -1.0 if self._stopping else time.monotonic()

    def _finished(self) -> bool:
        if not self._stopping:
            return False
        busy = any(slot.lease for slot in self._slots)
        return not busy or self._stopping < 0 or time.monotonic() - self._stopping > GRACE_S

    def _round(self) -> None:
        self._listen()
        self._bury()
        if self._beat():
            self._extend_leases()
        if self._stopping:
            for slot in self._everyone():
                slot.stop()
        else:
            self._hurry()
            self._staff()
            if self._reap():
                close_old_connections()
                self._may_have_work |= leases.reap(gone=whereabouts.is_gone) > 0
            self._seat()

    def _listen(self) -> None:
        """Sleep until a child says something, a signal comes, or it is time to look again."""
        for key, _ in self._select.select(0.0 if self._may_have_work else self._changes.pause_s()):
            if key.data is None:
                self._signals.clear()
            else:
                self._hear(key.data)
        now = time.monotonic()
        if now - self._awake > ASLEEP_S:  # we were stopped ourselves: silence says nothing about the children
            for slot in self._everyone():
                slot.heard = slot.since = now
        self._awake = now
        if self._look() or self._changes.any():
            self._may_have_work = True

    def _hear(self, slot: Slot) -> None:
        try:
            signs = slot.hear()
        except EOFError:
            return  # _bury finds it
        for sign in signs:
            if sign.kind == "done":
                slot.done()
                self._may_have_work = True

    def _everyone(self) -> list[Slot]:
        return [*self._slots, *([self._upkeep] if self._upkeep else [])]

    def _bury(self) -> None:
        """Find children that ended, and judge what that says about their jobs."""
        for slot in self._everyone():
            # WNOWAIT keeps the number ours until the group is killed: nobody else can have got it
            if os.waitid(os.P_PID, slot.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
                continue
            self._hear(slot)  # its last words may say that the job is done
            slot.kill("")
            _, status = os.waitpid(slot.pid, 0)
            self._select.unregister(slot.pipe)
            slot.pipe.close()
            self._may_have_work = True
            if slot is self._upkeep:
                self._upkeep = None
                meant = not status or slot.killed_for == "stopping"
                why = f"{slot.killed_for}, " if slot.killed_for else ""
                log.log(logging.INFO if meant else logging.ERROR, "upkeep ended: %s%s", why, _end_of(status))
                continue
            self._slots.remove(slot)
            if slot.lease is not None:
                _judge(slot, slot.lease, _end_of(status))

    def _hurry(self) -> None:
        """Kill what takes too long or does not answer."""
        now = time.monotonic()
        for slot in self._slots:
            if now - slot.heard > SILENT_S:
                slot.kill("silent")
            elif slot.lease and slot.working_s() > slot.lease.max_seconds:
                slot.kill("took_too_long")
            elif slot.lease and slot.asked_to_stop and now - slot.asked_to_stop > STOP_S:
                slot.kill("lost")
        if self._upkeep and now - self._upkeep.since > ROUND_LIMIT_S:
            self._upkeep.kill("hangs")

    def _extend_leases(self) -> None:
        lively = [slot for slot in self._slots if slot.lease and not slot.asked_to_stop]
        kept = leases.beat(slot.lease for slot in lively if slot.lease)
        for slot in lively:
            if slot.lease and slot.lease.job_id not in kept:
                slot.stop()  # cancelled, or taken back: what it does no longer counts

    def _staff(self) -> None:
        """As many children as there are slots, one for upkeep; worn or spare ones leave."""
        if self._upkeep is None:
            self._upkeep = self._start("flow-upkeep", upkeep.keep_up)
        staying = [slot for slot in self._slots if not slot.leaving]
        wanted = self._capacity + sum(slot.paused for slot in staying)
        for _ in range(wanted - len(staying)):
            self._slots.append(self._start("flow-slot", slots.serve_jobs))
        spare = len(staying) - wanted
        for slot in staying:
            rested = time.monotonic() - slot.since > SPARE_S
            if slot.lease is None and (slot.served >= RECYCLE_AFTER or (spare > 0 and rested)):
                slot.leave()
                spare -= 1

    def _start(self, name: str, body: Callable[[slots.Ears], None]) -> Slot:
        strangers = [slot.pipe.fileno() for slot in self._everyone()] + self._signals.descriptors()
        slot = slots.start(name, body, strangers)
        self._select.register(slot.pipe, selectors.EVENT_READ, slot)
        return slot

    def _seat(self) -> None:
        """Pause, resume and claim until everyone who can work does."""
        while self._may_have_work:
            self._may_have_work = False
            moves = seat_jobs(self._capacity, self._seats(), self._urgent(), _now_ms())
            by_job = {slot.lease.job_id: slot for slot in self._slots if slot.lease}
            for job_id in moves.resume:
                slot = by_job[job_id]
                slot.resume(shielded=_now_ms() - slot.since * 1000 >= LONGEST_PAUSE_MS)
            for job_id in moves.pause:
                by_job[job_id].pause()
            if moves.claim:
                self._staff()
                self._hand_out(moves)
            self._may_have_work = self._may_have_work or bool(moves.resume)

    def _seats(self) -> list[Seat]:
        return [
            Seat(slot.lease.job_id, slot.lease.priority, int(slot.since * 1000), slot.paused, slot.shielded)
            for slot in self._slots
            if slot.lease and not slot.killed_for
        ]

    def _urgent(self) -> int | None:
        return leases.most_urgent(self._queues)

    def _hand_out(self, moves: Moves) -> None:
        idle = [slot for slot in self._slots if slot.lease is None and not slot.leaving]
        self._claims += 1
        claimed = leases.claim(
            self._name,
            min(moves.claim, len(idle)),
            queues=self._queues,
            above=moves.above,
            oldest_first=self._claims % OLDEST_EVERY == 0,
        )
        for slot, lease in zip(idle, claimed, strict=False):
            slot.run(lease)
            self._changes.found()
            self._may_have_work = True

    def _end(self) -> None:
        """Nobody stays behind, and what was not finished is handed back."""
        for slot in self._everyone():
            slot.kill("stopping")
        deadline = time.monotonic() + 3.0
        while self._everyone() and time.monotonic() < deadline:
            self._bury()
            time.sleep(0.01)
        self._signals.close()
        log.info("worker %s has stopped", self._name)


def _judge(slot: Slot, lease: leases.Lease, end: str) -> None:
    """What becomes of the job of a child that ended."""
    match slot.killed_for:
        case "stopping":
            leases.release(lease)
        case "took_too_long":
            leases.fail(lease, "took_too_long", f"It took longer than {lease.max_seconds} seconds.")
        case "silent":
            leases.strike(lease, "hangs", f"Its process did not answer for {SILENT_S:.0f} seconds.")
        case "":
            log.error("job %s (%s): its process ended: %s", lease.job_id, lease.task, end)
            leases.strike(lease, "crashed", f"Its process ended: {end}.")


def _end_of(status: int) -> str:
    """How a process ended, in words."""
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return f"exit status {code}"
    try:
        return f"signal {-code} ({signal.Signals(-code).name})"
    except ValueError:
        return f"signal {-code}"


def _now_ms() -> int:
    """The clock of pauses: it never jumps."""
    return int(time.monotonic() * 1000)


class _Every:
    """True once per so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._next = seconds, 0.0

    def __call__(self) -> bool:
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + self._seconds
        return True


class _Signals:
    """SIGTERM and SIGINT as a call; SIGCHLD only wakes up whoever selects on this."""

    def __init__(self, asked: Callable[[], None]) -> None:
        self._ear, self._mouth = socket.socketpair()
        for end in (self._ear, self._mouth):
            end.setblocking(False)
        self._before = {
            signal.SIGTERM: signal.signal(signal.SIGTERM, lambda *_: asked()),
            signal.SIGINT: signal.signal(signal.SIGINT, lambda *_: asked()),
            signal.SIGCHLD: signal.signal(signal.SIGCHLD, lambda *_: None),
        }
        signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)

    def fileno(self) -> int:
        return self._ear.fileno()

    def descriptors(self) -> list[int]:
        return [self._ear.fileno(), self._mouth.fileno()]

    def clear(self) -> None:
        self._ear.recv(4096)

    def close(self) -> None:
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._ear.close()
        self._mouth.close()

"""``mutoscope reshard``: the logs of some shards, dealt out anew to another number of them, while none runs.

    old logs, one after the other ──> each entry to where its viewer is at home now ──> new logs

Only the logs are carried over: states, and the ranker, are made of them at the next start, and the shards ask
each other for the rest. The new folder is whole before the old one goes; interrupted, the command goes on
where it was.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from mutoscope.adapters.engine import entries, layout, leaving, trying, weights_file
from mutoscope.adapters.engine.contracts import LogFailed, Place
from mutoscope.adapters.engine.log import Entry, SqliteLog
from mutoscope.core.discovery.homes import home

_AT_ONCE = 1_000
_OF_VIDEOS = ("put", "withdraw", "erase")
_OF_TRIALS = ("running", "stop", "proved", "resume")


def reshard(engine: Path, shards: int) -> int:
    """Make ``shards`` of what is in the folder ``engine``; how many entries were read, 0 when only the rest
    of an interrupted run was left to do. Raises LogFailed with what to do."""
    ready = engine / f"of-{shards}{layout.READY}"
    other = [one for one in engine.glob(f"of-*{layout.READY}") if one != ready]
    if other:
        raise LogFailed(f"run `mutoscope reshard {other[0].stem[3:]}` first: it was interrupted")
    read = 0
    if not ready.exists():
        old = layout.shards_in(engine)
        if not old:
            raise LogFailed(f"there is no log of the feed in {engine}: any number of shards can begin there")
        if len(old) > 1:
            there = " and of ".join(map(str, sorted(old)))
            raise LogFailed(
                f"{engine} has logs of {there} shards: one is the feed's state, the other is left over. Move"
                " away what is older, and run this again"
            )
        (before,) = old
        if before == shards:
            raise LogFailed(f"the feed's state in {engine} is that of {shards} already")
        read = _deal(engine, before, shards, ready)
    for old_ones in layout.shards_in(engine) - {shards}:
        leaving.leave(engine, old_ones)
    _put_in_place(engine, ready, shards)
    return read


def _deal(engine: Path, before: int, after: int, ready: Path) -> int:
    draft = ready.with_suffix(".draft")
    shutil.rmtree(draft, ignore_errors=True)
    with ExitStack() as closing:
        old = [_opened(folder, closing) for folder in layout.folders(engine, before)]
        new = [_opened(draft / str(number), closing) for number in range(after)]
        dealt, joined = Dealt(new, _joined(old)), 0
        for number, log in enumerate(old):
            joined += dealt.take(number, before, log)
        dealt.lead_on()
        dealt.stop()
        dealt.flush()
    for name in (weights_file.NAME, trying.KEPT, trying.NAME):
        beside = layout.folder_of(engine, Place(0, before)) / name
        if beside.exists():
            for number in range(after):
                shutil.copy2(beside, draft / str(number) / name)
    draft.rename(ready)
    return joined


class Dealt:
    """Entries on their way to the new logs."""

    def __init__(self, logs: list[SqliteLog], joined: dict[str, str]) -> None:
        self._logs, self._joined = logs, joined
        self._waiting: list[list[Entry]] = [[] for _ in logs]
        self._stops: dict[tuple[int, str], Entry] = {}
        """(old shard, label of an arm) -> its stop."""

    def take(self, number: int, of: int, log: SqliteLog) -> int:
        """Deal out what old shard ``number`` has; how many entries that were."""
        left = {_pair(entry)[0]: seq for seq, entry in _of_kind(log, "leave")}
        count = 0
        for seq, entry in log.replay(0):
            count += 1
            if entry.kind in _OF_VIDEOS:
                if number == 0:  # all shards were told the same
                    self._to_all(entry)
            elif entry.kind in _OF_TRIALS:
                self._of_trial(number, entry)
            elif entry.kind == "forget":
                # Every shard has a copy; that of their home is in order with the rest of theirs.
                if home(entries.read_forget(entry.body)[0], of) == number:
                    self._to_all(entry)
            elif entry.kind != "leave" and (entry.kind == "event" or seq > left.get(entry.viewer, 0)):
                # What they took along is dealt out from there; what came later is of somebody new.
                self._to(entry)
        return count

    def _of_trial(self, number: int, entry: Entry) -> None:
        if entry.kind == "stop":
            self._stops[number, entries.read_stop(entry.body).label] = entry
            return
        if entry.kind == "resume":
            self._stops.pop((number, entries.read_label(entry.body)), None)
        if number == 0 or entry.kind == "resume":
            self._to_all(entry)

    def stop(self) -> None:
        """What did harm anywhere is stopped everywhere, unless it was tried again there; after all that came
        before."""
        for entry in self._stops.values():
            self._to_all(entry)

    def lead_on(self) -> None:
        """Where somebody who joined was at home before, it is known who they are now."""
        for anonymous, person in self._joined.items():
            if home(anonymous, len(self._logs)) != home(person, len(self._logs)):
                self._put(home(anonymous, len(self._logs)), entries.leave(anonymous, person))

    def flush(self) -> None:
        for log, waiting in zip(self._logs, self._waiting, strict=True):
            log.append(waiting)
            waiting.clear()

    def _to(self, entry: Entry) -> None:
        viewer = entry.viewer or _pair(entry)[1]
        self._put(home(self._joined.get(viewer, viewer), len(self._logs)), entry)

    def _to_all(self, entry: Entry) -> None:
        for number in range(len(self._logs)):
            self._put(number, entry)

    def _put(self, number: int, entry: Entry) -> None:
        waiting = self._waiting[number]
        waiting.append(entry)
        if len(waiting) >= _AT_ONCE:
            self._logs[number].append(list(waiting))
            waiting.clear()


def _joined(logs: list[SqliteLog]) -> dict[str, str]:
    """Anonymous viewer -> who they are now."""
    return dict(_pair(entry) for log in logs for _, entry in _of_kind(log, "adopt"))


def _of_kind(log: SqliteLog, kind: str) -> Iterator[tuple[int, Entry]]:
    return ((number, entry) for number, entry in log.replay(0) if entry.kind == kind)


def _pair(entry: Entry) -> tuple[str, str]:
    return entries.read_adopt(entry.body)


def _opened(folder: Path, closing: ExitStack) -> SqliteLog:
    log = SqliteLog(folder / layout.LOG, lambda _: None)
    closing.callback(log.close)
    return log


def _put_in_place(engine: Path, ready: Path, shards: int) -> None:
    """What is old goes first, then the new log comes, then the rest: killed anywhere, it can be done again.
    As soon as the new log has come, nothing in ``engine`` is old any more."""
    if (ready / "0" / layout.LOG).exists():
        for one in engine.iterdir():
            if one.is_file() and one.name != leaving.NAME:
                one.unlink()
            elif one.is_dir() and one != ready:
                shutil.rmtree(one)
    if shards > 1:
        ready.rename(ready.with_suffix(""))
        return
    for one in sorted(ready.glob("0/*"), key=lambda path: path.name != layout.LOG):
        one.rename(engine / one.name)
    shutil.rmtree(ready)

"""The engine process: a keeper behind a unix socket that only its owner may open.

One thread per connection; web processes keep few. State is guarded by the keeper's lock, and the log
groups concurrent writes. A frame that makes no sense ends its own connection and nothing else.
"""

import os
import signal
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import structlog

from mutoscope.adapters.engine import layout, wire
from mutoscope.adapters.engine.client import connect
from mutoscope.adapters.engine.contracts import Archived, Elsewhere, LogFailed, Place
from mutoscope.adapters.engine.keeper import Keeper
from mutoscope.adapters.engine.layout import Membership
from mutoscope.adapters.engine.pupil import Apart
from mutoscope.adapters.engine.shard import Shard, hand_over, viewers_of
from mutoscope.core.discovery.counted import Pseudonyms

if TYPE_CHECKING:
    from mutoscope.adapters.engine.archiver import Archiver
    from mutoscope.adapters.engine.exchange import Exchange

_IDLE_S = 3600.0
_MOST_CONNECTIONS = 256
_RECORD_EVERY_S = 0.2
_SNAPSHOT_EVERY_S = 600.0
_RELEARN_FIRST_S = 60.0
"""So long after the start, the log is learned again where that is owed ..."""
_RELEARN_EVERY_S = 3600.0
"""... and then so often: at most this long, the ranker has learned from somebody who was forgotten."""
_TEND_EVERY_S = 5.0

log = structlog.get_logger("mutoscope.engine")


class Host:
    """Serves one keeper on one socket until ``stop``."""

    def __init__(
        self,
        keeper: Keeper,
        path: Path,
        exchange: "Exchange | None" = None,
        archiver: "Archiver | None" = None,
    ) -> None:
        """``exchange``: between the keeper, which is a shard then, and the others; ``archiver``: between it
        and object storage."""
        self._keeper = keeper
        self._exchange, self._archiver = exchange, archiver
        self._path = path
        self._stopping = threading.Event()
        self._places = threading.BoundedSemaphore(_MOST_CONNECTIONS)
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        self._listener = _listen(path)

    def serve(self) -> None:
        """Accept connections until ``stop`` is called, then let the calls in progress finish."""
        writers = [
            threading.Thread(target=self._scribe, name="scribe", daemon=True),
            threading.Thread(target=self._relearner, name="relearner", daemon=True),
        ]
        for thread in (*writers, threading.Thread(target=self._gardener, name="gardener", daemon=True)):
            thread.start()
        if self._exchange is not None:
            writers += self._exchange.start(self._stopping)
        if self._archiver is not None:
            run = (self._stopping, self._stands)
            writers.append(
                threading.Thread(target=self._archiver.run, args=run, name="archiver", daemon=True)
            )
            writers[-1].start()
        while not self._stopping.is_set():
            try:
                channel, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                break
            if not self._places.acquire(blocking=False):
                channel.close()
                continue
            threading.Thread(target=self._converse, args=(channel,), daemon=True).start()
        self._listener.close()
        self._path.unlink(missing_ok=True)
        with self._open_lock:
            for channel in self._open:
                _shut(channel)
        for thread in writers:
            thread.join(5)

    def stop(self) -> None:
        self._stopping.set()

    def _converse(self, channel: socket.socket) -> None:
        with self._open_lock:
            self._open.add(channel)
        try:
            channel.settimeout(_IDLE_S)
            while not self._stopping.is_set():
                frame = wire.receive(channel, wire.CALL_LIMIT)
                if frame is None:
                    return
                call = wire.decode_call(frame)
                wire.send(channel, self._answer(call))
        except (wire.BadFrame, msgspec.MsgspecError, RecursionError) as error:
            log.warning("engine.bad_frame", reason=str(error)[:200])
            _say_last(channel, wire.Answer(error="bad_frame", detail="not a call of this engine"))
        except OSError:
            pass  # the other side left, which it may at any time
        finally:
            with self._open_lock:
                self._open.discard(channel)
            channel.close()
            self._places.release()

    def _answer(self, call: wire.Call) -> wire.Answer:
        try:
            return wire.Answer(value=msgspec.Raw(wire.encode(self._do(call))))
        except Elsewhere as error:
            return wire.Answer(error="elsewhere", detail=error.viewer)
        except LogFailed as error:
            log.error("engine.log_failed", reason=str(error))
            return wire.Answer(error="log_failed", detail=str(error))
        except ValueError as error:
            return wire.Answer(error="bad_call", detail=str(error))
        except Exception as error:
            log.exception("engine.fault", call=type(call).__name__)
            return wire.Answer(error="fault", detail=type(error).__name__)

    def _do(self, call: wire.Call) -> Any:
        keeper = self._keeper
        if isinstance(keeper, Shard):
            for viewer in viewers_of(call):
                keeper.at_home(viewer)
            answered, answer = hand_over(keeper, call)
            if answered:
                return answer
        match call:
            case wire.PageCall(request):
                return keeper.page(request)
            case wire.IngestCall(events, now_ms):
                if len(events) > wire.MOST_EVENTS:
                    raise ValueError("too many events in one call")
                return keeper.ingest(events, now_ms)
            case wire.PutCall(items):
                if len(items) > wire.MOST_ITEMS:
                    raise ValueError("too many items in one call")
                return keeper.put_items(items)
            case wire.WithdrawCall(video_ids):
                return keeper.withdraw(video_ids)
            case wire.EraseCall(video_ids):
                return keeper.erase(video_ids)
            case wire.AdoptCall(anonymous, person):
                return keeper.adopt(anonymous, person)
            case wire.ForgetCall(viewer, at_ms):
                return keeper.forget(viewer, at_ms)
            case wire.ExplainCall(viewer, video_id):
                return keeper.explain(viewer, video_id)
            case wire.SteerCall(viewer, wish, at_ms):
                return keeper.steer(viewer, wish, at_ms)
            case wire.ChoicesCall(viewer):
                return keeper.choices(viewer)
            case wire.RestartCall(viewer, at_ms, keep_seen):
                return keeper.restart(viewer, at_ms, keep_seen=keep_seen)
            case wire.InterestsCall(viewer, now_ms):
                return keeper.interests(viewer, now_ms)
            case wire.TopicsCall(most, age):
                return keeper.topics(most, age)
            case wire.ParametersCall():
                return keeper.parameters()
            case wire.FavouritesCall(viewer, most):
                return keeper.favourites(viewer, most)
            case wire.HistoryCall(after, most):
                if not 0 < most <= wire.MOST_EVENTS:
                    raise ValueError("too many events in one call")
                return keeper.history(after, most)
            case wire.ExperimentsCall():
                return keeper.experiments()
            case wire.ResumeCall(label):
                return keeper.resume(label)
            case wire.CatalogueCall():
                return keeper.catalogue()
            case wire.HealthCall(with_state):
                return keeper.health(with_state=with_state)
        raise ValueError("only a shard does this")

    def _scribe(self) -> None:
        """Writes served pages down, and a snapshot now and then; looks what is to be served by."""
        waited = 0.0
        while not self._stopping.wait(_RECORD_EVERY_S):
            waited += _RECORD_EVERY_S
            try:
                self._keeper.record()
                self._keeper.look_around()
                if waited >= _SNAPSHOT_EVERY_S:
                    waited = 0.0
                    self._snapshot()
            except (LogFailed, OSError) as error:
                log.error("engine.cannot_write", reason=str(error))
            except Exception:
                log.exception("engine.cannot_write")

    def _stands(self, archived: Archived) -> None:
        self._keeper.archived = archived

    def _snapshot(self) -> None:
        read = self._exchange.read if self._exchange is not None else {}
        self._keeper.snapshot()
        if self._exchange is not None:
            self._exchange.kept(read)

    def _relearner(self) -> None:
        """Learns the log again after somebody was forgotten. It reads all of it, which takes as long as it
        takes; pages go on, and are written down."""
        wait_s = _RELEARN_FIRST_S
        while not self._stopping.wait(wait_s):
            wait_s = _RELEARN_EVERY_S
            try:
                self._keeper.relearn(self._stopping.is_set)
            except Exception:
                log.exception("engine.cannot_relearn")

    def _gardener(self) -> None:
        """Looks after what makes pages quick and takes its time."""
        while not self._stopping.wait(_TEND_EVERY_S):
            try:
                self._keeper.tend()
            except Exception:
                log.exception("engine.cannot_tend")


def main(home: Path, path: Path, shard: Membership | None = None, storage: str = "") -> int:
    """Run the engine of ``home``, or one shard of it, on the socket ``path`` until SIGTERM or SIGINT; the
    exit status. ``storage``: address of the object storage that log and snapshots are kept in, too."""
    place = shard.place if shard else Place(0, 1)
    folder = layout.folder_of(home / "engine", place)
    try:
        layout.check(home / "engine", place.of)
        away = None
        if storage:
            from mutoscope.adapters.engine.away import Away  # and with it the client of object storages

            away = Away(storage, layout.archive_of(home / "engine", place))
            away.fetch(folder)
        if shard:
            keeper: Keeper = Shard(folder, place, pupil=Apart, pseudonyms=Pseudonyms(shard.secret))
        else:
            keeper = Keeper(folder, pupil=Apart)
    except LogFailed as error:
        log.error("engine.refused", reason=str(error))
        return 1
    exchange = None
    if shard:
        from mutoscope.adapters.engine.exchange import (
            Exchange,  # and with it Valkey's client: not for one engine
        )

        assert isinstance(keeper, Shard)
        ask = [connect(one).standing for one in shard.sockets]
        keys = layout.keys_of(home / "engine", place.of)
        exchange = Exchange(keeper, shard.exchange, keys, ask)
    archiver = away.begin(keeper, folder) if away else None
    host = Host(keeper, path, exchange, archiver)
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: host.stop())
    log.info(
        "engine.ready", socket=str(path), videos=keeper.health().videos, sequence=keeper.health().sequence
    )
    host.serve()
    if archiver:
        keeper.record()
        archiver.send_last()
    keeper.close()
    return 0


def _listen(path: Path) -> socket.socket:
    """A listening socket at ``path``, mode 0600 from its first moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # a leftover; the log's lock already says that no other engine runs
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listener.bind(str(path))
    finally:
        os.umask(before)
    listener.listen(128)
    listener.settimeout(0.25)
    return listener


def _say_last(channel: socket.socket, answer: wire.Answer) -> None:
    try:
        wire.send(channel, answer)
    except OSError:
        return


def _shut(channel: socket.socket) -> None:
    try:
        channel.shutdown(socket.SHUT_RD)
    except OSError:
        return

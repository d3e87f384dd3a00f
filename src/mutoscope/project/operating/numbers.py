"""Everything Prometheus reads of the web port: what its processes counted, and how the rest stands now."""

from collections.abc import Callable, Iterator

import structlog

from mutoscope.adapters.engine import EngineDown, Health
from mutoscope.adapters.metrics import counted, gauge
from mutoscope.apps.feed.engine import the_engine
from mutoscope.apps.flow import queries as flow
from mutoscope.apps.videos import queries as videos
from mutoscope.project.operating import standing, sums

log = structlog.get_logger("mutoscope.metrics")


def told() -> str:
    """A part that can't be asked is counted in ``mutoscope_scrape_failed``; the rest still comes."""
    parts: list[str] = []
    failed: list[str] = []
    for name, ask in _PARTS.items():
        try:
            parts += ask()
        except Exception as error:  # whatever is broken must not hide the rest
            failed.append(name)
            log.warning("a part of the metrics could not be asked", part=name, error=type(error).__name__)
    parts.append(gauge("mutoscope_scrape_failed", "Parts that could not be asked.", [({}, len(failed))]))
    return "".join(parts)


def _about() -> Iterator[str]:
    yield gauge("mutoscope_info", "Versions.", [(standing.versions(), 1)])
    running = [({"process": one.verb or "media tools"}, one) for one in standing.processes()]
    counts = [(kind, one.count) for kind, one in running]
    resident = [(kind, one.resident) for kind, one in running]
    yield gauge("mutoscope_processes", "Processes of this server.", counts)
    yield gauge("mutoscope_process_resident_bytes", "Their memory.", resident)


def _work() -> Iterator[str]:
    jobs = [({"queue": one.queue, "state": one.state}, one.count) for one in flow.unfinished()]
    backlog = flow.backlog()
    yield gauge("mutoscope_jobs", "Jobs that wait, run or were given up.", jobs)
    yield gauge(
        "mutoscope_jobs_oldest_due_seconds",
        "How late the oldest job is.",
        [({}, backlog.oldest_due_ms / 1000)],
    )
    facts = [({"state": state}, count) for state, count in backlog.facts.items()]
    yield gauge(
        "mutoscope_outbox", "Facts that were not delivered yet.", facts or [({"state": "waiting"}, 0)]
    )
    yield gauge(
        "mutoscope_outbox_lag_seconds", "Age of the oldest of them.", [({}, backlog.oldest_fact_ms / 1000)]
    )


def _films() -> Iterator[str]:
    states = [({"state": state}, count) for state, count in sorted(videos.unsettled().items())]
    yield gauge("mutoscope_uploads", "Videos on their way, or stopped on it.", states)
    kept = [({"kind": kind}, size) for kind, size in standing.stored_bytes().items()]
    yield gauge("mutoscope_stored_bytes", "Bytes in the object store.", kept)


def _machine() -> Iterator[str]:
    disk, backup = standing.disk(), standing.last_backup()
    yield gauge("mutoscope_disk_free_bytes", "Room on the disk of the home folder.", [({}, disk.free)])
    yield gauge("mutoscope_disk_bytes", "Size of that disk.", [({}, disk.total)])
    yield gauge(
        "mutoscope_database_bytes", "The database's file and its log.", [({}, standing.database_bytes())]
    )
    if backup is not None:
        made = backup.made.timestamp()
        yield gauge("mutoscope_last_backup_timestamp_seconds", "When the last backup was made.", [({}, made)])


def _engine() -> Iterator[str]:
    """Of several engines each has its own figures, and those of one that is away are left out."""
    parts = the_engine().parts()
    told: list[tuple[dict[str, str], Health]] = []
    away: EngineDown | None = None
    for number, part in enumerate(parts):
        try:
            told.append(({"shard": str(number)} if len(parts) > 1 else {}, part.health()))
        except EngineDown as error:
            away = error
    if away is not None and not told:
        raise away

    def each(name: str, about: str, figure: Callable[[Health], float]) -> str:
        return gauge(name, about, [(labels, figure(health)) for labels, health in told])

    yield each("mutoscope_engine_videos", "Videos that the feed may serve.", lambda one: one.videos)
    yield each("mutoscope_engine_viewers", "Viewers whom the feed knows.", lambda one: one.viewers)
    yield each("mutoscope_engine_sequence", "Entries of the engine's log.", lambda one: one.sequence)
    yield each("mutoscope_ranker_examples", "What the ranker learned from.", lambda one: one.examples)
    yield each("mutoscope_engine_deaf", "Whether shards miss each other's news.", lambda one: bool(one.deaf))
    archived = [(labels, one) for labels, health in told for one in health.archived]
    yield gauge(
        "mutoscope_engine_archived_sequence",
        "Entries of the engine's log that object storage has, too.",
        [(labels, one.sequence) for labels, one in archived],
    )
    yield gauge(
        "mutoscope_engine_archived_timestamp_seconds",
        "When the newest snapshot in object storage was made.",
        [(labels, one.snapshot_ms / 1000) for labels, one in archived if one.snapshot_ms],
    )
    stopped = [({**labels, "arm": label}, 1) for labels, health in told for label in health.stopped]
    yield gauge("mutoscope_experiment_stopped", "Arms that were stopped for the harm they did.", stopped)
    yield each("mutoscope_ranker_trust", "How much of a video's value it decides.", lambda one: one.trust)


def _counted() -> Iterator[str]:
    yield counted(sums.together())


_PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "counted": _counted,
    "about": _about,
    "work": _work,
    "films": _films,
    "machine": _machine,
    "engine": _engine,
}

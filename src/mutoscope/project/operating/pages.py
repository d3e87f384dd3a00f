"""The two addresses of the operator: /metrics for a program with the token, /admin/status/ for staff."""

from datetime import UTC, datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mutoscope.adapters.engine import EngineDown
from mutoscope.adapters.metrics import CONTENT_TYPE
from mutoscope.apps.feed.engine import the_engine
from mutoscope.apps.flow import queries as flow
from mutoscope.apps.likeness import queries as likeness
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.services import seal_says
from mutoscope.project import status as health
from mutoscope.project.operating import broken, numbers, standing
from mutoscope.project.operating.door import may_read

_LATE_BACKUP_S, _LATE_SNAPSHOT_S = 36 * 3600, 1800
_LATE_JOB_MS, _LATE_FACT_MS = 300_000, 60_000
_FULL_PERCENT = 85


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """404 for whoever has no token, as if nothing were here."""
    if not may_read(request.headers.get("Authorization", "")):
        return HttpResponse(status=404)
    answer = HttpResponse(numbers.told(), content_type=CONTENT_TYPE)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """How everything stands, for people; only superusers, because it tells of the machine."""
    if not request.user.is_superuser:
        return HttpResponse(status=403)
    facts = {**admin.site.each_context(request), "title": _("Status"), **look()}
    return render(request, "admin/status.html", facts)


def look() -> dict[str, Any]:
    """What the page shows."""
    return {
        "tiles": [_health(), _work(), _news(), _disk(), _backup(), *_archived(), _experiments(), _alike()],
        "jobs": flow.unfinished(),
        "dead": [(one, datetime.fromtimestamp(one.ended_ms / 1000, UTC)) for one in flow.dead_letters(10)],
        "uploads": sorted(videos.unsettled().items()),
        "stored": [(kind, size(amount)) for kind, amount in standing.stored_bytes().items()],
        "database": size(standing.database_bytes()),
        "processes": [(one, _ago(one.seconds), size(one.resident)) for one in standing.processes()],
        "versions": standing.versions(),
        "captions": standing.captions(),
        "seals": seal_says() or _("nobody"),
        "broken": [(one, datetime.fromtimestamp(one.at, UTC)) for one in broken.last()],
    }


def _health() -> dict[str, Any]:
    checks = {name: health.tried(check) for name, check in health.CHECKS.items()}
    fit = all(one == "ok" for one in checks.values())
    said = _("Everything answers") if fit else _("Trouble")
    return _tile(_("Health"), said, fit, ", ".join(f"{name}: {one}" for name, one in checks.items()))


def _work() -> dict[str, Any]:
    backlog = flow.backlog()
    said = _("%(count)s jobs wait") % {"count": backlog.jobs.get("waiting", 0)}
    late = backlog.oldest_due_ms
    return _tile(_("Work"), said, late < _LATE_JOB_MS, _late(late))


def _news() -> dict[str, Any]:
    backlog = flow.backlog()
    said = _("%(count)s facts on their way") % {"count": sum(backlog.facts.values())}
    good = backlog.oldest_fact_ms < _LATE_FACT_MS and not backlog.facts.get("dead")
    return _tile(_("News"), said, good, _late(backlog.oldest_fact_ms))


def _disk() -> dict[str, Any]:
    disk = standing.disk()
    said = _("%(percent)s %% used") % {"percent": disk.used_percent}
    free = _("%(free)s free") % {"free": size(disk.free)}
    return _tile(_("Disk"), said, disk.used_percent < _FULL_PERCENT, free)


def _backup() -> dict[str, Any]:
    found = standing.last_backup()
    if found is None:
        return _tile(_("Last backup"), _("Never"), False, "mutoscope backup")
    return _tile(_("Last backup"), _ago(found.age_s), found.age_s < _LATE_BACKUP_S, found.folder)


def _archived() -> list[dict[str, Any]]:
    """How old the oldest of the shards' snapshots in object storage is; nothing where none are kept there."""
    try:
        places = the_engine().health().archived
    except EngineDown:
        return []  # said beside
    if not places:
        return []
    name, oldest_ms = _("Feed in object storage"), min(one.snapshot_ms for one in places)
    trouble = "; ".join(dict.fromkeys(one.trouble for one in places if one.trouble))
    age_s = datetime.now(UTC).timestamp() - oldest_ms / 1000
    said, fresh = _ago(age_s) if oldest_ms else _("No snapshot yet"), age_s < _LATE_SNAPSHOT_S
    return [_tile(name, said, fresh and not trouble, trouble or places[0].where)]


def _experiments() -> dict[str, Any]:
    try:
        engine = the_engine().health()
    except EngineDown as error:
        return _tile(_("Experiments"), _("The engine is away"), False, str(error))
    if engine.stopped:
        said = _("%(count)s stopped for the harm they did") % {"count": len(engine.stopped)}
        return _tile(_("Experiments"), said, False, f"mutoscope experiments: {', '.join(engine.stopped)}")
    said = _("Plan %(version)s") % {"version": engine.plan} if engine.plan else _("No plan is published")
    return _tile(_("Experiments"), said, True, "mutoscope experiments")


def _alike() -> dict[str, Any]:
    """How many films are recognised, and how far the walk over older ones is."""
    now = likeness.standing()
    said = _("%(count)s films have prints") % {"count": now.printed}
    walk = _("all older films were looked at") if now.walk.ended_ms else _("older films are being looked at")
    more = f"{walk}: {now.walk.seen}"
    if now.is_full:
        more = _("The index is full: a film that comes now may not be recognised.")
    return _tile(_("Films recognised"), said, not now.is_full, more)


def _tile(name: str, said: str, good: bool, more: str) -> dict[str, Any]:
    return {"name": name, "said": said, "good": good, "more": more}


def _late(ms: int) -> str:
    return _("the oldest for %(seconds)s s") % {"seconds": round(ms / 1000)} if ms else _("nothing is late")


def _ago(seconds: float) -> str:
    for unit, word in ((86_400, _("%(n)s days")), (3_600, _("%(n)s hours")), (60, _("%(n)s minutes"))):
        if seconds >= 2 * unit:
            return word % {"n": int(seconds // unit)}
    return _("%(n)s seconds") % {"n": int(seconds)}


def size(amount: float) -> str:
    """Bytes as people read them."""
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if amount < 1000 or unit == "TB":
            return f"{amount:.0f} {unit}" if amount >= 100 or unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    raise AssertionError

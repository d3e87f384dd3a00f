"""The walk over films that were here before prints were taken: once, from the oldest on, a few at a time.

It runs only when nothing else wants the machine, goes on where it was after whatever end, and stands still
when it is through: what comes later is printed as it is published.
"""

import logging
import time

from django.db import transaction
from django.db.models import F

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import Effects, JobControl, Stopped
from mutoscope.apps.likeness import printing
from mutoscope.apps.likeness.models import Walk
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import Refusal

_AT_ONCE_S = 120
"""So long one job goes on; then the next one takes over, and others may come between."""
_READ = 50
_FAULTS = 5
"""So many one after another are no bad films, but something that is down: better tried again later."""

log = logging.getLogger(__name__)


def go_on(control: JobControl) -> Effects | None:
    """The job: some films more; None when there are no more."""
    walk, until = _row(), time.monotonic() + _AT_ONCE_S
    faults = 0
    if walk.ended_ms:
        return None
    _leave_out_what_ended_a_worker(walk)
    while time.monotonic() < until:
        waiting = videos.listed_after(walk.after_id, _READ)
        if not waiting:
            Walk.objects.filter(pk=walk.pk).update(ended_ms=now_ms())
            return None
        for one in waiting:
            if control.must_stop():
                raise Stopped
            fault = _step(walk, one.id, control)
            walk.after_id = one.id
            faults = faults + 1 if fault else 0
            if fault and faults == _FAULTS:
                raise fault
    return _again


def begin_anew() -> None:
    """Have everything looked at again that has no prints."""
    with transaction.atomic():
        Walk.objects.all().delete()
        Walk.objects.create()
        _again()


def progress() -> Walk:
    """How far it is."""
    return Walk.objects.order_by("id").first() or Walk()


def _row() -> Walk:
    return Walk.objects.order_by("id").first() or Walk.objects.create()


def _leave_out_what_ended_a_worker(walk: Walk) -> None:
    if walk.trying_id > walk.after_id:
        log.warning("no prints of video %s: the last try ended its worker", walk.trying_id)
        walk.after_id = walk.trying_id
        Walk.objects.filter(pk=walk.pk).update(
            after_id=walk.trying_id, seen=F("seen") + 1, failed=F("failed") + 1
        )


def _step(walk: Walk, video_id: int, control: JobControl) -> Exception | None:
    """One film; what went wrong with it, where that is no refusal."""
    printed = failed = 0
    fault = None
    Walk.objects.filter(pk=walk.pk).update(trying_id=video_id)
    try:
        effects = printing.take(video_id, control)
    except Stopped:
        Walk.objects.filter(pk=walk.pk).update(trying_id=0)
        raise
    except Refusal as refusal:
        log.info("no prints of video %s: %s", video_id, refusal.code)
        effects, failed = None, 1
    except Exception as error:  # one bad film must not keep all later ones from their prints
        log.warning("no prints of video %s: %r", video_id, error)
        effects, failed, fault = None, 1, error
    with transaction.atomic():
        if effects is not None:
            effects()
            printed = 1
        Walk.objects.filter(pk=walk.pk).update(
            after_id=video_id, seen=F("seen") + 1, printed=F("printed") + printed, failed=F("failed") + failed
        )
    return fault


def _again() -> None:
    from mutoscope.apps.likeness import tasks  # tasks need what is here

    flow.enqueue_once(tasks.walk, "walk")

"""Renders that nobody looks after: what stands still is set going, and what nobody wants is let go."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from mutoscope.apps.flow import queries as flow_queries
from mutoscope.apps.studio import keeping, reels, renders
from mutoscope.apps.studio.models import Order, Probed, Render
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos import services as video_doors
from mutoscope.core.units import DAY_MS, HOUR_MS

_KNOWN_MS = 30 * DAY_MS
"""How long we remember what a material is; it is found out again when it is needed."""
_AHEAD_MS = HOUR_MS
"""How long a film that was begun ahead waits to be asked for."""


def watch(now: int) -> int:
    """Set going again what waits and has no job, and end what waits for a render that has ended; how many."""
    stuck = after = 0
    late = Order.objects.filter(state="open", asked_ms__lt=now - 60_000).select_related("render")
    while rows := list(late.filter(id__gt=after).order_by("id")[:200]):
        stuck += sum(_nudge(row) for row in rows)
        after = rows[-1].id
    return stuck + _end_forsaken(now)


def _nudge(row: Order) -> bool:
    """Set the render of one that waits going again, or end it as that ended; whether that was needed."""
    render = row.render
    if render.state == "waiting":
        job = flow_queries.job(render.job_id) if render.job_id else None
        if job is not None and job.state in ("waiting", "running"):
            return False
        with transaction.atomic():
            waiting = Render.objects.select_for_update().filter(id=render.id, state="waiting").first()
            if waiting is not None:
                renders.start(waiting)
    elif render.state == "done":
        with transaction.atomic():
            done = Render.objects.select_for_update().filter(id=render.id, state="done").first()
            if done is not None:
                renders.finish(row, done)
    else:
        renders.end_order(row.id, "failed", renders.could_not())
    return True


def _end_forsaken(now: int) -> int:
    """End videos that wait for a film which nobody makes; how many."""
    ended = after = 0
    while ids := videos.rendering(now - 60_000, after, 200):
        making = Order.objects.filter(video_id__in=ids, state="open").values_list("video_id", flat=True)
        for video_id in sorted(set(ids) - set(making)):
            video_doors.film_fails(video_id, renders.could_not())
            ended += 1
        after = ids[-1]
    return ended


def sweep(now: int) -> int:
    """Let films go whose time here is over, and forget what nobody asked for lately; how many. What is known
    of others' materials is forgotten after a while."""
    keeping.sweep(now)
    old = Render.objects.filter(used_ms__lt=now - keeping.KEPT_MS)
    lying = old.exclude(state="gone").exclude(orders__state="open").exclude(orders__film_until_ms__gt=now)
    bare = old.filter(state="gone", orders__isnull=True)
    ids = [
        *lying.values_list("id", flat=True)[:200],
        *_done_with(now),
        *bare.values_list("id", flat=True)[:200],
    ]
    known = Probed.objects.filter(used_ms__lt=now - _KNOWN_MS)
    Probed.objects.filter(object_key__in=list(known.values_list("object_key", flat=True)[:500])).delete()
    return sum(let_go(one, now) for one in sorted(set(ids)))


def _holds(now: int) -> Q:
    """Orders that hold on to a film: it lies here to be taken, or may be asked for (again) soon."""
    soon = Q(state="open") | Q(state="done", video_id__gt=0) | Q(ahead=True, ended_ms__gt=now - _AHEAD_MS)
    return soon | Q(film_until_ms__gt=now)


def _done_with(now: int) -> list[int]:
    """A few films that everybody who asked for them let go, and that no video has."""
    asked = Order.objects.filter(render=OuterRef("pk"))
    held = asked.filter(_holds(now))
    over = Render.objects.filter(Exists(asked), ~Exists(held), state="done")
    return list(over.values_list("id", flat=True)[:200])


def _is_wanted(render: Render, now: int) -> bool:
    asked = Order.objects.filter(render=render)
    if render.used_ms < now - keeping.KEPT_MS:
        return asked.filter(Q(state="open") | Q(film_until_ms__gt=now)).exists()
    return (asked.filter(_holds(now)) if render.state == "done" else asked).exists()


def let_go(render_id: int, now: int = 0) -> bool:
    """Forget a render that nobody asked for, or, ``now``, the film of one that nobody wants any more; False
    when somebody did meanwhile: whoever asks holds its row."""
    with transaction.atomic():
        render = Render.objects.select_for_update().filter(id=render_id).first()
        if render is None:
            return False
        asked = Order.objects.filter(render_id=render_id)
        if _is_wanted(render, now):
            return False
        reels.drop(render_id)
        video_doors.forget_objects(render.object_key)
        if not asked.exists():
            render.delete()
            return True
        render.state, render.object_key, render.document, render.sources = "gone", "", "", "[]"
        render.save()
        return True

"""Films that lie here to be taken away: for how long, what of their owner's storage they take, and their end.

    made --lay_down--> a week --sweep, or its owner--> let go --> remembered for three months --> forgotten

A film counts once, however often the same person asked for it. One that is published counts as its video, as
long as that has it; then, if it lies here as well, it counts as what lies here.
"""

from django.db import transaction
from django.db.models import Count, Max, QuerySet, Sum

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.studio.models import Order, Render
from mutoscope.apps.videos import queries as videos
from mutoscope.core.units import DAY_MS, Refusal

KEPT_MS = 7 * DAY_MS
"""How long a film lies here after it was asked for."""
REMEMBERED_MS = 90 * DAY_MS
"""How long we remember what somebody asked for."""
MOST = 40
"""Films to take away that are kept for one person."""


def lay_down(row: Order, render: Render) -> None:
    """The film of an open order is there, in the caller's transaction; its owner's storage holds it, too. One
    that was asked for to be published does not lie here: it is its video's.

    Refuses ``quota_full``, and nothing has changed then.
    """
    _hold(render.id)
    if not Order.objects.select_for_update().filter(id=row.id, state="open").exists():
        return
    published = _is_a_video(row.person_id, render)
    fresh = 0 if row.video_id or published or counted(row.person_id, render) else render.size
    if fresh:
        accounts.add_stored(row.person_id, fresh)
    if row.video_id and published:
        _lying(row.person_id, render.id).update(counted_bytes=0)  # the video took it over
    row.state, row.ended_ms, row.counted_bytes = "done", now_ms(), fresh
    row.film_until_ms = 0 if row.video_id else row.ended_ms + KEPT_MS
    row.save(update_fields=["state", "ended_ms", "film_until_ms", "counted_bytes"])


def let_go(order_id: int) -> None:
    """The film does not lie here any more; where another order of it does, that one counts from now on."""
    with transaction.atomic():
        for render_id in Order.objects.filter(id=order_id).values_list("render_id", flat=True):
            _hold(render_id)
        row = Order.objects.select_for_update().filter(id=order_id, film_until_ms__gt=0).first()
        if row is None:
            return
        same = _lying(row.person_id, row.render_id).exclude(id=row.id)
        heir = same.order_by("id").values_list("id", flat=True).first()
        if row.counted_bytes and heir is not None:
            Order.objects.filter(id=heir).update(counted_bytes=row.counted_bytes)
        else:
            accounts.add_stored(row.person_id, -row.counted_bytes)
        row.film_until_ms = row.counted_bytes = 0
        row.save(update_fields=["film_until_ms", "counted_bytes"])


def counted(person_id: int, render: Render) -> int:
    """The bytes that count because a film of somebody's lies here, until the caller's transaction
    ends."""
    _hold(render.id)
    return _counted(person_id, render.id)


def _counted(person_id: int, render_id: int) -> int:
    return sum(_lying(person_id, render_id).values_list("counted_bytes", flat=True))


def count_anew(video_id: int) -> None:
    """A video may not have the film any more that it was published with: what lies here of it counts then,
    beyond what there is room for."""
    out = Order.objects.filter(video_id=video_id, state="done")
    for person_id, render_id in list(out.values_list("person_id", "render_id")):
        _count(person_id, render_id)


def _count(person_id: int, render_id: int) -> None:
    with transaction.atomic():
        bare = Render.objects.select_for_update().only("object_key", "size")
        render = bare.filter(id=render_id).first()
        if render is None or _counted(person_id, render.id) or _is_a_video(person_id, render):
            return
        first = _lying(person_id, render.id).order_by("id").values_list("id", flat=True).first()
        if first is not None:
            Order.objects.filter(id=first).update(counted_bytes=render.size)
            accounts.add_stored(person_id, render.size, beyond=True)


def _lying(person_id: int, render_id: int) -> QuerySet[Order]:
    """What somebody asked for of a film that lies here to be taken."""
    return Order.objects.filter(person_id=person_id, render_id=render_id, film_until_ms__gt=0, video_id=0)


def _is_a_video(person_id: int, render: Render) -> bool:
    """Whether a video of theirs has the film, and counts for it; asked of the videos, for what was asked for
    is forgotten before they are."""
    return bool(videos.counting_originals([(person_id, render.object_key)]))


def _hold(render_id: int) -> None:
    """Which order of a film counts is decided by one at a time, until the caller's transaction ends."""
    list(Render.objects.select_for_update().filter(id=render_id).values_list("id"))


def is_there(row: Order) -> bool:
    """Whether its film lies here; who may have it is another question."""
    return row.state == "done" and row.film_until_ms > now_ms()


def gone() -> Refusal:
    return Refusal(
        "film_let_go",
        "A film lies here for %(days)s days, if it is not let go before. You can have it made again.",
        fields={"days": KEPT_MS // DAY_MS},
        status=410,
    )


def sweep(now: int, most: int = MOST) -> None:
    """Let go of films whose days are over, and of the oldest of whoever has too many; count what lies here
    and whose video lost it; forget what was asked for long ago."""
    over = Order.objects.filter(film_until_ms__gt=0, film_until_ms__lte=now).order_by("film_until_ms")
    for order_id in list(over.values_list("id", flat=True)[:500]):
        let_go(order_id)
    for order_id in _surplus(most):
        let_go(order_id)
    for person_id, render_id in _uncounted():
        _count(person_id, render_id)
    old = Order.objects.exclude(state="open").filter(ended_ms__lt=now - REMEMBERED_MS, film_until_ms=0)
    Order.objects.filter(id__in=list(old.values_list("id", flat=True)[:500])).delete()


def _uncounted(most: int = 500) -> list[tuple[int, int]]:
    """(person, film) of what lies here and counts neither as that nor as their video: as a rule none, so only
    those are ever held."""
    lying = Order.objects.filter(film_until_ms__gt=0, video_id=0)
    whose = lying.values_list("person_id", "render_id", "render__object_key")
    silent = [row[:3] for row in whose.annotate(bytes=Sum("counted_bytes")).filter(bytes=0).order_by()]
    found: list[tuple[int, int]] = []
    for first in range(0, len(silent), most):
        some = silent[first : first + most]
        counting = videos.counting_originals([(person_id, key) for person_id, _, key in some])
        found += [(person_id, an_id) for person_id, an_id, key in some if (person_id, key) not in counting]
        if len(found) >= most:
            break
    return found[:most]


def _surplus(most: int) -> list[int]:
    """The oldest films of a few people who have more than so many."""
    lying = Order.objects.filter(film_until_ms__gt=0, video_id=0)
    many = (
        lying.values("person_id").annotate(n=Count("render_id", distinct=True)).filter(n__gt=most).order_by()
    )
    found: list[int] = []
    for person_id in list(many.values_list("person_id", flat=True)[:100]):
        theirs = lying.filter(person_id=person_id)
        films = theirs.values("render_id").annotate(newest=Max("id")).order_by("-newest")
        oldest = list(films.values_list("render_id", flat=True)[most : most + 200])
        found += theirs.filter(render_id__in=oldest).values_list("id", flat=True)
    return found

"""Renders as whoever asked for them sees them."""

from django.db.models import QuerySet
from django.utils.translation import gettext

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.studio import keeping, projects, renders
from mutoscope.apps.studio.contracts import ReasonView, RenderList, RenderView
from mutoscope.apps.studio.models import Order
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import Servable
from mutoscope.core.units import Refusal, to_text

FILE = "film.mp4"


def render(person_id: int, order_id: int) -> RenderView:
    """Refuses ``no_such_render``."""
    row = _orders(person_id).filter(id=order_id).first()
    if row is None:
        raise renders.no_such_render()
    return _shown(row)


def renders_of(person_id: int, project_id: int) -> RenderList:
    """The newest of a project that were asked for. Refuses ``no_such_project``."""
    projects.one(person_id, project_id)
    rows = _orders(person_id).filter(project_id=project_id, ahead=False).order_by("-id")[:20]
    return RenderList(tuple(_shown(row) for row in rows))


def film(media_key: str, name: str) -> Servable | None:
    """The film behind an address, for whoever asked for it, while they may still have what is in it."""
    row = Order.objects.filter(media_key=media_key, state="done").select_related("render").first()
    if row is None or name != FILE or not row.render.object_key or renders.why_withheld(row):
        return None
    return Servable(
        video_id=row.id,
        object_key=row.render.object_key,
        mime="video/mp4",
        size=row.render.size,
        public=False,
        name=FILE,
        creator_id=row.person_id,
        to_keep=True,
    )


def _orders(person_id: int) -> QuerySet[Order]:
    return Order.objects.filter(person_id=person_id).select_related("render")


def _shown(row: Order) -> RenderView:
    made = row.render
    done = row.state == "done"
    state = row.state if row.state != "open" else ("making" if made.progress > 0 else "waiting")
    key = f"p{row.person_id}"
    lies = keeping.is_there(row)
    awaited = not row.video_id and not row.ahead
    withheld = renders.why_withheld(row) if done and (lies or awaited) else None
    there = FILE if lies and withheld is None else ""
    url = videos.media_url(row.media_key, there, public=False, viewer_key=key, now=now_ms(), door="s")
    return RenderView(
        id=to_text(row.id),
        project_id=to_text(row.project_id),
        revision=row.revision,
        state=state,  # type: ignore[arg-type]  # the column holds nothing else
        progress=1.0 if done else round(made.progress, 3) if row.state == "open" else 0.0,
        reason=_reason(row, withheld),
        url=url,
        kept_until_ms=row.film_until_ms if lies and not row.video_id else 0,
        size=made.size if done else 0,
        width=made.width,
        height=made.height,
        duration_ms=made.duration_ms,
        video_id=to_text(row.video_id) if row.video_id else "",
        asked_ms=row.asked_ms,
    )


def _reason(row: Order, withheld: Refusal | None) -> ReasonView | None:
    """Why there is no film, or none any more."""
    code, sentence, fields = row.code, row.sentence, row.fields
    if withheld is not None:
        code, sentence, fields = withheld.code, withheld.sentence, dict(withheld.fields)
    if not code:
        return None
    message = gettext(sentence)
    return ReasonView(code, message % fields if fields else message)

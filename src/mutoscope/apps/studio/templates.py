"""Templates as people find them: what is used most of late, what is new, and one to fill."""

from collections.abc import Mapping

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.studio import queries, timelines, using
from mutoscope.apps.studio.contracts import TemplatePage, TemplateToFill, TemplateView
from mutoscope.apps.studio.firsts import first_like
from mutoscope.apps.studio.made_of import line
from mutoscope.apps.studio.models import Timeline
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoCard
from mutoscope.core.units import cursor_after, from_text, read_cursor

PAGE = 24
_TOP = (1 << 62, 1 << 62)


def page(viewer: Viewer, *, newest: bool, cursor: str = "") -> TemplatePage:
    """Templates that ``viewer`` may use: those used most of late first, or the newest. A page may hold fewer
    and still have a next one. Refuses ``bad_cursor``."""
    last = read_cursor(cursor) if cursor else _TOP
    key = "published_ms" if newest else "rank"
    listed = Timeline.objects.filter(is_template=True)
    older = listed.filter(**{f"{key}__lt": last[0]}) | listed.filter(**{key: last[0]}, video_id__lt=last[1])
    rows = list(older.order_by(f"-{key}", "-video_id")[: PAGE + 1])
    shown = {row.video_id: row for row in rows[:PAGE]}
    cards = videos.cards(list(shown), viewer)
    firsts = first_like(shown, viewer)
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    return TemplatePage(
        tuple(
            _view(card, shown[from_text(card.id)], firsts)
            for card in cards
            if "template" in card.viewer.may_use
        ),
        cursor_after(int(getattr(more, key)), more.video_id) if more else "",
    )


def one(viewer: Viewer, video_id: int) -> TemplateToFill:
    """A template with its places empty. Refuses as ``timelines.template`` does."""
    montage = timelines.template(video_id, viewer)
    row = Timeline.objects.get(video_id=video_id)
    materials = queries.found(using.materials_of(montage), viewer)
    view = _view(videos.card(video_id, viewer), row, first_like([video_id], viewer))
    return TemplateToFill(view, montage, materials)


def _view(card: VideoCard, row: Timeline, firsts: Mapping[int, VideoCard]) -> TemplateView:
    first = firsts.get(row.video_id)
    return TemplateView(
        id=card.id,
        title=card.caption.split("\n", 1)[0],
        creator_handle=card.creator.handle,
        creator_name=card.creator.name,
        poster_url=card.poster_url,
        film_url=card.renditions[0].url,
        width=card.width,
        height=card.height,
        duration_ms=card.duration_ms,
        places=row.places,
        uses=row.uses,
        first=line(first) if first else None,
    )

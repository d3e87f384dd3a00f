"""What several people use at the moment: counted by a schedule, read without counting the reader's own.

People are counted, not videos: nobody makes a trend by posting alone.
"""

from django.db import connection
from django.db.transaction import atomic

from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.relations import queries as relations
from mutoscope.apps.search.contracts import Trending, TrendingTag
from mutoscope.apps.search.models import Trend, Use
from mutoscope.apps.search.shelves import written
from mutoscope.core.search.trending import RECENT_DAYS, WEEK_DAYS, heat
from mutoscope.core.units import DAY_MS

LEAST_PEOPLE = 2
"""Of a trend, besides whoever reads it."""
_KEPT, _SHOWN = 120, 12


def count(now_ms: int) -> int:
    """Count anew what people used within a week; how many trends there are."""
    with connection.cursor() as read:
        read.execute(
            "SELECT ref, COUNT(DISTINCT CASE WHEN published_ms > %s THEN creator_id END),"
            " COUNT(DISTINCT creator_id) AS week FROM search_use"
            " WHERE kind = 't' AND open AND published_ms > %s"
            " GROUP BY ref HAVING COUNT(DISTINCT creator_id) >= %s",
            [now_ms - RECENT_DAYS * DAY_MS, now_ms - WEEK_DAYS * DAY_MS, LEAST_PEOPLE],
        )
        rows = sorted(read.fetchall(), key=lambda row: (-heat(row[1], row[2]), row[0]))[:_KEPT]
    with atomic():
        Trend.objects.all().delete()
        Trend.objects.bulk_create(
            Trend(kind="t", ref=ref, recent=recent, week=week) for ref, recent, week in rows
        )
    return len(rows)


def trending(viewer: Viewer) -> Trending:
    """Tags in the order of their heat, without the viewer's own part in them and without what they muted."""
    trends = list(Trend.objects.filter(kind="t"))
    refs = [trend.ref for trend in trends]
    mine = (
        Use.objects.filter(creator_id=viewer.person_id, kind="t", ref__in=refs)
        if viewer.person_id
        else Use.objects.none()
    )
    own, muted = set(mine.values_list("ref", flat=True)), relations.mutes_of(viewer.person_id).tags
    people = {trend.ref: trend.week - (trend.ref in own) for trend in trends}
    recent = {trend.ref: max(0, trend.recent - (trend.ref in own)) for trend in trends}
    shown = [ref for ref in refs if people[ref] >= LEAST_PEOPLE and ref not in muted]
    shown.sort(key=lambda ref: (-heat(recent[ref], people[ref]), ref))
    ways = written(shown[:_SHOWN])
    return Trending(tuple(TrendingTag(tag=ref, written=way, people=people[ref]) for ref, way in ways.items()))

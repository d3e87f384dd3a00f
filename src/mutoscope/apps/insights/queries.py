"""Numbers for the creator of a video, and for staff; for nobody else.

What would point at fewer than ten people is left out.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Min

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.feed import queries as feed
from mutoscope.apps.insights.contracts import (
    AccountInsights,
    Country,
    Counts,
    PartOut,
    Point,
    Totals,
    VideoInsights,
    VideoLine,
)
from mutoscope.apps.insights.counting import tally_of
from mutoscope.apps.insights.models import Day, Progress, Reach
from mutoscope.apps.videos import queries as videos
from mutoscope.apps.videos.contracts import VideoCard
from mutoscope.core.insights.sketch import count_all
from mutoscope.core.insights.tallies import (
    FEWEST,
    PARTS,
    Tally,
    average_share,
    beyond_subtraction,
    finished_share,
    large_enough,
    retention,
)
from mutoscope.core.units import DAY_MS, Refusal, from_text, to_text

SPANS = (7, 28, 90)
MOST_VIDEOS = 10
MOST_COUNTRIES = 10


def video(video_id: int, viewer: Viewer) -> VideoInsights:
    """How a video fared. Refuses ``no_such_video`` to everybody but its creator and staff."""
    if not viewer.is_staff and (not viewer.person_id or videos.creator_of(video_id) != viewer.person_id):
        raise Refusal("no_such_video", "This video is not here (any more).", status=404)
    card = videos.card(video_id, viewer)
    rows = {row.part: tally_of(row) for row in Reach.objects.filter(video_id=video_id)}
    whole = rows.get("", Tally())
    people = {part: tally.sketch.count() for part, tally in rows.items()}
    ready = people.get("", 0) >= FEWEST
    told = large_enough({part: people[part] for part in PARTS if part in people}) if ready else {}
    return VideoInsights(
        video_id=to_text(video_id),
        caption=card.caption,
        poster_url=card.poster_url,
        duration_ms=card.duration_ms,
        ready=ready,
        counts=_counts(card, whole),
        viewers=people[""] if ready else 0,
        impressions=whole.impressions if ready else 0,
        watched_ms=whole.watched_ms if ready else 0,
        average_share=average_share(whole) if ready else 0.0,
        finished_share=finished_share(whole) if ready else 0.0,
        retention=retention(whole.bins) if ready else (),
        parts=tuple(_part(part, n, rows[part]) for part, n in told.items()),
        more_parts=ready and len(told) < sum(1 for part in PARTS if people.get(part)),
        days=_points(Day.objects.filter(video_id=video_id, day__gt=_today() - 28), 28) if ready else (),
        countries=_countries(people) if settings.CONFIG.country_header else None,
        counted_ms=_counted_ms(),
    )


def account(viewer: Viewer, span: int) -> AccountInsights:
    """How all videos of whoever asks fared in the last ``span`` days. Refuses ``bad_span``."""
    if span not in SPANS:
        raise Refusal("bad_span", "Numbers are kept for 7, 28 or 90 days.", status=422)
    today = _today()
    mine = Day.objects.filter(creator_id=viewer.person_id, video_id=0)
    rows = list(mine.filter(day__gt=today - span))
    now, before = _totals(rows), _totals(mine.filter(day__gt=today - 2 * span, day__lte=today - span))
    ready = now.viewers >= FEWEST
    return AccountInsights(
        span=span,
        ready=ready,
        now=now if ready else _totals(()),
        before=before if before.viewers >= FEWEST else None,
        days=_points(rows, span) if ready else (),
        videos=_most_watched(viewer, today - span) if ready else (),
        counted_ms=_counted_ms(),
    )


def _part(part: str, viewers: int, tally: Tally) -> PartOut:
    return PartOut(part, viewers, tally.impressions, finished_share(tally), average_share(tally))


def _counts(card: VideoCard, whole: Tally) -> Counts:
    """What anybody may count on the card, and what only its creator is told."""
    likes = card.counts.likes
    return Counts(
        likes, card.counts.comments, card.counts.saves, card.counts.reposts, whole.shares, whole.follows
    )


def _countries(people: dict[str, int]) -> tuple[Country, ...]:
    told = beyond_subtraction({part[2:]: n for part, n in people.items() if part.startswith("c:")})
    return tuple(Country(code, n) for code, n in list(told.items())[:MOST_COUNTRIES])


def _points(rows: Iterable[Day], span: int) -> tuple[Point, ...]:
    by_day = {row.day: row for row in rows}
    return tuple(_point(day, by_day.get(day)) for day in range(_today() - span + 1, _today() + 1))


def _point(day: int, row: Day | None) -> Point:
    name = datetime.fromtimestamp(day * DAY_MS / 1000, UTC).date().isoformat()
    people = tally_of(row).sketch.count() if row is not None else 0
    if row is None or people < FEWEST:
        return Point(name, 0, 0, 0, 0, few=people > 0)
    return Point(name, people, row.impressions, row.watched_ms, row.follows, few=False)


def _totals(rows: Iterable[Day]) -> Totals:
    whole = Tally()
    for row in rows:
        whole.join(tally_of(row))
    return Totals(
        viewers=whole.sketch.count(),
        impressions=whole.impressions,
        watched_ms=whole.watched_ms,
        average_share=average_share(whole),
        likes=max(whole.likes, 0),
        shares=whole.shares,
        follows=whole.follows,
    )


def _most_watched(viewer: Viewer, since: int) -> tuple[VideoLine, ...]:
    """By time watched, in one read of the days' rows; then cards of a few."""
    rows = Day.objects.filter(creator_id=viewer.person_id, day__gt=since).exclude(video_id=0)
    watched: dict[int, list[Day]] = {}
    for row in rows.order_by("-watched_ms")[: 90 * MOST_VIDEOS]:
        watched.setdefault(row.video_id, []).append(row)
    best = sorted(watched, key=lambda one: -sum(row.watched_ms for row in watched[one]))[:MOST_VIDEOS]
    return tuple(
        line
        for card in videos.cards(best, viewer)
        if (line := _line(card, watched[from_text(card.id)])) is not None
    )


def _line(card: VideoCard, rows: Sequence[Day]) -> VideoLine | None:
    people = count_all(bytes(row.sketch) for row in rows)
    visits = sum(row.visits for row in rows)
    share = sum(row.permille for row in rows) / visits / 1000 if visits else 0.0
    return VideoLine(card.id, card.caption, card.poster_url, people, share) if people >= FEWEST else None


def _today() -> int:
    return now_ms() // DAY_MS


def _counted_ms() -> int:
    """When the log that was counted least lately was."""
    shards = Progress.objects.filter(id__lte=len(feed.histories()))
    return shards.aggregate(least=Min("counted_ms"))["least"] or 0

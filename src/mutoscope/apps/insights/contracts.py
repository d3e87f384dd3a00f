"""Numbers as their creator sees them. Shares are between 0 and 1; above a hundred, people are within 3 %."""

import msgspec


class PartOut(msgspec.Struct, frozen=True):
    """How a video fared in one part of the product."""

    part: str
    """audition, for_you, follows, again or elsewhere (links, profiles, search)."""
    viewers: int
    impressions: int
    finished_share: float
    average_share: float


class Point(msgspec.Struct, frozen=True):
    """One day (UTC). Days on which fewer than ten people came have no numbers."""

    day: str
    """YYYY-MM-DD"""
    viewers: int
    impressions: int
    watched_ms: int
    follows: int
    few: bool


class Counts(msgspec.Struct, frozen=True):
    likes: int
    comments: int
    saves: int
    reposts: int
    shares: int
    follows: int
    """People who followed while they watched it."""


class Country(msgspec.Struct, frozen=True):
    code: str
    viewers: int


class VideoInsights(msgspec.Struct, frozen=True):
    video_id: str
    caption: str
    poster_url: str
    duration_ms: int
    ready: bool
    """Ten people have watched; before that all numbers below but ``counts`` are 0 or empty."""
    counts: Counts
    viewers: int
    impressions: int
    watched_ms: int
    average_share: float
    finished_share: float
    retention: tuple[float, ...]
    """Share of visits that went on at 0 %, 5 %, ... 100 % of the length."""
    parts: tuple[PartOut, ...]
    """Those in which ten people met it; the largest first."""
    more_parts: bool
    """There are others, of which nothing may be said."""
    days: tuple[Point, ...]
    """The last 28."""
    countries: tuple[Country, ...] | None
    """Those of at least ten people; None: this server does not know countries."""
    counted_ms: int
    """Up to when everything is counted."""


class Totals(msgspec.Struct, frozen=True):
    viewers: int
    impressions: int
    watched_ms: int
    average_share: float
    likes: int
    shares: int
    follows: int


class VideoLine(msgspec.Struct, frozen=True):
    id: str
    caption: str
    poster_url: str
    viewers: int
    average_share: float


class AccountInsights(msgspec.Struct, frozen=True):
    span: int
    """Days."""
    ready: bool
    now: Totals
    before: Totals | None
    """Of as many days just before; None when fewer than ten people came then."""
    days: tuple[Point, ...]
    videos: tuple[VideoLine, ...]
    """Those that were watched most in these days."""
    counted_ms: int

"""Numbers about videos. All of it can be counted again from the engine's log; none of it says who watched."""

from django.db import models

from mutoscope.core.insights.tallies import BINS


def no_visits() -> list[int]:
    return [0] * (BINS + 1)


class Numbers(models.Model):
    """The columns of a tally (``core.insights.tallies``)."""

    impressions = models.BigIntegerField(default=0)
    visits = models.BigIntegerField(default=0)
    finished = models.BigIntegerField(default=0)
    permille = models.BigIntegerField(default=0)
    watched_ms = models.BigIntegerField(default=0)
    likes = models.BigIntegerField(default=0)
    shares = models.BigIntegerField(default=0)
    follows = models.BigIntegerField(default=0)
    bins = models.JSONField(default=no_visits)
    sketch = models.BinaryField(default=b"")

    class Meta:
        abstract = True


class Reach(Numbers):
    """How a video fared since it was published."""

    video_id = models.BigIntegerField()
    part = models.CharField(max_length=12, blank=True)
    """Empty: everywhere. A part of the feed, or c: and the two letters of a country."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["video_id", "part"], name="insights_reach_once")]


class Day(Numbers):
    """How a creator's videos, or one of them, fared on one day (UTC)."""

    creator_id = models.BigIntegerField()
    video_id = models.BigIntegerField()
    """0: all of them."""
    day = models.IntegerField()
    """Days since 1970."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["creator_id", "video_id", "day"], name="insights_day_once")
        ]
        indexes = [models.Index(fields=["video_id", "day"], name="insights_of_video")]


class Visit(models.Model):
    """What was last known of a visit, for as long as more reports of it may come."""

    key = models.CharField(max_length=32, primary_key=True)
    """A keyed hash: nothing of who or what can be read from it."""
    permille = models.SmallIntegerField()
    watched_ms = models.BigIntegerField()
    told_ms = models.BigIntegerField(db_index=True)


class Progress(models.Model):
    """How far the engine's log has been counted: one row for each shard, by its number from 1."""

    sequence = models.BigIntegerField(default=0)
    counted_ms = models.BigIntegerField(default=0)

"""Notices: who was told of what. One row for each thing that happened, in a group that is shown as one."""

from django.db import models
from django.db.models import Q

from mutoscope.adapters.clock import new_id, now_ms


class Group(models.Model):
    """What is shown as one notice: things of one kind that happened to the same thing on the same day."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    recipient_id = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=80)
    """What belongs together (``core.policy.notices.group_key``)."""
    video_id = models.BigIntegerField(default=0, db_index=True)
    comment_id = models.BigIntegerField(default=0)
    """The newest, where several comments are told together."""
    decision_id = models.BigIntegerField(default=0, db_default=0)
    """By which words among people were taken away; 0: it is about something else."""
    count = models.IntegerField(default=0)
    """People whose notices in it were not all taken back; of the house, one."""
    latest_ms = models.BigIntegerField(default=now_ms)
    unread = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient_id", "key"], name="notices_group_once")]
        indexes = [
            models.Index(fields=["recipient_id", "-latest_ms", "-id"], name="notices_newest"),
            models.Index(
                fields=["recipient_id", "-latest_ms"], condition=Q(unread=True), name="notices_unread"
            ),
            models.Index(fields=["latest_ms"], name="notices_oldest"),
        ]


class Notice(models.Model):
    """Somebody did something that the recipient is told of: once, however often it is done and undone."""

    recipient_id = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(default=0)
    """0: the house."""
    video_id = models.BigIntegerField(default=0)
    comment_id = models.BigIntegerField(default=0, db_index=True)
    decision_id = models.BigIntegerField(default=0, db_default=0)
    group = models.ForeignKey(Group, models.CASCADE, related_name="notices", db_index=False)
    taken_back = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient_id", "kind", "actor_id", "video_id", "comment_id", "decision_id"],
                name="notices_notice_once",
            )
        ]
        indexes = [
            models.Index(fields=["group", "-id"], name="notices_of_group"),
            models.Index(fields=["actor_id", "video_id"], name="notices_by_actor"),
            models.Index(fields=["video_id"], name="notices_by_video"),
        ]


class Choices(models.Model):
    """What somebody wants to be told; without a row: everything."""

    person_id = models.BigIntegerField(primary_key=True)
    off = models.JSONField(default=list)
    """Kinds they are not told of."""


class Manner(models.Model):
    """How somebody wants to be told away from the page; without a row: as the defaults say."""

    person_id = models.BigIntegerField(primary_key=True)
    time_zone = models.CharField(max_length=64, blank=True, default="")
    """A name such as Europe/Paris; empty: UTC."""
    quiet_from = models.SmallIntegerField(default=22 * 60)
    """Minutes since midnight; the same as ``quiet_until``: no quiet hours."""
    quiet_until = models.SmallIntegerField(default=8 * 60)
    details = models.BooleanField(default=False)
    """Whether a lock screen may show who did what."""
    rung_ms = models.BigIntegerField(default=0)
    """Newest of the notices that were pushed, or left unpushed for good."""
    digest = models.CharField(max_length=6, default="off")
    """How often news come by mail: off, daily or weekly."""
    digest_hour = models.SmallIntegerField(default=9)
    digest_day = models.SmallIntegerField(default=0)
    """Of a weekly one; 0: Monday."""
    digest_due_ms = models.BigIntegerField(default=0)
    """When the next one is made; 0: never."""
    digested_ms = models.BigIntegerField(default=0)
    """News up to then are in mails that were made."""

    class Meta:
        indexes = [
            models.Index(
                fields=["digest_due_ms"], condition=Q(digest_due_ms__gt=0), name="notices_digest_due"
            )
        ]


class Subscription(models.Model):
    """A browser that may be rung: it belongs to one log-in, and ends with it."""

    person_id = models.BigIntegerField(db_index=True)
    device_id = models.BigIntegerField(db_index=True)
    endpoint = models.TextField()
    endpoint_hash = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=30)
    refused = models.SmallIntegerField(default=0)
    """How often in a row its service took nothing from us."""

"""Who follows, asked to, blocked whom, and who muted what: one row each, so a count is never wrong."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Follow(models.Model):
    follower = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    followed = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    accepted = models.BooleanField()
    """False: asked, and waiting for the owner of a private account."""
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["follower", "followed"], name="relations_follow_once"),
            models.CheckConstraint(condition=~Q(follower=F("followed")), name="relations_follow_others"),
        ]
        indexes = [
            models.Index(fields=["followed", "accepted", "id"], name="relations_followers"),
            models.Index(fields=["follower", "accepted", "id"], name="relations_following"),
        ]


class Block(models.Model):
    blocker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="relations_block_once"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="relations_block_others"),
        ]


class Mute(models.Model):
    """Something its owner does not want to meet. Nobody else is told."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(
        max_length=6, choices=[(kind, kind) for kind in ("person", "word", "tag", "sound")]
    )
    key = models.CharField(max_length=250)
    """What it is compared by: the id of a person or sound, a folded word or tag."""
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", null=True)
    """Of kind person: who, so that a mute ends with the account."""
    text = models.CharField(max_length=60, blank=True)
    """As its owner wrote it, or what the sound was called."""
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "key"], name="relations_mute_once")]
        indexes = [models.Index(fields=["owner", "id"], name="relations_mutes")]

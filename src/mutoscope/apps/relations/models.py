"""Who follows whom, who asked to, who blocked whom: one row each, so a count is never wrong."""

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
        indexes = [models.Index(fields=["followed", "accepted", "id"], name="relations_followers")]


class Block(models.Model):
    blocker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="relations_block_once"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="relations_block_others"),
        ]

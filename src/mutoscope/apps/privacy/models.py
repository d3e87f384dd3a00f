"""What is under way with people's own data."""

from django.db import models

from mutoscope.adapters.clock import new_id, now_ms


class Export(models.Model):
    """A copy of everything that is somebody's, from the wish for it to its end."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    person_id = models.BigIntegerField(db_index=True)
    """0: they left; it goes with the next round."""
    state = models.CharField(
        max_length=6,
        default="making",
        choices=[(name, name) for name in ("making", "ready", "failed", "over")],
    )
    progress = models.FloatField(default=0)
    sentence = models.CharField(max_length=300, blank=True)
    """Why it failed: a message id."""
    object_key = models.CharField(max_length=64, blank=True)
    """Written before the bytes are, so that none is forgotten."""
    size = models.BigIntegerField(default=0)
    asked_ms = models.BigIntegerField(default=now_ms)
    ready_ms = models.BigIntegerField(default=0)
    expires_ms = models.BigIntegerField(default=0)
    ticket_hash = models.CharField(max_length=64, blank=True)
    """Of the one link that counts."""
    ticket_ms = models.BigIntegerField(default=0)
    opened_ms = models.BigIntegerField(default=0)
    """When that link was used; 0: not yet."""

    class Meta:
        indexes = [models.Index(fields=["state", "expires_ms"], name="privacy_export_over")]


class Erasure(models.Model):
    """An account that is gone, until it is proved that nothing is left and its owner has the receipt."""

    person_id = models.BigIntegerField(primary_key=True)
    handle = models.CharField(max_length=24)
    email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=8)
    amounts = models.JSONField(default=dict)
    """How much there was of each kind when it went."""
    asked_ms = models.BigIntegerField()
    erased_ms = models.BigIntegerField()

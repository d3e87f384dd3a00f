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


class Import(models.Model):
    """A copy from another server on its way in, from the first byte to the report of what came of it."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    person_id = models.BigIntegerField(db_index=True)
    """0: they left; it goes with the next round."""
    client_id = models.CharField(max_length=100)
    """What the client calls the file, so that asking twice gives the same upload."""
    size = models.BigIntegerField()
    state = models.CharField(
        max_length=8,
        default="open",
        choices=[
            (name, name) for name in ("open", "looking", "looked", "bringing", "done", "refused", "over")
        ],
    )
    expires_ms = models.BigIntegerField()
    object_key = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=40, blank=True)
    sentence = models.CharField(max_length=300, blank=True)
    """Why it was refused: a message id, with ``fields``."""
    fields = models.JSONField(default=dict)
    found = models.JSONField(default=dict)
    """What is in it, for its owner to choose from."""
    wish = models.JSONField(default=dict)
    progress = models.FloatField(default=0)
    report = models.JSONField(default=list)
    """What came in, part by part, and what was left out and why."""
    made_ms = models.BigIntegerField(default=now_ms)

    class Meta:
        indexes = [models.Index(fields=["state", "expires_ms"], name="privacy_import_over")]


class Brought(models.Model):
    """A video that came in with a copy, so that it comes in once however often the copy is taken in."""

    person_id = models.BigIntegerField()
    origin = models.CharField(max_length=300)
    """Address of the server it comes from, and its id there."""
    video_id = models.BigIntegerField()
    import_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person_id", "origin"], name="privacy_brought_once")]


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

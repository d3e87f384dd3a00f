"""What is under way with people's own data."""

from django.db import models


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

"""People: whoever has an account, in whatever role. And the claim to be the first administrator."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower

from mutoscope.adapters.clock import new_id
from mutoscope.core.policy.handles import fold


class Person(AbstractUser):
    """One account. ``username`` is the handle: unique, folded to lower case."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(
        "handle",
        max_length=24,
        unique=True,
        error_messages={"unique": "This handle is taken."},
    )
    name = models.CharField(max_length=60, blank=True)
    bio = models.CharField(max_length=300, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=8, default="en")
    is_private = models.BooleanField(default=False)
    allow_downloads = models.BooleanField(default=False)
    """Whether others may take their new videos away, unless they say otherwise of one."""
    allows = models.CharField(max_length=60, null=True, blank=True)
    """What others may make of their new videos: words of ``core.policy.reuse``, a comma between; NULL: they
    never said."""
    comments_for = models.CharField(max_length=10, default="everyone")
    """Who may comment on their new videos (``core.policy.comments``), unless they say otherwise of one."""
    suggested = models.BooleanField(default=True)
    """Whether others are led to them who don't know them."""
    indexed = models.BooleanField(default=True)
    """Whether search engines may keep their public pages."""
    avatar_object = models.CharField(max_length=64, blank=True, db_index=True)
    """Hash of the re-encoded avatar in the object store; empty: none."""
    stored_bytes = models.BigIntegerField(default=0, editable=False)
    """Bytes of originals that count against the quota."""
    shown_videos = models.IntegerField(default=0, editable=False)
    """Published videos that everyone may see, as the videos app last counted them."""
    first_name = None
    last_name = None

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stored_bytes__gte=0), name="accounts_stored_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(username=Lower("username")), name="accounts_handle_folded"
            ),
        ]

    @classmethod
    def normalize_username(cls, username: str) -> str:
        return fold(username)

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.username = fold(self.username)
        super().save(*args, **kwargs)


class Claim(models.Model):
    """The one open invitation to become the first administrator; only its hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)


class Leaving(models.Model):
    """Somebody asked for their account to be deleted; until it is due they may still keep it."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="+")
    asked_ms = models.BigIntegerField()
    due_ms = models.BigIntegerField(db_index=True)
    barred = models.BooleanField(default=False)
    """Our team closed the account as well: keeping it does not open it."""


class KeptHandle(models.Model):
    """A handle whose owner left: nobody else gets it for a while. Only a keyed hash of it is there."""

    digest = models.CharField(max_length=64, primary_key=True)
    until_ms = models.BigIntegerField()


class Device(models.Model):
    """A browser in which somebody has logged in, with the session it has now, if it has one."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    token_hash = models.CharField(max_length=64)
    name = models.CharField(max_length=60, blank=True)
    session_key = models.CharField(max_length=40, blank=True, db_index=True)
    """Empty: logged out from afar."""
    since = models.DateField()
    seen = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "token_hash"], name="accounts_device_once")]

"""People: whoever has an account, in whatever role."""

import secrets
import time

from django.contrib.auth.models import AbstractUser
from django.db import models

from mutoscope.core.units import make_id


def new_id() -> int:
    return make_id(time.time_ns() // 1_000_000, secrets.randbits(22))


class Person(AbstractUser):
    """One account. ``username`` is the handle: unique, folded to lower case."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60, blank=True)
    bio = models.CharField(max_length=300, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=8, default="en")
    is_private = models.BooleanField(default=False)
    avatar_object = models.CharField(max_length=64, blank=True)
    """Hash of the re-encoded avatar in the object store; empty: none."""
    first_name = None
    last_name = None

"""Handles of people who left: kept from others for a while, so that nobody poses as somebody who was here."""

from django.conf import settings
from django.utils.crypto import salted_hmac

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts.models import KeptHandle
from mutoscope.core.units import DAY_MS


def keep(handle: str) -> None:
    """From now on nobody gets this handle, for as many days as the operator set."""
    now = now_ms()
    KeptHandle.objects.filter(until_ms__lte=now).delete()
    days = settings.CONFIG.handle_kept_days
    if days:
        until = now + days * DAY_MS
        KeptHandle.objects.update_or_create(digest=_digest(handle), defaults={"until_ms": until})


def is_kept(handle: str) -> bool:
    return KeptHandle.objects.filter(digest=_digest(handle), until_ms__gt=now_ms()).exists()


def _digest(handle: str) -> str:
    return salted_hmac("mutoscope.kept_handle", handle, algorithm="sha256").hexdigest()

"""The first administrator: whoever runs the program gets a link that works once."""

import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from mutoscope.apps.accounts import sessions
from mutoscope.apps.accounts.limits import take
from mutoscope.apps.accounts.models import Claim, Person
from mutoscope.apps.accounts.viewers import client_key
from mutoscope.core.units import Refusal


def claim_link() -> str | None:
    """An address that makes whoever opens it first the administrator; None when there is one already.

    Each call makes a new link and ends the one before: only the newest output of the program counts.
    """
    with transaction.atomic():
        if _administrator_exists():
            Claim.objects.all().delete()
            return None
        token = secrets.token_urlsafe(24)
        Claim.objects.all().delete()
        Claim.objects.create(token_hash=_hash(token))
    return f"{settings.CONFIG.web_address}/claim/{token}"


def is_open(token: str) -> bool:
    """Whether a claim with this token would be heard."""
    return not _administrator_exists() and Claim.objects.filter(token_hash=_hash(token)).exists()


def claim(request: HttpRequest, token: str, wish: sessions.Wish) -> None:
    """Make the administrator's account and log it in; refuses claim_closed, and whatever joining refuses."""
    take(client_key(request), "claim")
    if not is_open(token):
        raise _closed()

    def spend_token() -> None:
        spent, _ = Claim.objects.filter(token_hash=_hash(token)).delete()
        if not spent or _administrator_exists():
            raise _closed()

    sessions.make_account(request, wish, {"is_staff": True, "is_superuser": True}, spend_token)


def _administrator_exists() -> bool:
    return Person.objects.filter(is_superuser=True, is_active=True).exists()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _closed() -> Refusal:
    return Refusal(
        "claim_closed",
        "This link was used already, or a newer one was printed when the program started again.",
        status=403,
    )

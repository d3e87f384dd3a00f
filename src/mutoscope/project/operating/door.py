"""Who may read numbers: whoever sends the operator's token."""

import hmac

from django.conf import settings


def may_read(authorization: str) -> bool:
    """Whether this header of a request carries the token; never where none is set."""
    token = settings.CONFIG.metrics_token
    return bool(token) and hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode())

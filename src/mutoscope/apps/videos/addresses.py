"""Addresses of media: the random key of the video, the name of the file, and for what is not public a
signature that says which viewer it was given to and until when.

Signed addresses stay the same for a quarter of an hour, so that what the player prefetched is what it plays.
The signature only proves whom the address was made for; whether that viewer may still watch is asked again
whenever bytes are served.
"""

import hashlib
import hmac
from functools import cache
from urllib.parse import urlencode

from django.conf import settings

WINDOW_MS = 15 * 60 * 1000
"""A signed address is good for one to two of these."""


def media_url(media_key: str, name: str, *, public: bool, viewer_key: str, now: int, door: str = "m") -> str:
    """Where ``viewer_key`` finds the file; empty when there is no name. ``door``: who answers for it."""
    if not name:
        return ""
    path = f"{settings.CONFIG.media_address}/{door}/{media_key}/{name}"
    if public:
        return path
    expires = (now // WINDOW_MS + 2) * WINDOW_MS
    seal = signature(media_key, viewer_key, expires)
    return f"{path}?{urlencode({'v': viewer_key, 'e': expires, 's': seal})}"


def signature(media_key: str, viewer_key: str, expires: int) -> str:
    text = f"{media_key}|{viewer_key}|{expires}".encode()
    return hmac.new(_key(), text, "sha256").hexdigest()[:40]


def is_signed(media_key: str, viewer_key: str, expires: int, seal: str, now: int) -> bool:
    """Whether this address was made by us for this viewer and is still good."""
    if not now <= expires <= now + 2 * WINDOW_MS:
        return False
    return hmac.compare_digest(signature(media_key, viewer_key, expires).encode(), seal.encode())


@cache
def _key() -> bytes:
    return hashlib.sha256(b"media address:" + settings.SECRET_KEY.encode()).digest()

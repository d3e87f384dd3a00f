"""Whom we let ourselves be sent to: browsers tell us addresses, and anybody can pretend to be a browser.

An entry of the list is a host (``fcm.googleapis.com``), every host below one (``*.push.apple.com``), or a
whole origin (``http://127.0.0.1:9000``), which is trusted as it stands. All others must be https on its
usual port, and lead to a public address: the one that was looked at is the one that is used.
"""

import ipaddress
import socket
from collections.abc import Sequence
from urllib.parse import SplitResult, urlsplit

import msgspec

from mutoscope.adapters.webpush.contracts import Gone, TryLater

MOST_LETTERS = 1000


class Way(msgspec.Struct, frozen=True):
    """How to reach an endpoint."""

    secure: bool
    host: str
    port: int
    address: str
    """The IP address to connect to; empty: whatever the name means (a trusted origin)."""
    path: str


def is_allowed(endpoint: str, services: Sequence[str]) -> bool:
    """Whether we would send anything there; looks up nothing."""
    parts = _parts(endpoint)
    return parts is not None and (_is_origin(parts, services) or _is_host(parts, services))


def way_to(endpoint: str, services: Sequence[str]) -> Way:
    """How to reach ``endpoint``; raises Gone when we must not, TryLater when its name is unknown."""
    parts = _parts(endpoint)
    if parts is None or not is_allowed(endpoint, services):
        raise Gone("not a push service we know")
    secure, host = parts.scheme == "https", parts.hostname or ""
    port = parts.port or (443 if secure else 80)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    address = "" if _is_origin(parts, services) else _public_address(host, port)
    return Way(secure, host, port, address, path or "/")


def _parts(endpoint: str) -> SplitResult | None:
    if (
        len(endpoint) > MOST_LETTERS
        or not endpoint.isascii()
        or not endpoint.isprintable()
        or " " in endpoint
    ):
        return None
    try:
        parts = urlsplit(endpoint)
        _ = parts.port
    except ValueError:
        return None
    fits = parts.scheme in ("http", "https") and parts.hostname and parts.username is None
    return parts if fits and not parts.fragment else None


def _is_origin(parts: SplitResult, services: Sequence[str]) -> bool:
    return f"{parts.scheme}://{parts.netloc}" in services


def _is_host(parts: SplitResult, services: Sequence[str]) -> bool:
    host = parts.hostname or ""
    fits = any(
        host.endswith(one[1:]) if one.startswith("*.") else host == one for one in services if "/" not in one
    )
    return fits and parts.scheme == "https" and parts.port in (None, 443)


def _public_address(host: str, port: int) -> str:
    """One public address of ``host``. A name that means an inner address as well is not trusted at all."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise TryLater(f"{host} can't be found: {error}") from error
    addresses = [str(where[0]) for *_, where in found]
    if not addresses or not all(ipaddress.ip_address(one.partition("%")[0]).is_global for one in addresses):
        raise Gone(f"{host} is not at a public address")
    return addresses[0]

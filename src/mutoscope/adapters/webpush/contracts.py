"""What goes out, where to, and how it can end."""

from typing import Literal

import msgspec

Urgency = Literal["very-low", "low", "normal", "high"]


class Target(msgspec.Struct, frozen=True):
    """A browser's subscription, as it gave it to us."""

    endpoint: str
    p256dh: str
    """Its public key: an uncompressed point of P-256, base64url."""
    auth: str
    """16 secret bytes, base64url."""


class Message(msgspec.Struct, frozen=True):
    body: bytes
    ttl_s: int
    """How long the service keeps it for a browser that is off."""
    urgency: Urgency = "normal"
    topic: str = ""
    """A later message of the same topic takes the place of one still waiting; at most 32 letters."""


class Gone(Exception):
    """The subscription exists no more, or leads where we don't go: forget it."""


class Refused(Exception):
    """The service will not take this message from us; the subscription may be good."""


class TryLater(Exception):
    """The service is away or busy."""

"""Web push: a message for one browser, sealed so that only it can read it, handed to its vendor's service.

    key = VapidKey.of(text)                     # who we are, RFC 8292
    deliver(target, b"...", key, services=(...), subject="mailto:...", now_s=...)

What the push service learns: that there is a message, its size, how urgent it is. Nothing of what it says.
"""

from mutoscope.adapters.webpush.contracts import Gone, Message, Refused, Target, TryLater
from mutoscope.adapters.webpush.reaching import is_allowed
from mutoscope.adapters.webpush.sealing import MOST_BYTES, BadTarget, seal, well_formed
from mutoscope.adapters.webpush.sending import deliver
from mutoscope.adapters.webpush.vapid import VapidKey, new_key

__all__ = [
    "MOST_BYTES",
    "BadTarget",
    "Gone",
    "Message",
    "Refused",
    "Target",
    "TryLater",
    "VapidKey",
    "deliver",
    "is_allowed",
    "new_key",
    "seal",
    "well_formed",
]

"""Between the bytes of a document and its value: strict towards what comes in, patient with what was kept."""

import msgspec
from django.conf import settings

from mutoscope.core.montage.checking import MontageLimits, canonical, check, read_montage
from mutoscope.core.montage.document import Montage

EDITION = 4
"""Changes when the same document is rendered otherwise: nothing made before is handed out for it then."""
DRAFT = MontageLimits(max_seconds=3600)
"""A draft may be longer than what is rendered: refusing to keep it would lose work."""


def read(data: bytes) -> Montage:
    """The document somebody sends. Refuses what ``checking`` refuses, saying where."""
    return read_montage(data, DRAFT)


def check_renderable(montage: Montage) -> None:
    """Refuses what may be kept as a draft but not rendered: a film longer than ``montage_max_seconds``."""
    check(montage, MontageLimits(max_seconds=settings.CONFIG.montage_max_seconds))


def kept(text: str) -> Montage:
    """The document as it was once checked and kept."""
    return msgspec.json.decode(text, type=Montage)


def text(montage: Montage) -> bytes:
    """The one text of a document: the same for the same value, in every process."""
    return canonical(montage)

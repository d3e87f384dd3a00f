"""Hours in which nobody is rung, by the clock of the one who would be."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

DAY_MINUTES = 24 * 60


class Span(msgspec.Struct, frozen=True):
    """Part of every day, in minutes since midnight; over midnight when it ends before it begins.

    Beginning and end the same: no time at all.
    """

    begins: int
    ends: int

    def left(self, minute: int) -> int:
        """Minutes from ``minute`` of the day until it is over; 0: it is not on."""
        length = (self.ends - self.begins) % DAY_MINUTES
        since = (minute - self.begins) % DAY_MINUTES
        return length - since if since < length else 0


def heard_from(local: datetime, spans: Sequence[Span]) -> datetime | None:
    """``local``, or the first whole minute after it, that lies in none of ``spans``.

    ``local`` is what the clock on the wall shows, and so is the answer. None: no minute of the day is free.
    """
    moment = local
    while any(span.left(_minute(moment)) for span in spans):
        moment += timedelta(minutes=max(span.left(_minute(moment)) for span in spans))
        moment = moment.replace(second=0, microsecond=0)
        if moment - local > timedelta(days=1):
            return None
    return moment


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute

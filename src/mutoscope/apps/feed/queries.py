"""What the feed can be asked: one viewer's choices and profile, why a video came; and what happened."""

from mutoscope.adapters.engine import Part
from mutoscope.apps.feed.engine import the_engine
from mutoscope.apps.feed.profiles import interest_profile
from mutoscope.apps.feed.steering import choices, topics, why

__all__ = ["choices", "histories", "interest_profile", "topics", "why"]


def histories() -> tuple[Part, ...]:
    """The engine's parts, each of which tells the ``history`` of its own log; always in the same order."""
    return the_engine().parts()

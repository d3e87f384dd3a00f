"""What the feed can be asked: one viewer's choices and profile, why a video came; and what happened."""

from mutoscope.adapters.engine import History
from mutoscope.apps.feed.engine import the_engine
from mutoscope.apps.feed.profiles import interest_profile
from mutoscope.apps.feed.steering import choices, topics, why

__all__ = ["choices", "history", "interest_profile", "topics", "why"]


def history(after: int, most: int) -> History:
    """At most ``most`` events after that place in the engine's log, each with what showed the video.

    Raises EngineDown.
    """
    return the_engine().history(after, most)

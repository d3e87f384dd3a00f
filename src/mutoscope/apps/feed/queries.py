"""What the feed can be asked about one viewer: their choices, their interest profile, why a video came."""

from mutoscope.apps.feed.profiles import interest_profile
from mutoscope.apps.feed.steering import choices, topics, why

__all__ = ["choices", "interest_profile", "topics", "why"]

"""The verbs of the feed."""

from mutoscope.apps.feed.catalogue import reconcile, retell
from mutoscope.apps.feed.events import take_events
from mutoscope.apps.feed.pages import next_page
from mutoscope.apps.feed.profiles import import_profile, take_profile
from mutoscope.apps.feed.steering import forget_viewer, reset, steer
from mutoscope.apps.feed.streams import following, newest
from mutoscope.apps.feed.suggestions import suggestions

__all__ = [
    "following",
    "forget_viewer",
    "import_profile",
    "newest",
    "next_page",
    "reconcile",
    "reset",
    "retell",
    "steer",
    "suggestions",
    "take_events",
    "take_profile",
]

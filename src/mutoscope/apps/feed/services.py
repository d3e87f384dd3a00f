"""The verbs of the feed."""

from mutoscope.apps.feed.catalogue import reconcile, retell
from mutoscope.apps.feed.events import take_events
from mutoscope.apps.feed.pages import next_page
from mutoscope.apps.feed.streams import following, newest
from mutoscope.apps.feed.suggestions import suggestions

__all__ = ["following", "newest", "next_page", "reconcile", "retell", "suggestions", "take_events"]

"""The verbs of the feed."""

from mutoscope.apps.feed.catalogue import reconcile, retell
from mutoscope.apps.feed.events import take_events
from mutoscope.apps.feed.pages import next_page

__all__ = ["next_page", "reconcile", "retell", "take_events"]

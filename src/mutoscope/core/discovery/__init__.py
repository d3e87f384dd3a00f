"""The feed engine's thinking: facts about viewers and videos in, a page with its trace out.

    events, items ──> State (facts, joined so that order and repetition do not matter)
    PageRequest + State + Weights ──> make_page ──> Page

Nothing here knows a clock, a disk or dice: ``now_ms`` and ``seed`` come with the request.
"""

from mutoscope.core.discovery.contracts import Event, Item, Page, PageRequest, Served
from mutoscope.core.discovery.page import make_page
from mutoscope.core.discovery.state import State
from mutoscope.core.discovery.weights import DEFAULT, Weights

__all__ = ["DEFAULT", "Event", "Item", "Page", "PageRequest", "Served", "State", "Weights", "make_page"]

"""The front door of messages: talk with people, and decide who may talk to oneself."""

from mutoscope.apps.messages.groups import add, clear_name, found, leave, remove, rename
from mutoscope.apps.messages.keeping import accept, choose, clear, decline, forget_person, mute, read
from mutoscope.apps.messages.saying import say, take_away, unsay, write_to

__all__ = [
    "accept",
    "add",
    "choose",
    "clear",
    "clear_name",
    "decline",
    "forget_person",
    "found",
    "leave",
    "mute",
    "read",
    "remove",
    "rename",
    "say",
    "take_away",
    "unsay",
    "write_to",
]

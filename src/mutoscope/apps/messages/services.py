"""The front door of messages: talk with people, and decide who may talk to oneself."""

from mutoscope.apps.messages.groups import add, found, leave, remove, rename
from mutoscope.apps.messages.keeping import (
    accept,
    choose,
    clear,
    decline,
    forget_person,
    hear_block,
    mute,
    read,
)
from mutoscope.apps.messages.saying import say, unsay, write_to
from mutoscope.apps.messages.taking import clear_name, forget_taken, give_back, take_away

__all__ = [
    "accept",
    "add",
    "choose",
    "clear",
    "clear_name",
    "decline",
    "forget_person",
    "forget_taken",
    "found",
    "give_back",
    "hear_block",
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

"""Direct messages: who may write to whom, and what may stand in a message.

| they are                       | either below 16 | both 16 or older                              |
|--------------------------------|-----------------|-----------------------------------------------|
| friends (follow each other)    | may write       | may write                                     |
| strangers who once agreed to   | no              | may write                                     |
| strangers                      | no              | may ask, when the other hears from everybody  |

An unknown age counts as below 16. Who hears from nobody is written to by nobody; who hears from friends
only is asked by nobody.
"""

import re
from typing import Literal

import msgspec

from mutoscope.core.policy.captions import clean, visible_length
from mutoscope.core.units import Refusal

Reach = Literal["write", "ask", "no"]
HearsFrom = Literal["everybody", "friends", "nobody"]
"""everybody: strangers send a request first."""

GROWN_FROM_AGE = 16
MAX_LETTERS = 2000
MAX_LETTERS_OF_REQUEST = 300
MOST_IN_GROUP = 12
NAME_LETTERS = 60
_LINK = re.compile(
    r"://|\bwww\.|\b[\w-]+\.(?:com|net|org|io|me|fr|de|co|app|link|gg|ly|ru|xyz|info|site|shop|tv)\b",
    re.IGNORECASE,
)


class Between(msgspec.Struct, frozen=True):
    """What the decision needs to know of two people."""

    friends: bool
    agreed: bool
    """Both are in a conversation with each other already, by request or as friends."""
    age: int
    """Years that who writes surely has; 0: unknown."""
    other_age: int
    other_hears: HearsFrom


def reach(two: Between) -> Reach:
    """Whether somebody may write to the other: see the table above. Blocks are the caller's business."""
    if two.other_hears == "nobody":
        return "no"
    if two.friends:
        return "write"
    if is_young(two.age) or is_young(two.other_age):
        return "no"
    if two.agreed:
        return "write"
    return "ask" if two.other_hears == "everybody" else "no"


def is_young(age: int) -> bool:
    """Whether strangers and somebody of this age are kept apart."""
    return age < GROWN_FROM_AGE


def hears_from(choice: HearsFrom, age: int) -> HearsFrom:
    """Whom somebody of ``age`` hears from, having chosen ``choice``: below 16 friends at most."""
    return "friends" if choice == "everybody" and is_young(age) else choice


def read_message(raw: str, *, with_video: bool = False, asks: bool = False) -> str:
    """The words that ``raw`` stands for. ``asks``: it is a request, which is shorter and bare.

    Refuses ``message_empty``, ``message_too_long``, and of a request ``no_links_yet``, ``no_videos_yet``.
    """
    longest = MAX_LETTERS_OF_REQUEST if asks else MAX_LETTERS
    if len(raw) > 10 * MAX_LETTERS:  # before any work is done on it
        raise _too_long(longest)
    text = clean(raw)
    if not text and not with_video:
        raise Refusal("message_empty", "Please write something first.", status=422)
    if visible_length(text) > longest:
        raise _too_long(longest)
    if asks and with_video:
        raise Refusal(
            "no_videos_yet",
            "You can send videos once they have accepted your request. Please begin with a few words.",
            status=403,
        )
    if asks and _LINK.search(text):
        raise Refusal("no_links_yet", "You can send links once they have accepted your request.", status=403)
    return text


def _too_long(longest: int) -> Refusal:
    return Refusal(
        "message_too_long",
        "A message has at most %(limit)s characters; please shorten yours.",
        fields={"limit": longest},
        status=422,
    )

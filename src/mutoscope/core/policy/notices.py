"""What people are told of, what belongs together in one notice, and what never reaches the young.

A notice has a *kind*. Things of a kind that happen often to the same thing are told together, a day at a
time: «Ana and 12 others like your video». Everything else is told one by one.
"""

from typing import Literal

from mutoscope.core.units import DAY_MS

Kind = Literal[
    "like",
    "repost",
    "comment",
    "reply",
    "comment_like",
    "mention",
    "pinned",
    "answer",
    "follow",
    "request",
    "accepted",
    "ready",
    "stopped",
    "device",
    "export",
    "judged",
    "taken",
    "report",
    "used",
    "part_gone",
    "alike",
    "message",
    "message_request",
]
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]  # a Literal lists its values there
OF_MESSAGES: frozenset[Kind] = frozenset({"message", "message_request"})
"""Kinds that only ring: what they are about has a place of its own, and is no notice."""
FROM_THE_HOUSE: frozenset[Kind] = frozenset(
    {"ready", "stopped", "device", "export", "judged", "taken", "report", "part_gone", "alike"}
)
"""Kinds that nobody in particular causes."""
OF_DECISIONS: frozenset[Kind] = frozenset({"stopped", "judged", "taken"})
"""Kinds that say what was decided about one's own: from there another look is asked for, so that they are
listed as long as it may be, and when they are turned off too; they only ring no more."""
OF_COMMENTS: frozenset[Kind] = frozenset({"comment", "reply", "comment_like", "mention", "pinned"})
"""Kinds that are about a comment, when they name one: without it there is nothing to tell."""
KEPT_MS = 90 * DAY_MS
"""How long a notice is kept that is of no decision."""

_OF_A_VIDEO: frozenset[Kind] = frozenset({"like", "repost", "comment", "used"})
"""What is told together by the video. Answers to oneself and mentions stay single: they ask for an answer."""
_FROM_STRANGERS: frozenset[Kind] = frozenset({"mention"})
"""Kinds by which somebody whom one has nothing to do with can make one look."""


def group_key(
    kind: Kind, *, actor_id: int, video_id: int, comment_id: int, at_ms: int, decision_id: int = 0
) -> str:
    """What a notice is told together with: those of the same key, for the same person."""
    day = at_ms // DAY_MS
    if kind in _OF_A_VIDEO:
        return f"{kind}:{video_id}:{day}"
    if kind == "comment_like":
        return f"{kind}:{comment_id}:{day}"
    if kind == "follow":
        return f"{kind}:{day}"
    if decision_id:
        return f"{kind}:{decision_id}"
    return f"{kind}:{actor_id}:{video_id}:{comment_id}"


def reaches(kind: Kind, *, age: int, follows_actor: bool) -> bool:
    """Whether somebody who is surely ``age`` years old is told of what this person did.

    Below 16, and whenever the age is unknown (0), nobody is called by people they don't follow.
    """
    return age >= 16 or follows_actor or kind not in _FROM_STRANGERS

"""Comments: what may be said in one, who may write one, and which come first.

| comments are for | who may write                                    | who may read            |
|------------------|--------------------------------------------------|-------------------------|
| everyone         | whoever has an account and may see the video     | whoever sees the video  |
| followers        | followers of its creator, the creator            | whoever sees the video  |
| following        | people whom its creator follows, the creator     | whoever sees the video  |
| nobody           | nobody                                           | nobody                  |
"""

import math
import re
from typing import Literal

import msgspec

from mutoscope.core.policy.captions import clean, visible_length
from mutoscope.core.units import DAY_MS, Refusal

CommentsFor = Literal["everyone", "followers", "following", "nobody"]
COMMENTS_FOR: tuple[CommentsFor, ...] = ("everyone", "followers", "following", "nobody")

MAX_LETTERS = 500
"""Visible characters, counted as in captions."""
MAX_MENTIONS = 5
"""Whoever names more people than this wants an audience, not an answer."""
OPEN_TO_ALL_FROM_AGE = 16
"""Below this age a creator's comments are for followers at most."""
DOUBLING_MS = 14 * DAY_MS
"""Twice the applause is worth as much as being two weeks younger: good comments stay on top, and whoever
comes late still finds readers."""

_MENTION = re.compile(r"(?<![\w@/.])@([a-z0-9_][a-z0-9_.]{0,29})", re.IGNORECASE | re.ASCII)


class Comment(msgspec.Struct, frozen=True):
    text: str
    mentions: tuple[str, ...] = ()
    """Folded handles in the order written, each once; whether anybody has them is not known here."""


def read_comment(raw: str) -> Comment:
    """The comment that ``raw`` stands for; refuses ``comment_empty``, ``comment_too_long`` and
    ``too_many_mentions``."""
    if len(raw) > 40 * MAX_LETTERS:  # before any work is done on it
        raise _too_long()
    text = clean(raw)
    if not text:
        raise Refusal("comment_empty", "Please write something first.", status=422)
    if visible_length(text) > MAX_LETTERS:
        raise _too_long()
    mentions = tuple(dict.fromkeys(name.rstrip(".").lower() for name in _MENTION.findall(text)))
    if len(mentions) > MAX_MENTIONS:
        raise Refusal(
            "too_many_mentions",
            "A comment can name %(limit)s people at most.",
            fields={"limit": MAX_MENTIONS},
            status=422,
        )
    return Comment(text, mentions)


def may_comment(comments_for: str, *, has_account: bool, own: bool, follows: bool, followed: bool) -> bool:
    """Whether somebody who may see a video, who ``follows`` its creator or is ``followed`` by them, may write
    under it: see the table above."""
    if not has_account or comments_for == "nobody":
        return False
    if own or comments_for == "everyone":
        return True
    return followed if comments_for == "following" else follows


def widest(comments_for: CommentsFor, age: int) -> CommentsFor:
    """Whom a creator of ``age`` (0: unknown) lets write when they ask for ``comments_for``."""
    young = 0 < age < OPEN_TO_ALL_FROM_AGE
    return "followers" if young and comments_for == "everyone" else comments_for


def rank(likes: int, replies: int, born_ms: int) -> int:
    """Where a comment stands among the best, the highest first; an answer counts half a like."""
    return born_ms + round(DOUBLING_MS * math.log2(1 + likes + replies / 2))


def _too_long() -> Refusal:
    return Refusal(
        "comment_too_long",
        "A comment has at most %(limit)s characters; please shorten yours.",
        fields={"limit": MAX_LETTERS},
        status=422,
    )

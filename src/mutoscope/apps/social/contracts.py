"""What became true between people and videos, and comments as a viewer meets them."""

import msgspec

from mutoscope.apps.flow.contracts import Fact
from mutoscope.apps.videos.contracts import CreatorOnCard
from mutoscope.core.policy.comments import CommentsFor

JUDGING = ("safety.change_commentreport", "safety.change_commentdecision")
"""The rights, in staff's rooms, that decide about comments; the rooms belong to an app above."""


class Liked(Fact, frozen=True):
    person_id: int
    video_id: int


class Unliked(Fact, frozen=True):
    person_id: int
    video_id: int


class Reposted(Fact, frozen=True):
    """Somebody shows a video on their own profile."""

    person_id: int
    video_id: int


class Unreposted(Fact, frozen=True):
    person_id: int
    video_id: int


class Saved(Fact, frozen=True):
    """A video is in at least one of somebody's collections, and was in none before. Private to them."""

    person_id: int
    video_id: int


class Unsaved(Fact, frozen=True):
    """A video left the last of somebody's collections that held it."""

    person_id: int
    video_id: int


class Commented(Fact, frozen=True):
    """A new comment. A thread is a top comment (its root) and every answer below it."""

    comment_id: int
    video_id: int
    person_id: int
    root_id: int
    """The top comment of the thread; 0: this is one."""
    parent_id: int
    """The comment it answers; 0: none."""
    parent_person_id: int
    """Who wrote that; 0: nobody."""
    mentioned_ids: tuple[int, ...] = ()
    """People it names who may see the video, the author not among them."""


class CommentEdited(Fact, frozen=True):
    comment_id: int
    video_id: int
    person_id: int
    mentioned_ids: tuple[int, ...] = ()
    """People it names now and did not name before."""


class CommentGone(Fact, frozen=True):
    """A comment was deleted by its author, by the video's creator or by staff."""

    comment_id: int
    video_id: int


class CommentHeld(Fact, frozen=True):
    """The rules of the house hold a comment back: somebody from our team looks at it first."""

    comment_id: int
    video_id: int
    author_id: int


class CommentJudged(Fact, frozen=True):
    """Our team decided about a comment: it is held, gone, or shown again. Its author is told why."""

    comment_id: int
    video_id: int
    author_id: int


class CommentLiked(Fact, frozen=True):
    person_id: int
    comment_id: int
    author_id: int
    video_id: int


class CommentUnliked(Fact, frozen=True):
    person_id: int
    comment_id: int
    author_id: int
    video_id: int


class CommentPinned(Fact, frozen=True):
    """The video's creator put a comment on top of all others."""

    comment_id: int
    author_id: int
    video_id: int


class CommentAnsweredByVideo(Fact, frozen=True):
    """A published video answers a comment."""

    comment_id: int
    author_id: int
    video_id: int
    """The answer."""
    person_id: int
    """Who made it."""


class CommentView(msgspec.Struct, frozen=True):
    """One comment as one viewer meets it. Ids are their 13-letter text."""

    id: str
    video_id: str
    author: CreatorOnCard
    text: str
    created_ms: int
    edited_ms: int
    """0: never."""
    likes: int
    replies: int
    """Answers in the thread; on a top comment."""
    root_id: str
    """The top comment of the thread; empty: this is one."""
    answers: str
    """Handle of whom it answers inside the thread; empty: the top comment, or nobody."""
    liked: bool
    liked_by_creator: bool
    by_creator: bool
    own: bool
    muted: bool
    """The viewer muted its author, or words in it."""
    pinned: bool
    held: bool
    """Only its author sees it until our team has looked."""
    waiting: bool
    """Only its author and the video's creator see it until the latter has looked."""
    video_answer: str
    """The video by which the creator answers it, when this viewer may see that; empty: none."""
    may_delete: bool
    may_take_down: bool
    """The viewer is of our team and may decide so now: taking it away is a decision."""
    may_pin: bool
    may_answer_by_video: bool
    deleted: bool = False
    """Its author is gone, and so are its words: an empty place above the answers that stay."""


class CommentPage(msgspec.Struct, frozen=True):
    comments: tuple[CommentView, ...]
    pinned: CommentView | None
    """With the first page only, and on no other place."""
    next: str
    """Cursor of the next page; empty at the end."""
    total: int
    """Comments and answers under the video."""
    comments_for: CommentsFor
    may_comment: bool
    waiting: int
    """For the video's creator: how many comments under their videos wait for them."""


class ReplyPage(msgspec.Struct, frozen=True):
    comments: tuple[CommentView, ...]
    next: str


class CommentPlace(msgspec.Struct, frozen=True):
    """Where a comment stands: its thread's top comment, and itself when it is an answer."""

    root: CommentView
    reply: CommentView | None


class WaitingPage(msgspec.Struct, frozen=True):
    """Comments that wait for their video's creator, the newest first."""

    comments: tuple[CommentView, ...]
    next: str


class SieveView(msgspec.Struct, frozen=True):
    """Which comments under one's videos wait until one has looked."""

    words: tuple[str, ...]
    everything: bool


class Judged(msgspec.Struct, frozen=True):
    """One's own comment that our team decided about."""

    comment_id: int
    state: str
    """held, gone, or shown: the decision was taken back"""
    text: str
    message: str
    """Why, in the language of whoever asks."""


class CommentInContext(msgspec.Struct, frozen=True):
    """A comment as our team looks at it."""

    comment_id: int
    video_id: int
    author_id: int
    text: str
    state: str
    answers: str
    """What the comment it answers says; empty: it answers none."""
    said_before: tuple[str, ...]
    """What it said before it was edited, the newest first."""


class Edition(msgspec.Struct, frozen=True):
    """What a comment said until some moment."""

    text: str
    until_ms: int
    """0: it still does."""


class Editions(msgspec.Struct, frozen=True):
    """The newest first."""

    editions: tuple[Edition, ...]


class CollectionView(msgspec.Struct, frozen=True):
    id: str
    name: str
    count: int
    cover_url: str
    """The poster of what was put in last; empty: nothing, or what one may not see (any more)."""
    has: bool
    """The video that was asked about is in it."""


class Collections(msgspec.Struct, frozen=True):
    collections: tuple[CollectionView, ...]


class Shelves(msgspec.Struct, frozen=True):
    """Which rows of videos a profile has for one viewer."""

    reposts: bool
    likes: bool
    saved: bool
    shows_likes: bool
    """On one's own profile: others see what one likes."""

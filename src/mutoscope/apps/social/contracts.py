"""What became true between people and videos."""

from mutoscope.apps.flow.contracts import Fact


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

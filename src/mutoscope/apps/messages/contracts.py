"""What became true in conversations, and conversations as one person meets them. Ids are 13-letter text."""

import msgspec

from mutoscope.apps.flow.contracts import Fact
from mutoscope.core.policy.messages import HearsFrom, Reach


class MessageRequested(Fact, frozen=True):
    """A stranger would like to talk with somebody, who accepts or declines."""

    conversation_id: int
    author_id: int
    recipient_ids: tuple[int, ...]


class MessageReceived(Fact, frozen=True):
    """Somebody said something, to people who want to hear of it at once: who muted the conversation or the
    author is not among them."""

    conversation_id: int
    author_id: int
    recipient_ids: tuple[int, ...]


class PersonOnMessage(msgspec.Struct, frozen=True):
    id: str
    handle: str
    """Empty: their account is closed."""
    name: str
    avatar_url: str


class MemberView(msgspec.Struct, frozen=True):
    person: PersonOnMessage
    founder: bool
    read_number: int
    """How far they have read; 0: not to be known."""


class VideoOnMessage(msgspec.Struct, frozen=True):
    id: str
    caption: str
    poster_url: str
    creator_handle: str
    creator_name: str
    duration_ms: int


class MessageView(msgspec.Struct, frozen=True):
    id: str
    number: int
    """Its place in the conversation: the later, the greater. Numbers may be missing."""
    author: PersonOnMessage
    own: bool
    client_id: str
    """What one's own client called it; empty on what others wrote."""
    text: str
    has_video: bool
    video: VideoOnMessage | None
    """None though there is one: not available any more, or not to this reader."""
    note: str
    """made, named, cleared, added, left or removed: what became of a group; ``text`` is its name then. Our
    team cleared the name, so that note has no author; nor has one by which it gave a name back, about whoever
    gave it first."""
    about: PersonOnMessage | None
    gone: str
    """author or team: it was taken away, and nothing of it is left."""
    created_ms: int


class ConversationView(msgspec.Struct, frozen=True):
    id: str
    is_group: bool
    name: str
    """Of a group; may be empty."""
    others: tuple[MemberView, ...]
    """Everybody else in it; of a pair one."""
    state: str
    """in, asked (the reader has been asked), waiting (the reader asked) or out."""
    reach: Reach
    """Whether the reader may write here: write, ask (one message, then wait), no."""
    founder: bool
    """The reader founded the group."""
    muted: bool
    unread: int
    read_number: int
    """How far the reader has read."""
    last: MessageView | None
    latest_ms: int


class ConversationPage(msgspec.Struct, frozen=True):
    conversations: tuple[ConversationView, ...]
    next: str
    """Cursor of the next page; empty at the end."""


class MessagePage(msgspec.Struct, frozen=True):
    messages: tuple[MessageView, ...]
    """The oldest first."""
    earlier: bool
    """There are older ones."""
    later: bool
    """There are newer ones."""


class Door(msgspec.Struct, frozen=True):
    """How the reader comes to talk with somebody."""

    person: PersonOnMessage
    conversation_id: str
    """Empty: they never talked."""
    reach: Reach


class Unread(msgspec.Struct, frozen=True):
    conversations: int
    """Conversations with something unread, without muted ones; ``UNREAD_MOST`` means that many or more."""
    requests: int


class ExcerptLine(msgspec.Struct, frozen=True):
    """A message as a reader met it, for our team."""

    author_id: str
    handle: str
    text: str
    video: str
    """Id of the video; empty: none."""
    at_ms: int
    reported: bool


class Excerpt(msgspec.Struct, frozen=True):
    """A few messages of a conversation, because one of its readers asked our team to look."""

    about_id: int
    """Whom the reader means; 0: a group."""
    group_name: str
    """What the group is called; empty: it has no name, or it is a pair."""
    lines: tuple[ExcerptLine, ...]


class TakenAway(msgspec.Struct, frozen=True):
    """Something that was taken away."""

    author_id: int
    """Whose words; who gave the name; 0: somebody who left."""
    taken_id: int
    """By which it can be given back; 0: it can't."""


class TakenWords(msgspec.Struct, frozen=True):
    """What was taken away, for whoever said it and for our team."""

    conversation_id: int
    message_id: int
    """0: it was the group's name."""
    text: str
    has_video: bool


class GroupName(msgspec.Struct, frozen=True):
    text: str
    by_id: int
    """Who gave the group this name."""


class ChoicesOut(msgspec.Struct, frozen=True):
    hears_from: HearsFrom
    may_hear_from: tuple[HearsFrom, ...]
    """What there is to choose at one's age."""
    shows_reading: bool


class Friends(msgspec.Struct, frozen=True):
    people: tuple[PersonOnMessage, ...]
    next: str

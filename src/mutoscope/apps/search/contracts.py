"""What a search answers. Ids are their 13-letter text; videos come as the cards everybody knows."""

import msgspec

from mutoscope.apps.videos.contracts import SoundCard, VideoCard


class PersonFound(msgspec.Struct, frozen=True):
    id: str
    handle: str
    name: str
    avatar_url: str
    is_private: bool
    videos: int
    """Published videos that everyone may see."""
    follows: bool
    """The viewer follows them."""


class TagFound(msgspec.Struct, frozen=True):
    tag: str
    """Folded, without its sign."""
    written: str
    """As most people write it."""
    videos: int
    """That everyone may see."""


class SoundFound(msgspec.Struct, frozen=True):
    id: str
    title: str
    """Empty: the original sound of its creator."""
    creator_handle: str
    creator_name: str
    duration_ms: int
    videos: int
    """That everyone may see."""


class TagPage(msgspec.Struct, frozen=True):
    tag: str
    """Folded, without its sign."""
    written: str
    videos: int
    cards: tuple[VideoCard, ...]
    next: str


class SoundPage(msgspec.Struct, frozen=True):
    sound: SoundCard
    videos: int
    cards: tuple[VideoCard, ...]
    next: str


class TrendingTag(msgspec.Struct, frozen=True):
    tag: str
    written: str
    people: int
    """Other people than the viewer who used it within a week."""


class Trending(msgspec.Struct, frozen=True):
    tags: tuple[TrendingTag, ...]


class Found(msgspec.Struct, frozen=True):
    """One page of what was found; a kind that was not asked for is empty."""

    people: tuple[PersonFound, ...] = ()
    videos: tuple[VideoCard, ...] = ()
    tags: tuple[TagFound, ...] = ()
    sounds: tuple[SoundFound, ...] = ()
    next: str = ""
    """Cursor of the next page when one kind was asked for; empty at the end."""

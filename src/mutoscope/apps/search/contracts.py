"""What a search answers. Ids are their 13-letter text; videos come as the cards everybody knows."""

import msgspec

from mutoscope.apps.videos.contracts import VideoCard


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


class Found(msgspec.Struct, frozen=True):
    """One page of what was found; a kind that was not asked for is empty."""

    people: tuple[PersonFound, ...] = ()
    videos: tuple[VideoCard, ...] = ()
    next: str = ""
    """Cursor of the next page when one kind was asked for; empty at the end."""

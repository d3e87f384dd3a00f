"""What goes into the feed engine and what comes out: frozen values, the same over a call or a socket.

Times are integer milliseconds since 1970 (``_ms``); lengths of media are milliseconds too.
A *viewer key* is ``p<id>`` for a person and ``a<token>`` for somebody without an account.
"""

from typing import Literal

import msgspec

EventKind = Literal[
    "impression",  # became the video on the screen, however briefly
    "watch",  # left the screen: watched_ms says for how long by the media clock
    "like",
    "unlike",
    "save",
    "unsave",
    "repost",
    "unrepost",
    "comment",
    "share",
    "follow",
    "profile",
    "not_interested",
    "undo_not_interested",  # takes back what was said earlier in the same scope of the same video
    "report",
]


class Item(msgspec.Struct, frozen=True):
    """A video as the engine knows it. Sent again, whole, whenever any of it changes."""

    video_id: int
    creator_id: int
    duration_ms: int
    published_ms: int
    sound_id: int = 0
    """0: its own sound, used by nobody else yet."""
    tags: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Folded words of the caption."""
    language: str = ""
    audience: Literal["everyone", "followers"] = "everyone"
    min_age: int = 0
    """Age in years below which policy never shows it."""


class Event(msgspec.Struct, frozen=True):
    """Something a viewer did. ``event_id`` makes delivery idempotent; order does not matter."""

    event_id: str
    viewer: str
    kind: EventKind
    video_id: int
    at_ms: int
    watched_ms: int = 0
    """Milliseconds of media played, loops included."""
    duration_ms: int = 0
    page_id: str = ""
    position: int = -1
    scope: Literal["video", "creator", "tag", "sound"] = "video"
    """What «not interested» is about."""
    country: str = ""
    """Two letters, of an impression, where the operator has a way to know it; no part of any page."""
    tag: str = ""
    """With scope «tag»: which one. Empty: the video's least common tag, the one that says most."""


class PageRequest(msgspec.Struct, frozen=True):
    """Everything a page depends on that the engine does not own itself."""

    viewer: str
    now_ms: int
    size: int = 8
    seed: int = 0
    age: int = 0
    """Age in years, lower bound of the band; 0 when unknown: youngest rules."""
    language: str = ""
    person_id: int = 0
    """0 for a viewer without an account. Own videos are never served."""
    follows: tuple[int, ...] = ()
    blocked: tuple[int, ...] = ()
    """Creators never served to this viewer, either direction of the block."""
    muted_tags: tuple[str, ...] = ()
    muted_sounds: tuple[int, ...] = ()
    muted_words: tuple[str, ...] = ()
    """Keys of words, as ``core.policy.mutes`` makes them: captions that say one are not served."""
    have: tuple[int, ...] = ()
    """Videos the player still holds unseen: not served again."""
    met: tuple[int, ...] = ()
    """Videos the player showed and we may not remember, in that order: served only when all are met."""
    plain: bool = False
    """Nothing this viewer watched may be read, whatever they chose: newest, popular and language only."""


class Served(msgspec.Struct, frozen=True):
    """One video of a page, with the trace that explains it."""

    video_id: int
    source: str
    """The source that proposed it: long, session, chosen, fresh, trending, follows, random, recycled ..."""
    explore: bool = False
    propensity: float = 1.0
    """Exact probability with which an exploring slot shows it, given the candidates; 1 if determined."""
    score: float = 0.0
    groups: tuple[tuple[str, float], ...] = ()
    """Feature groups that moved the score most, largest first: (name, contribution)."""
    witness: int = 0
    """Where ``history`` is among those and speaks for it: what they watched that says most of it; 0: none."""


Mode = Literal["learning", "paused", "plain"]
"""Of a page. Learning: ranked, and what is watched counts. Paused: ranked, and it does not. Plain: nothing
this viewer watched was read, and it does not count either."""


class Page(msgspec.Struct, frozen=True):
    page_id: str
    served: tuple[Served, ...]
    mode: Mode = "learning"
    newcomer: bool = False
    """Nothing is known of this viewer: they watched nothing that counts, and chose nothing."""
    caught_up: bool = False
    """True when every eligible unseen video has been served; what follows is marked ``recycled``."""
    policy: str = ""
    """Version of the weights and sources that made this page."""
    trouble: tuple[str, ...] = ()
    """Sources that failed while the page was made; the page came all the same."""

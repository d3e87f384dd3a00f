"""The feed as its readers see it: a page of cards, each with the trace that says why it is there."""

from typing import Annotated, Literal

import msgspec

from mutoscope.apps.videos.contracts import VideoCard


class Trace(msgspec.Struct, frozen=True):
    source: str
    """What proposed it: long, session, chosen, covisited, sequence, follows, trending, proven, fresh,
    random, catalogue, recycled; newest when the engine is away."""
    explore: bool
    """Shown to find out, not because it scored best."""
    recycled: bool
    """Met before; everything else has been seen."""


Mode = Literal["learning", "paused", "plain", "unasked"]
"""Learning: ranked, and what is watched counts. Paused: ranked, and it does not. Plain: newest and popular,
nothing watched is read or remembered. Unasked: the same, for a browser whose owner was not asked yet."""


class FeedCard(VideoCard, frozen=True, kw_only=True):
    trace: Trace


class FeedPage(msgspec.Struct, frozen=True):
    page_id: str
    caught_up: bool
    """Nothing unseen is left after this page's cards that are not recycled."""
    cards: tuple[FeedCard, ...]
    trouble: tuple[str, ...] = ()
    """Parts that failed while the page was made: names of sources, or «engine»."""
    mode: Mode = "learning"
    """In all but «learning» the player itself remembers what it showed, and says so with ``met``."""
    begins: bool = False
    """Nothing is known of this viewer yet: a good moment to ask."""


class Suggestion(msgspec.Struct, frozen=True):
    """Somebody to follow, and why they are named."""

    id: str
    handle: str
    name: str
    avatar_url: str
    reason: Literal["friends", "watched"]
    """friends: followed by those one follows; watched: their videos were watched to the end, or liked."""
    via: tuple[str, ...] = ()
    """Names of some of those friends."""
    more: int = 0
    """How many more of them there are."""


class Suggestions(msgspec.Struct, frozen=True):
    people: tuple[Suggestion, ...]


class RefusedEvent(msgspec.Struct, frozen=True):
    event_id: str
    """Empty when there was none to be read."""
    code: str
    """bad_event or unknown_video"""


class EventsTaken(msgspec.Struct, frozen=True):
    accepted: int
    duplicates: int
    refused: tuple[RefusedEvent, ...]


Kind = Literal["tag", "creator", "sound", "language"]
Level = Literal[-2, -1, 0, 1, 2]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
"""Of a tag, without its sign; a handle; the text id of a sound; the code of a language."""
Slider = Annotated[float, msgspec.Meta(ge=-1, le=1)]
Pause = Literal["off", "hour", "day", "open"]


class DialSet(msgspec.Struct, frozen=True):
    """How much of one thing a viewer wants."""

    kind: Kind
    name: str
    label: str
    """As people read it."""
    level: Level
    """-2 none, -1 less, 0 what was learned does not count, 1 some more, 2 more."""


class FeedChoices(msgspec.Struct, frozen=True):
    """What a viewer chose about their feed."""

    mode: Mode
    paused_until_ms: int
    """0: not paused; beyond the year 100,000: until they say so."""
    discovery: float
    """-1 familiar .. 1 new."""
    length: float
    """-1 shorter .. 1 longer."""
    dials: tuple[DialSet, ...]


class DialIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: Kind
    name: Name
    level: Level | None
    """None: as if nothing had been said."""


class ChoicesIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change: what is left out stays as it is."""

    learning: bool | None = None
    """Whether the feed may learn from what is watched; without it, it is the plain one."""
    pause: Pause | None = None
    discovery: Slider | None = None
    length: Slider | None = None
    dials: Annotated[tuple[DialIn, ...], msgspec.Meta(max_length=300)] = ()


class Reason(msgspec.Struct, frozen=True):
    group: str
    """A group of ``core.discovery.weights.Value``."""
    share: float
    """What it added to the video's value beyond the average candidate; below 0: it spoke against it."""


class Witness(msgspec.Struct, frozen=True):
    """A video that somebody watched before, by which another was found to be like what they enjoy."""

    id: str
    caption: str
    poster_url: str
    creator_handle: str


class Why(msgspec.Struct, frozen=True):
    """Why a video was shown, as it was written down when it was; nothing is made up afterwards."""

    known: bool
    """False: no record was kept, and the rest is empty."""
    at_ms: int = 0
    policy: str = ""
    source: str = ""
    explore: bool = False
    propensity: float = 1.0
    reasons: tuple[Reason, ...] = ()
    """Those that set it apart most, the largest first."""
    witness: Witness | None = None
    """Of the reason ``history``: what they watched that spoke for it most, if they may still see that."""


class Topic(msgspec.Struct, frozen=True):
    tag: str
    videos: int


class Topics(msgspec.Struct, frozen=True):
    """What there is to like here: tags of many creators, the widest first."""

    topics: tuple[Topic, ...]


FORMAT, VERSION = "mutoscope.interests", 1


class Interest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something the feed believes a viewer likes or not, with what it rests on."""

    kind: Kind
    name: Name
    strength: Slider = 0.0
    level: Level | None = None
    """What the viewer chose about it."""
    label: Annotated[str, msgspec.Meta(max_length=200)] = ""
    videos: Annotated[int, msgspec.Meta(ge=0)] = 0
    """Recent videos it rests on, of which so many were ..."""
    finished: Annotated[int, msgspec.Meta(ge=0)] = 0
    liked: Annotated[int, msgspec.Meta(ge=0)] = 0
    skipped: Annotated[int, msgspec.Meta(ge=0)] = 0
    refused: Annotated[int, msgspec.Meta(ge=0)] = 0


class NotInterested(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """«Not interested», which holds until it fades or is taken back."""

    scope: Literal["video", "creator", "tag", "sound"]
    name: Name
    """As ``Interest.name``; of a video, its id."""
    label: Annotated[str, msgspec.Meta(max_length=200)] = ""
    said_ms: Annotated[int, msgspec.Meta(ge=0, le=1 << 52)] = 0
    video_id: Annotated[str, msgspec.Meta(max_length=13)] = ""
    """On which video it was said."""
    tag: Annotated[str, msgspec.Meta(max_length=100)] = ""


class InterestProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything the feed believes of a viewer, to read, carry away and bring along."""

    format: Literal["mutoscope.interests"]
    version: Literal[1]
    made_ms: Annotated[int, msgspec.Meta(ge=0, le=1 << 52)] = 0
    discovery: Slider = 0.0
    length: Slider = 0.0
    views: Annotated[int, msgspec.Meta(ge=0)] = 0
    recent: Annotated[int, msgspec.Meta(ge=0)] = 0
    """So many of the latest videos shape the strengths."""
    interests: Annotated[tuple[Interest, ...], msgspec.Meta(max_length=1000)] = ()
    not_interested: Annotated[tuple[NotInterested, ...], msgspec.Meta(max_length=1000)] = ()


class Imported(msgspec.Struct, frozen=True):
    """What became of a profile that was brought along."""

    taken: int
    unknown: tuple[str, ...]
    """Names that nobody has here."""
    before: tuple[DialIn, ...]
    """How the dials stood that were changed: sent as a change, they undo it."""


class Number(msgspec.Struct, frozen=True):
    name: str
    value: float


class TriedArm(msgspec.Struct, frozen=True):
    """A change of the feed that is tried on some viewers, or the control it is compared with."""

    name: str
    share: float
    """Of all viewers."""
    numbers: tuple[Number, ...]
    """What is different for them: none for the control."""
    off: tuple[str, ...]
    """Sources that are not asked for them."""


class MainParameters(msgspec.Struct, frozen=True):
    """What decides a page, read from the engine that runs."""

    policy: str
    groups: tuple[Number, ...]
    """How much each group of features weighs."""
    sources: tuple[str, ...]
    plain_sources: tuple[str, ...]
    filters: tuple[str, ...]
    """What keeps a video off a page altogether."""
    numbers: tuple[Number, ...]
    """All other numbers, by the names they have in ``core/discovery/weights.py``."""
    kept: tuple[Number, ...]
    """For how long what is kept: days, unless the name says otherwise."""
    held_out: float
    """Share of viewers who stay for ever with the hand-made value, out of everything that is tried."""
    tried: tuple[TriedArm, ...]
    """What is tried at present."""

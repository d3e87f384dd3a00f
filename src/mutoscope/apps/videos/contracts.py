"""Videos as the other apps and the web client see them. Ids in cards are their 13-letter text."""

from typing import Literal

import msgspec

from mutoscope.apps.flow.contracts import Fact
from mutoscope.core.policy.comments import CommentsFor
from mutoscope.core.policy.reuse import Reuse, Role

Audience = Literal["everyone", "followers", "me"]
Counted = Literal["likes", "comments", "saves", "reposts"]
"""What is counted on a video's own row."""
Level = Literal["held", "removed"]


class VideoPlayable(Fact, frozen=True):
    """The video is submitted and can be played: it wants to be screened."""

    video_id: int


class VideoPublished(Fact, frozen=True):
    """Its audience may watch it now: after screening, or again after a restriction was lifted."""

    video_id: int


class VideoChanged(Fact, frozen=True):
    """Caption, audience, cover or renditions of a published video changed."""

    video_id: int


class VideoWithdrawn(Fact, frozen=True):
    """Nobody may watch it any more: held, taken down or deleted."""

    video_id: int


class VideoErased(Fact, frozen=True):
    """Deleted by its maker: it never comes back."""

    video_id: int


class VideoStopped(Fact, frozen=True):
    """It goes no further: held, taken down or failed. ``queries.stopped`` says why."""

    video_id: int


class VideoRefused(Fact, frozen=True):
    """The file is on a block list: ``kind`` sha256 or pdq, ``reason`` as staff gave it."""

    video_id: int
    kind: str
    reason: str


class CreatorOnCard(msgspec.Struct, frozen=True):
    id: str
    handle: str
    name: str
    avatar_url: str


class SoundOnCard(msgspec.Struct, frozen=True):
    id: str
    title: str
    creator_handle: str


class RenditionOnCard(msgspec.Struct, frozen=True):
    url: str
    codecs: str
    """As in MIME: avc1.640028,mp4a.40.2"""
    width: int
    height: int
    kbps: int
    size: int
    head_bytes: int
    """Bytes from the start that hold the index and the first two seconds: what a prefetch asks for."""


class CountsOnCard(msgspec.Struct, frozen=True):
    likes: int
    comments: int
    saves: int
    reposts: int


class ViewerOnCard(msgspec.Struct, frozen=True):
    liked: bool
    saved: bool
    reposted: bool
    follows: bool
    own: bool
    may_comment: bool
    may_download: bool
    download_marked: bool
    """What they take away has a mark."""
    may_use: tuple[Reuse, ...]
    """What they may make of it."""


class CommentOnCard(msgspec.Struct, frozen=True):
    """The comment that a video answers, as far as this viewer may read it."""

    id: str
    video_id: str
    handle: str
    text: str


class Responses(msgspec.Struct, frozen=True):
    """What one viewer did to some videos, and which comments these answer; known further up the ladder."""

    liked: frozenset[int] = frozenset()
    saved: frozenset[int] = frozenset()
    reposted: frozenset[int] = frozenset()
    answers: dict[int, CommentOnCard] = {}
    """By the id of the comment."""


class PartOfVideo(msgspec.Struct, frozen=True):
    """A video that another one was made of."""

    parent_id: int
    sound_id: int
    """0: it was used as a film."""
    role: Role
    shown: bool
    """Its film is seen in it: not only its sound or its cuts are used, and no surface stands in its place."""


class CreditOnCard(msgspec.Struct, frozen=True):
    """With whose video it was made, as far as this viewer may know."""

    role: Role
    handle: str
    video_id: str
    sound_id: str
    """Empty: it was used as a film."""
    more: int
    """How many others it was made with."""


class VideoCard(msgspec.Struct, frozen=True):
    """Everything a player needs to show one video to one viewer."""

    id: str
    creator: CreatorOnCard
    caption: str
    tags: tuple[str, ...]
    sound: SoundOnCard | None
    duration_ms: int
    width: int
    height: int
    poster_url: str
    blurhash: str
    renditions: tuple[RenditionOnCard, ...]
    """Smallest first; never empty."""
    audience: Audience
    comments_for: CommentsFor
    allow_download: bool
    allows: tuple[Reuse, ...]
    """What its creator lets others make of it."""
    published_ms: int
    counts: CountsOnCard
    viewer: ViewerOnCard
    answers: CommentOnCard | None = None
    credit: CreditOnCard | None = None
    state: str = "published"
    """Whoever may see a video that is not public yet (its creator, staff) reads here where it stands."""
    elsewhere_ms: int = 0
    """When it was first published, on another server; 0: here."""


class Listed(msgspec.Struct, frozen=True):
    """A published video as an index knows it: for finding it, not for showing it."""

    id: int
    creator_id: int
    caption: str
    tags: tuple[str, ...]
    sound_id: int
    """0: silent."""
    duration_ms: int
    published_ms: int
    likes: int
    open: bool
    """Anybody may see it, whatever their age."""


class SoundCard(msgspec.Struct, frozen=True):
    """A sound as one viewer meets it."""

    id: str
    title: str
    """Empty: the original sound of its creator."""
    creator: CreatorOnCard
    duration_ms: int
    url: str
    """Where it can be heard; empty when its source is not there for this viewer."""
    usable: bool
    """It may be recorded to."""


class ListedSound(msgspec.Struct, frozen=True):
    """A sound as an index knows it."""

    id: int
    title: str
    creator_id: int
    duration_ms: int


class CardPage(msgspec.Struct, frozen=True):
    cards: tuple[VideoCard, ...]
    next: str
    """Cursor of the next page; empty at the end."""


class Talk(msgspec.Struct, frozen=True):
    """What responding to a video depends on, for one viewer who may see it."""

    video_id: int
    creator_id: int
    comments_for: CommentsFor
    may_comment: bool
    comments: int
    public: bool
    """Anybody at all may see it."""


class Draft(msgspec.Struct, frozen=True):
    id: str
    state: str
    caption: str
    created_ms: int
    poster_url: str
    duration_ms: int
    reason: str
    """Why it is held, was taken down or can't be used; empty: it isn't."""


class Reason(msgspec.Struct, frozen=True):
    code: str
    message: str


class Stopped(msgspec.Struct, frozen=True):
    """One's own video that went no further."""

    video_id: int
    state: str
    """held, failed or removed"""
    caption: str
    message: str
    """Why, in the language of whoever asks."""


class Progress(msgspec.Struct, frozen=True):
    stage: str
    """rendering, sending, checking, preparing, ready, improving, done, stopped"""
    fraction: float


class InfoOnStatus(msgspec.Struct, frozen=True):
    duration_ms: int
    width: int
    height: int


class DraftOnStatus(msgspec.Struct, frozen=True):
    """What was decided so far about a video that nobody has asked to publish."""

    caption: str
    audience: Audience
    trim_start_ms: int
    trim_end_ms: int
    """0: to the end."""
    cover_ms: int
    """-1: chosen for them."""
    allow_sound: bool
    allow_download: bool
    allows: tuple[Reuse, ...]
    comments_for: CommentsFor


class Status(msgspec.Struct, frozen=True):
    """What a creator sees of a video on its way."""

    state: str
    progress: Progress
    reason: Reason | None
    card: VideoCard | None
    info: InfoOnStatus | None
    draft: DraftOnStatus | None
    """Null once it was submitted."""


class Ticket(msgspec.Struct, frozen=True):
    """What a client needs to send a file."""

    video_id: str
    upload_id: str
    upload_url: str
    token: str
    expires_ms: int


class UploadStand(msgspec.Struct, frozen=True):
    """An upload as the receiving process needs to know it."""

    upload_id: int
    person_id: int
    size: int
    state: str
    """open, sealed, refused or expired"""
    expires_ms: int
    code: str = ""
    sentence: str = ""
    kind: Literal["film", "copy", "material"] = "film"
    """What it will become: a video, a copy of somebody's data to be taken in, or something to cut from."""


class Servable(msgspec.Struct, frozen=True):
    """One file of a video, as the serving process needs to know it."""

    video_id: int
    object_key: str
    mime: str
    size: int
    public: bool
    name: str
    creator_id: int = 0
    to_keep: bool = False
    """Made to be taken away: only for whom the creator lets have it."""


class FilmToKeep(msgspec.Struct, frozen=True):
    """A film as a file, for one viewer."""

    state: Literal["none", "making", "ready", "failed"]
    """none: nobody has asked for it yet."""
    progress: float
    url: str
    """Where it lies for some minutes; empty until it is ready."""
    size: int
    marked: bool


class Frame(msgspec.Struct, frozen=True):
    at_ms: int
    url: str


class File(msgspec.Struct, frozen=True):
    """A file of the copy that somebody takes along, and the object that it is made of."""

    name: str
    object_key: str
    size: int

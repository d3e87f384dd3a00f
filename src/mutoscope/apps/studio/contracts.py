"""The studio as its web client sees it. Ids are their 13-letter text."""

from typing import Literal

import msgspec

from mutoscope.apps.flow.contracts import Fact
from mutoscope.apps.videos.contracts import CreatorOnCard
from mutoscope.core.montage.document import Montage, Origin, Word
from mutoscope.core.policy.reuse import Role

What = Literal["film", "photo", "sound", "table", ""]


class ReasonView(msgspec.Struct, frozen=True):
    code: str
    message: str


class StripView(msgspec.Struct, frozen=True):
    """Small pictures of a film, row by row in one JPEG: picture n was taken at n * step_ms."""

    url: str
    count: int
    columns: int
    step_ms: int
    width: int
    """Of one of them."""
    height: int


class PeaksView(msgspec.Struct, frozen=True):
    """How loud a sound is: pairs of signed bytes, the lowest and the highest of each stretch."""

    url: str
    count: int
    """Stretches."""
    rate: int
    """Stretches a second."""


class MaterialView(msgspec.Struct, frozen=True):
    """Something to cut from, for whoever may. Addresses last some minutes; empty: not there (yet)."""

    origin: Origin
    id: str
    what: What
    """Empty while that is not known."""
    name: str
    state: Literal["uploading", "received", "ready", "failed", "gone"]
    """gone: it may not be used (any more); ``reason`` says why."""
    reason: ReasonView | None
    progress: float
    """Of what is made of it; 1: everything is there."""
    size: int
    duration_ms: int
    """0: a photo, or not known yet."""
    width: int
    height: int
    fps: float
    has_sound: bool
    url: str
    """What to show and play while editing: a small film, the photo, or the sound."""
    poster_url: str
    strip: StripView | None
    peaks: PeaksView | None
    beats: tuple[int, ...]
    """Milliseconds at which its sound beats."""
    creator_handle: str
    """Whose it is; empty: one's own."""
    created_ms: int


class MaterialTicket(msgspec.Struct, frozen=True):
    """What a client needs to send a file."""

    material: MaterialView
    upload_url: str
    token: str
    expires_ms: int


class MaterialPage(msgspec.Struct, frozen=True):
    materials: tuple[MaterialView, ...]
    """Newest first."""
    next: str
    """Cursor of the next page; empty at the end."""


class ProjectLine(msgspec.Struct, frozen=True):
    """A project in a list."""

    id: str
    name: str
    revision: int
    duration_ms: int
    poster_url: str
    """A picture of what it is cut from; empty: there is none yet."""
    begun_from: str
    """duet, stitch, remix, template ...; empty: with nothing."""
    created_ms: int
    changed_ms: int
    deleted_ms: int
    """When it went to the bin; 0: it is not there."""
    kept_until_ms: int
    """In the bin: when it goes for good."""


class ProjectPage(msgspec.Struct, frozen=True):
    projects: tuple[ProjectLine, ...]
    next: str


class ProjectView(msgspec.Struct, frozen=True):
    """A project to work on."""

    project: ProjectLine
    document: Montage
    materials: tuple[MaterialView, ...]
    """Everything the document is cut from."""


class Saving(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A save: the document, and the revision that it was made from."""

    base: int
    document: msgspec.Raw


class Saved(msgspec.Struct, frozen=True):
    revision: int
    changed_ms: int


class SavingAsDescribed(msgspec.Struct, frozen=True):
    """``Saving`` as the OpenAPI file tells of it."""

    base: int
    document: Montage


class VersionLine(msgspec.Struct, frozen=True):
    revision: int
    saved_ms: int
    duration_ms: int


class Versions(msgspec.Struct, frozen=True):
    versions: tuple[VersionLine, ...]
    """Newest first; the project as it is now is not among them."""


class RenderView(msgspec.Struct, frozen=True):
    """A film of a project that somebody asked for."""

    id: str
    project_id: str
    revision: int
    """Which save it is made of."""
    state: Literal["waiting", "making", "done", "failed", "cancelled"]
    progress: float
    reason: ReasonView | None
    """Why it failed."""
    url: str
    """Where the file lies for some minutes, to be taken away; empty: not ready, or gone again."""
    kept_until_ms: int
    """Until when a film to take away lies here, and counts against one's storage; 0: it does not."""
    size: int
    width: int
    height: int
    duration_ms: int
    video_id: str
    """The video that it is the film of; empty: it is to be taken away."""
    asked_ms: int


class RenderList(msgspec.Struct, frozen=True):
    renders: tuple[RenderView, ...]
    """Newest first."""


class VideoLine(msgspec.Struct, frozen=True):
    """A video in a list of what another one was made of."""

    id: str
    caption: str
    poster_url: str
    creator: CreatorOnCard


Stored = Literal["videos", "drafts", "materials", "films"]
"""films: those that lie here to be taken away."""


class StoredPart(msgspec.Struct, frozen=True):
    what: Stored
    bytes: int
    count: int


class StoredThing(msgspec.Struct, frozen=True):
    """Something that takes room and can be deleted."""

    what: Stored
    id: str
    name: str
    """Of a video its caption, of a film its project; may be empty."""
    bytes: int
    since_ms: int
    duration_ms: int = 0
    poster_url: str = ""
    """A picture of it, of a film of what it is cut from; empty: there is none."""


class StorageView(msgspec.Struct, frozen=True):
    """What of somebody's storage is taken, and by what."""

    used: int
    limit: int
    parts: tuple[StoredPart, ...]
    largest: tuple[StoredThing, ...]
    """The largest first."""


class TemplateView(msgspec.Struct, frozen=True):
    """A video whose author lets others fill its cuts with films of their own."""

    id: str
    """Of the video."""
    title: str
    creator_handle: str
    creator_name: str
    poster_url: str
    film_url: str
    """The smallest film of it, to look at."""
    width: int
    height: int
    duration_ms: int
    places: int
    uses: int
    first: VideoLine | None = None
    """The earliest template with the same places that one may see, by somebody else."""


class TemplatePage(msgspec.Struct, frozen=True):
    templates: tuple[TemplateView, ...]
    next: str
    """Cursor of the next page; empty at the end."""


class TemplateToFill(msgspec.Struct, frozen=True):
    """A template with its places empty; the browser fills it as the server does."""

    template: TemplateView
    document: Montage
    materials: tuple[MaterialView, ...]
    """What comes along with it."""


class CaptionsOffer(msgspec.Struct, frozen=True):
    engine: bool
    """Whether this server can write down what is said: its operator installed a speech model."""


class SpokenView(msgspec.Struct, frozen=True):
    """A word that somebody says in a material."""

    text: str
    at_ms: int
    length_ms: int


class TranscriptView(msgspec.Struct, frozen=True):
    """What is said in a material."""

    state: Literal["waiting", "done", "failed"]
    """waiting: ask again in a moment."""
    language: str
    words: tuple[SpokenView, ...]
    reason: ReasonView | None
    progress: float
    """0 to 1."""


class CaptionWords(msgspec.Struct, frozen=True):
    """The words of a file of subtitles, as a clip of captions holds them."""

    words: tuple[Word, ...]


class ImportedProject(msgspec.Struct, frozen=True):
    """A project made of another program's timeline."""

    project: ProjectLine
    left_out: tuple[str, ...]
    """What there are no words for here, by its names there."""
    missing: tuple[str, ...]
    """Files that it shows and that are not among one's materials, or may not be used: places stand for
    them."""


class VideoUsed(Fact, frozen=True):
    """A published video was made with somebody else's."""

    child_id: int
    person_id: int
    """Who made it."""
    parent_id: int
    author_id: int
    """Whose video was used."""


class PartGone(Fact, frozen=True):
    """A part of a video was replaced by a surface, because its own video came down."""

    child_id: int
    person_id: int


class PartBack(Fact, frozen=True):
    """Every part of it is there again."""

    child_id: int
    person_id: int


class SoundUsed(msgspec.Struct, frozen=True):
    id: str
    title: str
    """Empty: the original sound of its creator."""
    creator_handle: str


class MadeOf(msgspec.Struct, frozen=True):
    """A part of a video, and how it is used."""

    role: Role
    video: VideoLine | None
    """None: it is not there any more, or not for whoever asks."""
    sound: SoundUsed | None
    """Of a part that is only heard."""


class Lineage(msgspec.Struct, frozen=True):
    """Where a video comes from, and what came of it."""

    made_of: tuple[MadeOf, ...]
    root: VideoLine | None
    """Where the line of films begins, if that is none of ``made_of``."""
    used_by: int
    """How many videos were made with it that everybody may see; a thousand: that many or more."""
    cut_like: VideoLine | None = None
    """An earlier template of somebody else's with the same places; None: it is named above."""

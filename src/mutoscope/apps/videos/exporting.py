"""Somebody's videos, drafts and uploads, for the copy of their data that they take along."""

from collections.abc import Iterator

import msgspec
from django.db.models import QuerySet

from mutoscope.apps.videos import objects
from mutoscope.apps.videos.contracts import File
from mutoscope.apps.videos.models import Rendition, Upload, Video
from mutoscope.core.policy import reuse
from mutoscope.core.units import to_text


class ExportedSound(msgspec.Struct, frozen=True):
    id: str
    title: str
    """Empty: the sound of the video itself."""


class ExportedVideo(msgspec.Struct, frozen=True):
    """A video or draft. Its files stand in this copy under the names given; empty: there is none."""

    id: str
    state: str
    reason: str
    """Why it was stopped, as a code; empty: it was not."""
    caption: str
    tags: list[str]
    audience: str
    """everyone, followers or me"""
    comments_for: str
    """everyone, followers or nobody"""
    allow_sound: bool
    allow_download: bool
    allows: list[str]
    """What others may make of it: duet, stitch, remix, template."""
    language: str
    duration_ms: int
    width: int
    height: int
    created_ms: int
    published_ms: int
    """0: not published."""
    likes: int
    comments: int
    saves: int
    reposts: int
    sound: ExportedSound | None
    film: str
    film_is_original: bool
    """Whether it is the very file that was uploaded, and not the best that was made of it."""
    cover: str


class ExportedUpload(msgspec.Struct, frozen=True):
    """A file that was sent or is on its way."""

    video: str
    size: int
    state: str
    """open, sealed, expired or refused"""


EXPORTED: dict[str, type[msgspec.Struct]] = {
    "videos": ExportedVideo,
    "drafts": ExportedVideo,
    "uploads": ExportedUpload,
}


def export_of(person_id: int) -> dict[str, Iterator[msgspec.Struct]]:
    """Rows by the name of their part (``EXPORTED``), read as they are asked for."""
    mine = _mine(person_id)
    return {
        "videos": (_video(one) for one in mine.filter(submitted=True).iterator(chunk_size=100)),
        "drafts": (_video(one) for one in mine.filter(submitted=False).iterator(chunk_size=100)),
        "uploads": _uploads(person_id),
    }


def files_of(person_id: int) -> Iterator[File]:
    """The films and covers that ``export_of`` names."""
    for video in _mine(person_id).iterator(chunk_size=100):
        for file in (_film(video), _cover(video)):
            if file is not None:
                yield file


def _mine(person_id: int) -> QuerySet[Video]:
    return Video.objects.filter(creator_id=person_id, deleted=False).select_related("sound").order_by("id")


def _video(video: Video) -> ExportedVideo:
    film, cover, sound = _film(video), _cover(video), video.sound
    return ExportedVideo(
        id=to_text(video.id),
        state=video.state,
        reason=video.code,
        caption=video.caption,
        tags=list(video.tags),
        audience=video.audience,
        comments_for=video.comments_for,
        allow_sound=video.allow_sound,
        allow_download=video.allow_download,
        allows=list(reuse.read(video.allows)),
        language=video.language,
        duration_ms=video.duration_ms,
        width=video.width,
        height=video.height,
        created_ms=video.created_ms,
        published_ms=video.published_ms,
        likes=video.likes,
        comments=video.comments,
        saves=video.saves,
        reposts=video.reposts,
        sound=ExportedSound(to_text(sound.id), sound.title) if sound else None,
        film=film.name if film else "",
        film_is_original=bool(video.original),
        cover=cover.name if cover else "",
    )


def _uploads(person_id: int) -> Iterator[ExportedUpload]:
    rows = Upload.objects.filter(person_id=person_id, video__deleted=False).order_by("id")
    for video_id, size, state in rows.values_list("video_id", "size", "state").iterator(chunk_size=500):
        yield ExportedUpload(to_text(video_id), size, state)


def _film(video: Video) -> File | None:
    """The original where it is kept, else the best that was made of it."""
    name = f"media/videos/{to_text(video.id)}"
    if video.original:
        head = objects.store().read(video.original, 0, 12) if objects.store().exists(video.original) else b""
        return File(f"{name}.{_ending(head)}", video.original, video.original_size) if head else None
    films = Rendition.objects.filter(video_id=video.id, role__in=("quick", "ladder"), retired_ms=0)
    best = films.order_by("-height", "-kbps").first()
    return File(f"{name}.mp4", best.object_key, best.size) if best else None


def _cover(video: Video) -> File | None:
    one = Rendition.objects.filter(video_id=video.id, role="poster", retired_ms=0).first()
    return File(f"media/covers/{to_text(video.id)}.webp", one.object_key, one.size) if one else None


def _ending(head: bytes) -> str:
    """How the name of a file ends that begins so: by what is in it, never by what it was called."""
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm"
    return "mov" if head[4:12] == b"ftypqt  " else "mp4"

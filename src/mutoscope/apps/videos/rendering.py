"""Between videos and the media tools: which plan for which purpose, and what came out of it."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from django.conf import settings

from mutoscope.adapters import ffmpeg
from mutoscope.apps.flow.contracts import JobControl
from mutoscope.apps.videos import marks
from mutoscope.apps.videos.models import Video
from mutoscope.core.montage import ladder as plans
from mutoscope.core.montage import marking as plan_marks
from mutoscope.core.montage.limits import Limits
from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.montage.plan import Edit

FRAMES = 10
"""Stills offered for the cover."""
_NICE = 10

ffmpeg.accept_no_jail(settings.CONFIG.accept_no_jail)


class Made(msgspec.Struct, frozen=True):
    """A file that a tool made and that may be served."""

    path: Path
    role: str
    stem: str
    suffix: str
    mime: str
    size: int
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    codecs: str = ""
    head_bytes: int = 0
    at_ms: int = 0

    @property
    def kbps(self) -> int:
        return round(self.size * 8 / self.duration_ms) if self.duration_ms else 0

    def served_name(self, key: str) -> str:
        """The last part of its address: says what it is, and changes when the bytes do."""
        return f"{self.stem}-{key[:8]}{self.suffix}"


class Picture(msgspec.Struct, frozen=True):
    """The cover, and what it looks like to machines."""

    poster: Made
    blurhash: str
    pdq: str


def get_ready() -> None:
    """What a worker does while it has nothing to do: children that need not start when a file comes."""
    ffmpeg.keep_spares(probe=1, ffmpeg=2)


def look(source: Path) -> MediaInfo:
    """What the file is; refuses what can't become a video here."""
    config = settings.CONFIG
    return ffmpeg.probe(
        source, Limits(max_bytes=config.upload_max_bytes, max_seconds=config.upload_max_seconds)
    )


def edit_of(video: Video) -> Edit:
    return Edit(video.trim_start_ms, video.trim_end_ms, video.cover_ms)


def first(source: Path, info: MediaInfo, edit: Edit, folder: Path, control: JobControl) -> list[Made]:
    """The rendition that makes it playable: the same pictures where they suit every player, else 540p."""
    here = _here(info, source)
    plan = plans.plan_remux(here, edit) if plans.can_remux(here, edit) else plans.plan_quick(here, edit)
    return _films(ffmpeg.run(plan, folder, control), "quick")


def picture(source: Path, info: MediaInfo, edit: Edit, folder: Path) -> Picture:
    """The cover: the moment chosen, else the first of what is kept that shows something."""
    kept_ms = (edit.trim_start_ms, edit.trim_end_ms)
    found = ffmpeg.poster(_here(info, source), edit.cover_ms, folder, kept_ms=kept_ms)
    pdq = found.pdq.hex if found.pdq.quality >= ffmpeg.TELLING else ""
    return Picture(_still(found, "poster", "poster"), found.blurhash, pdq)


def frames(source: Path, info: MediaInfo, folder: Path) -> list[Made]:
    """Small stills, evenly spread, to choose a cover from."""
    found = ffmpeg.frames(_here(info, source), FRAMES, folder)
    return [_still(one, "frame", f"frame{one.at_ms}") for one in found]


def ladder(source: Path, info: MediaInfo, edit: Edit, folder: Path, control: JobControl) -> list[Made]:
    """The lasting renditions, smallest first, as loud as everything else here."""
    here = _here(info, source)
    loudness = None
    if here.audio is not None:
        loudness = ffmpeg.run(plans.plan_loudness(here, edit), folder, control, nice=_NICE).loudness
    report = ffmpeg.run(plans.plan_ladder(here, edit, loudness), folder, control, nice=_NICE)
    return sorted(_films(report, "ladder"), key=lambda one: one.height * one.width)


def sound(source: Path, info: MediaInfo, edit: Edit, folder: Path, control: JobControl) -> list[Made]:
    """The sound alone, when there is any."""
    here = _here(info, source)
    if here.audio is None:
        return []
    report = ffmpeg.run(plans.plan_sound(here, edit), folder, control, nice=_NICE)
    return [
        Made(
            path=Path(one.path),
            role="sound",
            stem="sound",
            suffix=".m4a",
            mime="audio/mp4",
            size=one.size,
            duration_ms=one.duration_ms,
            codecs=one.codecs,
        )
        for one in report.outputs
    ]


def marked(
    source: Path, lines: Sequence[str], labels: dict[str, str], folder: Path, control: JobControl
) -> list[Made]:
    """A film of ours to take away, with ``lines`` drawn into it and ``labels`` written on it."""
    info = look(source)
    drawn = marks.draw(lines, min(plan_marks.marked_size(info)), folder / "mark.rgba")
    report = ffmpeg.run(
        plan_marks.plan_marked(_here(info, source), drawn, labels), folder, control, nice=_NICE
    )
    return _films(report, "marked")


def _still(found: ffmpeg.Picture, role: str, stem: str) -> Made:
    path = Path(found.path)
    return Made(
        path=path,
        role=role,
        stem=stem,
        suffix=".jpg",
        mime="image/jpeg",
        size=path.stat().st_size,
        width=found.width,
        height=found.height,
        at_ms=found.at_ms,
    )


def _here(info: MediaInfo, source: Path) -> MediaInfo:
    """What was found out, about the copy that lies here now."""
    return msgspec.structs.replace(info, path=str(source))


def _films(report: ffmpeg.RunReport, role: str) -> list[Made]:
    return [
        Made(
            path=Path(one.path),
            role=role,
            stem=one.name.removesuffix(".mp4"),
            suffix=".mp4",
            mime="video/mp4",
            size=one.size,
            width=one.width,
            height=one.height,
            duration_ms=one.duration_ms,
            codecs=one.codecs,
            head_bytes=one.head_bytes,
        )
        for one in report.outputs
    ]

"""What the worker makes of a material; every step may run twice and die anywhere.

received --look--> ready --prepare--> prepared: proxy, strip, peaks, beats
         \\-------> failed, with a reason
"""

from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.db import transaction

from mutoscope.adapters import ffmpeg
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import Effects, JobControl, JobDied
from mutoscope.apps.studio import hearing, materials
from mutoscope.apps.studio.models import Material, MaterialFile
from mutoscope.apps.videos import services as video_doors
from mutoscope.core.montage import proxies
from mutoscope.core.montage.limits import Limits
from mutoscope.core.montage.looks.cubes import MOST_BYTES, read_cube
from mutoscope.core.montage.materials import HEAD_BYTES, MOST_PHOTO_BYTES, recognise_material
from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.units import Refusal

PHOTO_EDGE, THUMB_EDGE = 2560, 320
"""Longest side of a photo as films are made of it, and as a list shows it."""
_NICE = 5


class Made(msgspec.Struct, frozen=True):
    """A file that we made of a material."""

    path: Path
    role: str
    mime: str
    width: int = 0
    height: int = 0
    meta: dict[str, Any] = {}


class Looked(msgspec.Struct, frozen=True):
    """What a material turned out to be."""

    what: str
    info: MediaInfo | None
    width: int
    height: int
    duration_ms: int
    fps: float
    has_sound: bool
    made: tuple[Made, ...]


def look(material_id: int) -> Effects | None:
    """From received to ready: recognised, probed in the jail, a first picture of it."""
    row = Material.objects.filter(id=material_id, state="received").first()
    if row is None:
        return None
    try:
        with video_doors.work_folder() as folder:
            source = folder / "in.bin"
            video_doors.store().fetch(row.original, source)
            found = _looked(source, folder)
            kept = _kept(found.made)
    except Refusal as refusal:
        why = refusal
        return lambda: _fail(material_id, why)
    return lambda: _became_ready(material_id, found, kept)


def prepare(material_id: int, control: JobControl) -> Effects | None:
    """What editing wants besides: a small film with a short way to every picture, a strip of these, peaks."""
    row = Material.objects.filter(id=material_id, state="ready", prepared=False).first()
    if row is None:
        return None
    info = msgspec.json.decode(row.info, type=MediaInfo)
    try:
        with video_doors.work_folder() as folder:
            source = folder / "in.bin"
            video_doors.store().fetch(row.original, source)
            here = msgspec.structs.replace(info, path=str(source))
            report = ffmpeg.run(proxies.plan_proxies(here), folder, _Telling(row, control), nice=_NICE)
            made, beats = _prepared(here, report, folder)
            kept = _kept(made)
    except Refusal:  # it can be rendered from its original all the same, or will be refused there
        return lambda: _became_prepared(material_id, [], [])
    return lambda: _became_prepared(material_id, kept, beats)


def fail_stuck(fact: JobDied) -> None:
    """The job was given up: what waits for it comes to an end."""
    action = fact.task.rpartition("studio.tasks.")[2]
    if action in ("look_at_material", "cut_stretch"):
        _fail(int(fact.args[0]), _could_not())
    elif action == "prepare_material":
        _became_prepared(int(fact.args[0]), [], [])


def _looked(source: Path, folder: Path) -> Looked:
    with source.open("rb") as file:
        found = recognise_material(file.read(HEAD_BYTES))
    if found.what == "photo":
        return _photo(source, folder)
    if found.what == "table":
        return _table(source, folder)
    config = settings.CONFIG
    limits = Limits(max_bytes=config.upload_max_bytes, max_seconds=config.upload_max_seconds)
    if found.what == "film":
        try:
            return _film(ffmpeg.probe(source, limits), folder)
        except Refusal as refusal:
            if refusal.code != "only_sound":
                raise
    info = msgspec.structs.replace(ffmpeg.listen(source, found.kind, limits), looks=())
    return Looked("sound", info, 0, 0, info.duration_ms, 0.0, True, ())


def _film(info: MediaInfo, folder: Path) -> Looked:
    assert info.video is not None
    width, height = info.display_size
    posters = ffmpeg.frames(info, (info.duration_ms // 3,), folder)
    made = [Made(Path(one.path), "poster", "image/jpeg", one.width, one.height) for one in posters]
    fps = info.video.peak_fps if info.video.variable_rate else info.video.fps
    has_sound = info.audio is not None
    bare = msgspec.structs.replace(info, path="", looks=())
    return Looked("film", bare, width, height, info.duration_ms, fps, has_sound, tuple(made))


def _photo(source: Path, folder: Path) -> Looked:
    if source.stat().st_size > MOST_PHOTO_BYTES:
        raise Refusal(
            "too_large",
            "This file is larger than %(limit_mb)s MB. Please export it smaller.",
            fields={"limit_mb": MOST_PHOTO_BYTES >> 20},
            status=413,
        )
    small, whole = folder / "small", folder / "whole"
    small.mkdir()
    whole.mkdir()
    photo, thumb = ffmpeg.photo(source, PHOTO_EDGE, whole), ffmpeg.photo(source, THUMB_EDGE, small)
    made = [
        Made(Path(one.path), role, f"image/{one.form}", one.width, one.height)
        for one, role in ((photo, "photo"), (thumb, "poster"))
    ]
    return Looked("photo", None, photo.width, photo.height, 0, 0.0, False, tuple(made))


def _prepared(info: MediaInfo, report: ffmpeg.RunReport, folder: Path) -> tuple[list[Made], list[int]]:
    made: list[Made] = []
    beats: list[int] = []
    for one in report.outputs:
        path = Path(one.path)
        if one.name == proxies.FILM:
            made.append(Made(path, "proxy", "video/mp4", one.width, one.height))
        elif one.name == proxies.SOUND:
            made.append(Made(path, "sound", "audio/mp4"))
        elif one.name == proxies.STRIP:
            grid = proxies.grid_of(info)
            meta = {"count": grid.pictures, "columns": grid.columns, "step_ms": grid.step_ms}
            made.append(Made(path, "strip", "image/jpeg", grid.width, grid.height, meta))
        elif one.name == proxies.SAMPLES:
            peaks, count, beats = hearing.heard(path, folder)
            made.append(
                Made(peaks, "peaks", "application/octet-stream", meta={"count": count, "rate": hearing.RATE})
            )
    return made, beats


def _table(source: Path, folder: Path) -> Looked:
    """A table of colours in our own form, whatever size it came in."""
    with source.open("rb") as file:
        table = read_cube(file.read(MOST_BYTES + 1))
    path = folder / "table.bin"
    path.write_bytes(table)
    made = Made(path, "table", "application/octet-stream")
    return Looked("table", None, 0, 0, 0, 0.0, False, (made,))


def _kept(made: tuple[Made, ...] | list[Made]) -> list[tuple[Made, str, int]]:
    """(what, its key, its size): put into the store, not referred to yet."""
    keys = video_doors.keep_files([one.path for one in made])
    return [(one, key, one.path.stat().st_size) for one, key in zip(made, keys, strict=True)]


def _fail(material_id: int, why: Refusal) -> None:
    with transaction.atomic():
        row = Material.objects.select_for_update().filter(id=material_id, state="received").first()
        if row is not None:
            materials.fail(row, why)


def _became_ready(material_id: int, found: Looked, kept: list[tuple[Made, str, int]]) -> None:
    with transaction.atomic():
        row = Material.objects.select_for_update().filter(id=material_id, state="received").first()
        if row is None:
            return
        _put(row, kept)
        row.state, row.what = "ready", found.what
        row.info = msgspec.json.encode(found.info).decode() if found.info else ""
        row.width, row.height = found.width, found.height
        if not materials.is_stretch(row.id):  # of which more is known than a file says
            row.duration_ms = found.duration_ms
        row.fps, row.has_sound = found.fps, found.has_sound
        row.prepared = found.what in ("photo", "table")
        row.save()
        materials.tell(row)
        if not row.prepared:
            _start_preparing(material_id)


def _became_prepared(material_id: int, kept: list[tuple[Made, str, int]], beats: list[int]) -> None:
    with transaction.atomic():
        row = Material.objects.select_for_update().filter(id=material_id, prepared=False).first()
        if row is not None:
            _put(row, kept)
            row.prepared, row.progress, row.beats = True, 1.0, beats
            row.save()
            materials.tell(row)


def _put(row: Material, kept: list[tuple[Made, str, int]]) -> None:
    video_doors.refer_to(*(key for _, key, _ in kept))
    for one, key, size in kept:
        MaterialFile.objects.update_or_create(
            material=row,
            name=f"{one.role}-{key[:8]}{_ENDINGS[one.mime]}",
            defaults={
                "role": one.role,
                "object_key": key,
                "mime": one.mime,
                "size": size,
                "width": one.width,
                "height": one.height,
                "meta": one.meta,
            },
        )


_ENDINGS = {
    "video/mp4": ".mp4",
    "audio/mp4": ".m4a",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "application/octet-stream": ".bin",
}


def _could_not() -> Refusal:
    return Refusal(
        "could_not_look",
        "We could not look at this file. The fault is ours, not your file's: please send it again later.",
    )


def _start_preparing(material_id: int) -> None:
    from mutoscope.apps.studio import tasks  # tasks need these services

    flow.enqueue_once(tasks.prepare_material, str(material_id), material_id)


class _Telling:
    """Passes the job's control on, and writes progress where the owner's pages read it."""

    def __init__(self, row: Material, control: JobControl) -> None:
        self._id, self._control, self._told = row.id, control, 0.0
        self.must_pause, self.must_stop = control.must_pause, control.must_stop

    def progress(self, fraction: float) -> None:
        self._control.progress(fraction)
        if fraction > self._told + 0.1:
            self._told = fraction
            Material.objects.filter(id=self._id, prepared=False).update(progress=round(fraction, 2))

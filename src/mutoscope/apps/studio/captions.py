"""Captions: what is said in a material, written down by the speech engine that the operator installed, and
files of subtitles in and out.

What was written down is kept by everything that goes into it, the sound, the language and the model, so the
same is never listened to twice; it is forgotten with what else was drawn and nobody looked at.
"""

import hashlib

import msgspec
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from mutoscope.adapters import captions as engines
from mutoscope.adapters import ffmpeg
from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.flow import queries as flow
from mutoscope.apps.flow.contracts import Effects, JobControl
from mutoscope.apps.flow.services import cancel, enqueue_once
from mutoscope.apps.studio import projects, sources
from mutoscope.apps.studio.contracts import (
    CaptionsOffer,
    CaptionWords,
    ReasonView,
    SpokenView,
    TranscriptView,
)
from mutoscope.apps.studio.models import Drawn
from mutoscope.apps.videos import services as video_doors
from mutoscope.core.montage import limits
from mutoscope.core.montage.document import Captions
from mutoscope.core.montage.document import Material as Named
from mutoscope.core.montage.speech import SPEECH, plan_speech
from mutoscope.core.montage.words.subtitles import (
    Cue,
    Form,
    cues_of,
    read_subtitles,
    refuse,
    words_of,
    write_subtitles,
)
from mutoscope.core.units import Refusal

_VERSION = 1
"""Of how we ask an engine; another number listens anew."""


_EXTRACTED = 0.1
"""Of the whole work, by how much it is done when the sound is out of its film."""


class _Kept(msgspec.Struct, frozen=True):
    """What is kept of listening once: a transcript, or why there is none."""

    transcript: engines.Transcript | None = None
    code: str = ""
    sentence: str = ""
    fields: dict[str, str | int | float] = {}


def engine() -> engines.CaptionEngine:
    return engines.engine_of(settings.CONFIG.captions_model)


def offer() -> CaptionsOffer:
    """Whether captions can be written down here."""
    return CaptionsOffer(engine=isinstance(engine(), engines.Whisper))


def transcript(viewer: Viewer, name: Named, language: str) -> TranscriptView:
    """What is said in a material; asked for the first time, it begins to be written down.

    Refuses ``no_captions_engine``, what may not be used or has not arrived, and ``slow_down``.
    """
    found, digest = _asked(viewer, name, language)
    kept = _read(digest)
    if kept is not None:
        return _view(kept)
    from mutoscope.apps.studio import tasks  # tasks need these services

    key = _key_of(viewer, name, digest)
    job = _job(key)
    if job is None:  # pages ask every moment
        accounts.take(f"p{viewer.person_id}", "render")
        enqueue_once(tasks.write_down, key, digest, found.object_key, found.heard, language)
    return TranscriptView("waiting", language, (), None, job.progress if job else 0.0)


def stop(viewer: Viewer, name: Named, language: str) -> None:
    """Nobody needs to write it down any more. What is not one's own file is written down to its end: others
    may wait for it. Who still asks for it begins it again."""
    _, digest = _asked(viewer, name, language)
    job = _job(_key_of(viewer, name, digest)) if name.origin == "upload" else None
    if job is not None:
        cancel(job.job_id, "Nobody waits for these words any more.")


def _asked(viewer: Viewer, name: Named, language: str) -> tuple[sources.Found, str]:
    """What is listened to, and under which name it is kept."""
    here = engine()
    if not isinstance(here, engines.Whisper):
        raise engines.refuse("no_captions_engine")
    (found,) = sources.found([name], viewer)
    if found.photo is not None or found.table:
        raise limits.refuse("no_sound")
    what = [_VERSION, found.object_key, found.heard, language, here.model.sha256]
    return found, hashlib.sha256(msgspec.json.encode(what)).hexdigest()


def _key_of(viewer: Viewer, name: Named, digest: str) -> str:
    """Of the job: for a file that one brought one's own, since one may stop it, and others may have the same
    file; whichever is done first is there for both."""
    return f"{digest}:{viewer.person_id}" if name.origin == "upload" else digest


def _job(key: str) -> flow.JobView | None:
    from mutoscope.apps.studio import tasks  # tasks need these services

    return flow.under_way(tasks.write_down.module_path, key)


def write_down(
    digest: str, object_key: str, heard: bool, language: str, control: JobControl
) -> Effects | None:
    """The job. Killed anywhere, it begins again."""
    if _read(digest) is not None:
        return None
    try:
        with video_doors.work_folder() as folder:
            found = sources.Found(Named("upload", ""), object_key, heard=heard)
            (material,) = sources.here([found], folder).values()
            if material.media is None:
                raise limits.refuse("no_sound")
            ffmpeg.run(plan_speech(material.media), folder, _Share(control, 0, _EXTRACTED), nice=5)
            listening = _Share(control, _EXTRACTED, 1)
            told = _Kept(engine().transcribe(folder / SPEECH, language, listening))
    except Refusal as refusal:
        told = _refused(refusal)
    return lambda: _keep(digest, told)


def gave_up(digest: str) -> None:
    """The job died too often: whoever waits is told."""
    _keep(digest, _refused(engines.refuse("captions_failed")))


def read(data: bytes, fps: int, length: int, from_ms: int) -> CaptionWords:
    """The words of a file of subtitles for a clip; refuses what is none."""
    words = words_of(read_subtitles(data), fps, length, from_ms)
    return CaptionWords(words=words)


def written(viewer: Viewer, project_id: int, form: Form) -> bytes:
    """All captions of a project as it is saved, as a file. Refuses ``captions_empty``."""
    montage = projects.stored(projects.one(viewer.person_id, project_id))
    fps, cues = montage.canvas.fps, list[Cue]()
    for track in montage.tracks:
        for clip in track.clips:
            if isinstance(clip.content, Captions) and not track.hidden:
                cues += cues_of(clip.content, fps, clip.length, clip.start * 1000 // fps)
    if not cues:
        raise refuse("captions_empty")
    return write_subtitles(sorted(cues, key=lambda cue: cue.first_ms), form)


class _Share:
    """A job's control for a part of its work, from here to there of the whole."""

    def __init__(self, control: JobControl, first: float, end: float) -> None:
        self._control, self._first, self._end = control, first, end
        self.must_pause, self.must_stop = control.must_pause, control.must_stop

    def progress(self, fraction: float) -> None:
        self._control.progress(self._first + (self._end - self._first) * fraction)


def _refused(refusal: Refusal) -> _Kept:
    return _Kept(None, refusal.code, refusal.sentence, refusal.fields)


def _read(digest: str) -> _Kept | None:
    row = Drawn.objects.filter(digest=digest).first()
    if row is None or not video_doors.store().exists(row.object_key):
        return None
    Drawn.objects.filter(digest=digest).update(used_ms=now_ms())
    return msgspec.json.decode(video_doors.store().read(row.object_key, 0, row.size), type=_Kept)


def _keep(digest: str, told: _Kept) -> None:
    data = msgspec.json.encode(told)
    key = video_doors.keep_bytes(data)
    kept = {"object_key": key, "mime": "application/json", "size": len(data), "used_ms": now_ms()}
    with transaction.atomic():
        Drawn.objects.update_or_create(digest=digest, defaults=kept)


def _view(kept: _Kept) -> TranscriptView:
    told = kept.transcript
    if told is None:
        message = gettext(kept.sentence)
        why = ReasonView(kept.code, message % kept.fields if kept.fields else message)
        return TranscriptView(state="failed", language="", words=(), reason=why, progress=1.0)
    words = tuple(SpokenView(one.text, one.first_ms, one.end_ms - one.first_ms) for one in told.words)
    return TranscriptView("done", told.language, words, None, 1.0)

"""Films as files: one's own as it is, others' with a mark that says whose they are, made when it is wanted.

What was made is kept for a week after somebody last asked. It is known by everything that went into it: a
new cut, a new handle or new words make a new file, and asking twice makes none. Whether somebody may have it
is decided when they ask, and again by the media process whenever it sends bytes.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from django.conf import settings
from django.db import transaction

from mutoscope.adapters.clock import now_ms
from mutoscope.apps.accounts import queries as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.flow import queries as flow_queries
from mutoscope.apps.flow import services as flow
from mutoscope.apps.flow.contracts import Effects, JobControl
from mutoscope.apps.videos import making, objects, queries, rendering, scratch, sealing
from mutoscope.apps.videos.addresses import media_url
from mutoscope.apps.videos.changes import changing, no_such_video
from mutoscope.apps.videos.contracts import FilmToKeep
from mutoscope.apps.videos.models import Download, Rendition, Video
from mutoscope.core.units import DAY_MS, Refusal, from_text, to_text

KEPT_MS = 7 * DAY_MS
"""How long a marked film is kept after somebody last asked for it."""
_EDITION = 1
"""Changes when marks are drawn differently."""
_MOST_EDGE = 1088


def ask_download(video_id: int, viewer: Viewer) -> FilmToKeep:
    """Have the film made unless it is there or on its way. Refuses ``no_such_video``, ``not_offered``."""
    if _bare(video_id, viewer):
        return look_at_download(video_id, viewer)
    with transaction.atomic():
        video = Video.objects.select_for_update().get(id=video_id)
        content = content_of(video)
        row, _ = Download.objects.get_or_create(video=video, defaults={"content": content})
        row.asked_ms = now_ms()
        if row.content != content or _stand(row)[0] in ("none", "failed"):
            row.content, row.name = content, ""
            row.job_id = _start(video_id, content)
        row.save()
    return look_at_download(video_id, viewer)


def look_at_download(video_id: int, viewer: Viewer) -> FilmToKeep:
    """Where the film stands. Refuses ``no_such_video``, ``not_offered``."""
    bare = _bare(video_id, viewer)
    video = Video.objects.get(id=video_id)
    if bare:
        best = _best(video)
        state, progress, name, size = ("ready", 1.0, best.name, best.size) if best else ("none", 0.0, "", 0)
    else:
        row = Download.objects.filter(video_id=video_id, content=content_of(video)).first()
        state, progress, name, size = _stand(row) if row else ("none", 0.0, "", 0)
    url = media_url(video.media_key, name, public=False, viewer_key=viewer.key, now=now_ms())
    return FilmToKeep(
        state=state,  # type: ignore[arg-type]  # one of the four
        progress=round(progress, 3),
        url=f"{url}&save=1" if url else "",
        size=size,
        marked=not bare,
    )


def content_of(video: Video) -> str:
    """A hash of all that a marked film of this video is made from; the same again only for the same bytes."""
    best = _best(video)
    said = [_EDITION, best.object_key if best else "", _lines(video), _labels(video)]
    if sealed := sealing.edition():
        said.append(sealed)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def make(video_id: int, content: str, control: JobControl) -> Effects | None:
    """The job: mark the film as it is now; None when something else is wanted by now."""
    video = Video.objects.filter(id=video_id, deleted=False).first()
    best = _best(video) if video else None
    if video is None or best is None or content_of(video) != content:
        return None
    with scratch.folder() as folder:
        source = folder / "in.mp4"
        objects.store().fetch(best.object_key, source)
        (film,) = rendering.marked(source, _lines(video), dict(_labels(video)), folder, control)
        labels = _labels(video)
        sealed = sealing.seal(
            film.path,
            folder,
            title=labels["title"],
            address=labels["comment"],
            same=source,
            parts=sealing.parts_of(video_id),
        )
        kept = making.kept([msgspec.structs.replace(film, path=sealed, size=sealed.stat().st_size)])

    def keep() -> None:
        with changing(video_id) as row:
            if row.deleted or not Download.objects.filter(video_id=video_id, content=content).exists():
                return
            making.put_in_place(row, kept, ("marked",))
            ((made, key),) = kept
            Download.objects.filter(video_id=video_id).update(name=made.served_name(key))

    return keep


def marked(film: Path, words: str, folder: Path, control: JobControl) -> rendering.Made:
    """``film``, one of ours, with ``words`` of whose it is in its picture."""
    lines = [words, _host()]
    (made,) = rendering.marked(film, lines, {"artist": words, "comment": _host()}, folder, control)
    return made


def let_go(now: int) -> int:
    """Let marked films go that nobody has asked for lately; how many."""
    old = list(Download.objects.filter(asked_ms__lt=now - KEPT_MS).values_list("video_id", flat=True)[:500])
    Rendition.objects.filter(video_id__in=old, role="marked", retired_ms=0).update(retired_ms=now)
    Download.objects.filter(video_id__in=old, asked_ms__lt=now - KEPT_MS).delete()
    return len(old)


def _bare(video_id: int, viewer: Viewer) -> bool:
    """Whether they get it without a mark; refuses who gets nothing."""
    how = queries.manner_of_keeping(video_id, viewer)
    if how == "no":
        if not queries.may_view(video_id, viewer):
            raise no_such_video()
        if queries.creator_of(video_id) == viewer.person_id:
            raise Refusal(
                "part_stays_here",
                "A part of this film is somebody's who doesn't let others take it away. You can publish the"
                " film here.",
                status=403,
            )
        raise Refusal("not_offered", "Its creator doesn't offer this video as a file.", status=403)
    return how == "bare"


def _start(video_id: int, content: str) -> int:
    from mutoscope.apps.videos import tasks  # tasks need these services

    return from_text(flow.enqueue_once(tasks.make_download, f"{video_id}:{content}", video_id, content).id)


def _stand(row: Download) -> tuple[str, float, str, int]:
    """(state, progress, name, size)"""
    film = Rendition.objects.filter(video_id=row.video_id, name=row.name, role="marked", retired_ms=0).first()
    if film is not None:
        return "ready", 1.0, film.name, film.size
    job = flow_queries.job(row.job_id)
    if job is None or job.state == "done":
        return "none", 0.0, "", 0
    if job.state == "dead":
        return "failed", 0.0, "", 0
    return "making", min(job.progress, 0.99), "", 0


def _best(video: Video) -> Rendition | None:
    """The sharpest film of it that is served."""
    films = Rendition.objects.filter(video_id=video.id, role__in=("quick", "ladder"), retired_ms=0)
    return max(
        films, key=lambda one: (min(one.width, one.height) <= _MOST_EDGE, one.height, one.id), default=None
    )


def _lines(video: Video) -> list[str]:
    return [f"@{_handle(video)}", _host()]


def _host() -> str:
    return urlsplit(settings.CONFIG.web_address).hostname or "Mutoscope"


def _labels(video: Video) -> Mapping[str, str]:
    return {
        "title": video.caption.split("\n", 1)[0] or f"@{_handle(video)}",
        "artist": f"@{_handle(video)}",
        "comment": f"{settings.CONFIG.web_address}/v/{to_text(video.id)}",
    }


def _handle(video: Video) -> str:
    found = accounts.people([video.creator_id]).get(video.creator_id)
    return found.handle if found else ""

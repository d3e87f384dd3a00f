"""What a document shows, exactly: one picture, or a short stretch with its sound, made by the renderer
itself while somebody waits. Kept by everything that goes into it, so that looking again costs nothing."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mutoscope.adapters import ffmpeg
from mutoscope.adapters.clock import now_ms
from mutoscope.adapters.rendering import compiled
from mutoscope.apps.accounts import services as accounts
from mutoscope.apps.accounts.contracts import Viewer
from mutoscope.apps.studio import projects, renders, sources, using
from mutoscope.apps.studio.models import Drawn
from mutoscope.apps.videos import services as video_doors
from mutoscope.core.montage.compiling import Chunk, Still
from mutoscope.core.units import DAY_MS, Refusal

CHUNK_S = 2
KEPT_MS = 2 * DAY_MS
_AT_ONCE = threading.BoundedSemaphore(2)
"""Of one process: drawing takes a core, and pages must be answered meanwhile."""
_PATIENCE_S = 4.0


def still(viewer: Viewer, project_id: int, at: int, edge: int) -> bytes:
    """The picture ``at`` of a project as it is saved now, as JPEG.

    Refuses ``no_such_project``, materials that may not be used or have not arrived, what the compiler
    refuses, ``slow_down`` and ``busy``.
    """
    return _drawn(viewer, project_id, lambda _: Still(at, edge), "image/jpeg")


def chunk(viewer: Viewer, project_id: int, at: int) -> bytes:
    """Two seconds from picture ``at`` on, as a small MP4. Refuses as ``still`` does."""
    return _drawn(viewer, project_id, lambda fps: Chunk(at, at + CHUNK_S * fps), "video/mp4")


def sweep(now: int) -> int:
    """Forget what nobody looked at lately; how many."""
    old = list(Drawn.objects.filter(used_ms__lt=now - KEPT_MS)[:500])
    video_doors.forget_objects(*(one.object_key for one in old))
    Drawn.objects.filter(digest__in=[one.digest for one in old], used_ms__lt=now - KEPT_MS).delete()
    return len(old)


def _drawn(viewer: Viewer, project_id: int, target_at: Callable[[int], Still | Chunk], mime: str) -> bytes:
    montage = projects.stored(projects.one(viewer.person_id, project_id))
    target = target_at(montage.canvas.fps)
    named = sources.found(using.materials_of(montage), viewer)
    digest = renders.digest_of(montage, named, target)
    kept = Drawn.objects.filter(digest=digest).first()
    if kept is not None and video_doors.store().exists(kept.object_key):
        Drawn.objects.filter(digest=digest).update(used_ms=now_ms())
        return video_doors.store().read(kept.object_key, 0, kept.size)
    accounts.take(f"p{viewer.person_id}", "draw")
    with _turn(), video_doors.work_folder() as folder:
        plan = compiled(montage, sources.here(named, folder), target)
        (made,) = ffmpeg.run(plan, folder).outputs
        data = Path(made.path).read_bytes()
        key = video_doors.keep_file(Path(made.path))
    ffmpeg.keep_spares_soon(ffmpeg=1)  # whoever looks at one picture soon looks at the next
    Drawn.objects.update_or_create(
        digest=digest,
        defaults={"object_key": key, "mime": mime, "size": len(data), "used_ms": now_ms()},
    )
    return data


@contextmanager
def _turn() -> Iterator[None]:
    if not _AT_ONCE.acquire(timeout=_PATIENCE_S):
        raise Refusal(
            "busy", "Many pictures are being drawn right now. Please try again in a moment.", status=503
        )
    try:
        yield
    finally:
        _AT_ONCE.release()

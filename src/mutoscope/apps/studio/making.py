"""What the worker does for a render: fetch, listen, compile, run; nothing is true before its end.

Killed anywhere, it begins again, with the reels that were finished: the folder it worked in is tidied away,
and a film that was put into the store and that nobody refers to is swept.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from mutoscope.adapters import ffmpeg
from mutoscope.adapters.rendering import Shelf, compiled, make_film
from mutoscope.apps.flow.contracts import Effects, JobControl
from mutoscope.apps.studio import asking, documents, renders, sources, using
from mutoscope.apps.studio.reels import KeptReels
from mutoscope.apps.videos import services as video_doors
from mutoscope.core.montage.compiling import Film, Listen, MaterialInfo
from mutoscope.core.montage.document import Material, Montage
from mutoscope.core.montage.ladder import Loudness
from mutoscope.core.units import Refusal

_LISTENING = 0.08
"""Share of the work that listening is."""


def make(render_id: int, control: JobControl) -> Effects | None:
    """The job: make the film that was asked for."""
    found = renders.begun(render_id)
    if found is None:
        return None
    render, named = found
    montage = documents.kept(render.document)
    telling = _Telling(render_id, control)
    try:
        with video_doors.work_folder() as folder:
            materials = sources.here(named, folder)
            asking.cost_of(montage, materials)  # when it was asked for nobody may have known what they are
            film = _film(montage, materials, folder, telling, telling.begin, KeptReels(render_id))
            if render.marks:
                film = video_doors.marked(Path(film.path), render.marks, folder, control)
            sealed = _sealed(Path(film.path), folder, named)
            key, size = video_doors.keep_file(sealed), sealed.stat().st_size
    except Refusal as refusal:
        why = refusal
        return lambda: renders.became_failed(render_id, why)
    return lambda: renders.became_done(render_id, key, size, film.width, film.height, film.duration_ms)


def _sealed(film: Path, folder: Path, named: Sequence[sources.Found]) -> Path:
    """The last thing that happens to a film: whatever is written to it afterwards breaks the seal."""
    parents = dict.fromkeys(using.parent_of(one.name) for one in named if one.name.origin != "upload")
    return video_doors.seal(film, folder, title="Mutoscope", parts=[one for one in parents if one])


def film_of(
    montage: Montage, named: Sequence[sources.Found], folder: Path, control: JobControl
) -> ffmpeg.OutputInfo:
    """The film of a document, in ``folder``. Refuses what can't be read."""
    return _film(montage, sources.here(named, folder), folder, control, lambda _: None)


def _film(
    montage: Montage,
    materials: dict[Material, MaterialInfo],
    folder: Path,
    control: JobControl,
    begin: Callable[[float], None],
    shelf: Shelf | None = None,
) -> ffmpeg.OutputInfo:
    """Listen, then render; ``begin`` is told at which share of the work the film begins."""
    loudness = _loudness(montage, materials, folder, control)
    begin(_LISTENING if loudness else 0.0)
    (film,) = make_film(montage, materials, Film(loudness=loudness), folder, control, shelf).outputs
    return film


def _loudness(
    montage: Montage, materials: dict[Material, MaterialInfo], folder: Path, control: JobControl
) -> Loudness | None:
    """How loud the mix is; None where it stays as it is."""
    if not montage.mix.loudness:
        return None
    return ffmpeg.run(compiled(montage, materials, Listen()), folder, control).loudness


class _Telling:
    """Passes the job's control on, and writes progress where those who wait read it: seldom, for it is
    told to their pages."""

    def __init__(self, render_id: int, control: JobControl) -> None:
        self._id, self._control, self._from, self._told = render_id, control, -1.0, 0.0
        self.must_pause, self.must_stop = control.must_pause, control.must_stop

    def begin(self, at: float) -> None:
        """From here on progress is that of the film, which begins at this share of the work."""
        self._from = at

    def progress(self, fraction: float) -> None:
        self._control.progress(fraction)
        if self._from < 0:
            return
        now = self._from + (1 - self._from) * fraction
        if now >= self._told + 0.05:
            self._told = now
            renders.grows(self._id, min(now, 0.99))

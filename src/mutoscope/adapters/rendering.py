"""``compiled``: a montage's plan with our letters at hand, ready for ``ffmpeg.run``; ``make_film`` runs as
many as a film needs."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from mutoscope.adapters import ffmpeg
from mutoscope.adapters.fonts import lettering
from mutoscope.core.montage.compiling import Film, MaterialInfo, Reel, Spliced, Target, compile_montage, reels
from mutoscope.core.montage.document import Material, Montage
from mutoscope.core.montage.plan import RenderPlan

_SPLICING = 0.1
"""Share of the work that is left when all reels are made."""


class Shelf(Protocol):
    """Where the reels of one film lie while it is being made, for whoever goes on after a crash."""

    def find(self, reel: Reel, folder: Path) -> ffmpeg.OutputInfo | None:
        """The reel as a file in ``folder``; None: it is to be made."""

    def keep(self, reel: Reel, made: ffmpeg.OutputInfo) -> None: ...


def compiled(montage: Montage, materials: Mapping[Material, MaterialInfo], target: Target) -> RenderPlan:
    """``compile_montage`` with every font and emoji that comes with the program."""
    return compile_montage(montage, materials, target, lettering())


def make_film(
    montage: Montage,
    materials: Mapping[Material, MaterialInfo],
    film: Film,
    folder: Path,
    control: ffmpeg.Control | None = None,
    shelf: Shelf | None = None,
) -> ffmpeg.RunReport:
    """``film.mp4`` in ``folder``: in one run, or reel by reel where many clips would take too much memory.

    Reels have the same encoder and closed groups of pictures, so their packets are put one behind the other
    as they are; the sound is made at the end, for the whole. Raises as ``ffmpeg.run`` does, and leaves no
    reels in the folder, however it ends; what lies on the ``shelf`` is not made again.
    """
    control = control or ffmpeg.Quiet()
    wanted = reels(montage, materials, film)
    if len(wanted) == 1:
        return ffmpeg.run(compiled(montage, materials, film), folder, control)
    reports: list[ffmpeg.RunReport] = []
    try:
        for reel in wanted:
            share = [(1 - _SPLICING) * at / montage.length for at in (reel.first, reel.end)]
            if shelf is not None and (made := shelf.find(reel, folder)) is not None:
                reports.append(ffmpeg.RunReport(0, 0, 0, (made,)))
                continue
            plan = compiled(montage, materials, reel)
            reports.append(ffmpeg.run(plan, folder, _Part(control, share[0], share[1])))
            if shelf is not None:
                shelf.keep(reel, reports[-1].outputs[0])
        assert len({report.outputs[0].codecs for report in reports}) == 1, "one head must serve them all"
        paths = tuple(report.outputs[0].path for report in reports)
        plan = compiled(montage, materials, Spliced(paths, film))
        reports.append(ffmpeg.run(plan, folder, _Part(control, 1 - _SPLICING, 1.0)))
    finally:
        for reel in wanted:
            (folder / reel.name).unlink(missing_ok=True)
    return _together(reports)


def _together(reports: Sequence[ffmpeg.RunReport]) -> ffmpeg.RunReport:
    """What all of them cost, and what the last one made."""
    return ffmpeg.RunReport(
        cpu_s=sum(report.cpu_s for report in reports),
        wall_s=sum(report.wall_s for report in reports),
        peak_bytes=max(report.peak_bytes for report in reports),
        outputs=reports[-1].outputs,
    )


class _Part:
    """The control of one run of several: its progress is from one share of the whole to another."""

    def __init__(self, whole: ffmpeg.Control, begins: float, ends: float) -> None:
        self._whole, self._begins, self._ends = whole, begins, ends
        self.must_pause, self.must_stop = whole.must_pause, whole.must_stop

    def progress(self, fraction: float) -> None:
        self._whole.progress(self._begins + (self._ends - self._begins) * fraction)

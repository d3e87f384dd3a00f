"""What can be told of a film from its document alone, at once: whether something is missing, and about how
much work it is. The plan says it exactly, but takes longer to make than somebody waits for an answer."""

from collections.abc import Mapping

from mutoscope.core.montage.compiling.footage import material_of
from mutoscope.core.montage.compiling.refusals import lacking
from mutoscope.core.montage.compiling.targets import MaterialInfo
from mutoscope.core.montage.document import Adjustments, Clip, Footage, Material, Montage

_ENCODED, _LAID, _LOOK, _EFFECT = 0.024, 0.02, 0.016, 0.032
"""CPU-seconds for a million pixels of the canvas: encoded, drawn and laid on others, graded, changed."""


def check_materials(montage: Montage, materials: Mapping[Material, MaterialInfo]) -> None:
    """Refuses what ``compile_montage`` would, as far as it is about materials: ``lacks_something``,
    ``lacks_material``, ``lacks_picture``."""
    if montage.length == 0:
        raise lacking("", "something")
    for clip in _seen(montage):
        if isinstance(clip.content, Footage):
            material_of(clip, materials)


def foretold_cost(montage: Montage) -> float:
    """About how many CPU-seconds the film of a montage takes: every clip as large as the canvas."""
    canvas = montage.canvas
    shares = _ENCODED * montage.length
    for clip in _seen(montage):
        graded = clip.look != Adjustments() or any(name.startswith("look.") for name in clip.keys)
        shares += clip.length * (_LAID + _LOOK * graded + _EFFECT * len(clip.effects))
    return 0.5 + shares * canvas.width * canvas.height / 1e6


def _seen(montage: Montage) -> list[Clip]:
    tracks = (track for track in montage.tracks if track.role != "sound" and not track.hidden)
    return [clip for track in tracks for clip in track.clips]

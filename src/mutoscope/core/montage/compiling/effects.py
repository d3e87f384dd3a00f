"""A clip's effects, one after the other, each as the catalogue of looks says."""

from mutoscope.core.montage.compiling.graph import Graph, Picture, as_form
from mutoscope.core.montage.document import Clip
from mutoscope.core.montage.looks import lowering
from mutoscope.core.montage.looks.coarsening import Grain, grain_of
from mutoscope.core.montage.looks.wiring import Frame
from mutoscope.core.montage.timing import property_at


def affected(graph: Graph, picture: Picture, clip: Clip, span: tuple[int, int]) -> Picture:
    """``picture``, pictures ``span`` of the clip, with all of its effects; unknown ones do nothing."""
    known = [(place, effect) for place, effect in enumerate(clip.effects) if lowering.is_known(effect.name)]
    if not known:
        return picture
    picture = graph.held(as_form(graph, picture, "gbrap" if picture.clear else "gbrp"))
    for place, effect in known:
        frame = Frame(picture.pad, picture.width, picture.height, picture.clear)

        name = f"effect.{place}.amount"

        def amount(k: int, name: str = name) -> float:
            return property_at(clip, name, k)

        grain = grain_of(effect, clip.length, amount) if clip.keys.get(name) else Grain()
        picture = picture._replace(pad=lowering.affected(graph, frame, effect, span, amount, grain))
        graph.spend(4, span[1] - span[0], picture.width, picture.height)
    return picture

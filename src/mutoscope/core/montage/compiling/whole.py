"""``compile_montage``: a montage and what its materials are, in; a render plan out. Pure, always the same."""

import math
from collections.abc import Mapping

from mutoscope.core.montage.compiling.budget import budget_of
from mutoscope.core.montage.compiling.contents import Contents
from mutoscope.core.montage.compiling.graph import BT709, Graph, Picture
from mutoscope.core.montage.compiling.layers import Layers
from mutoscope.core.montage.compiling.lettered import Letters
from mutoscope.core.montage.compiling.refusals import lacking
from mutoscope.core.montage.compiling.sound import Sound
from mutoscope.core.montage.compiling.stack import Stack
from mutoscope.core.montage.compiling.targets import (
    Chunk,
    Film,
    Listen,
    MaterialInfo,
    Reel,
    Spliced,
    Still,
    Target,
    size_of,
    window_of,
)
from mutoscope.core.montage.document import Material, Montage
from mutoscope.core.montage.plan import (
    H264,
    Aac,
    Chain,
    Copy,
    Expected,
    Output,
    RenderPlan,
    Source,
    Track,
    made,
)
from mutoscope.core.montage.plan import Still as OneStill
from mutoscope.core.montage.words import Lettering
from mutoscope.core.montage.words.emoji import with_emoji_written

_ENCODE_SHARE = {
    "ultrafast": 0.005,
    "superfast": 0.01,
    "veryfast": 0.016,
    "faster": 0.025,
    "fast": 0.032,
    "medium": 0.038,
}
_WORK_SHARE = 0.008
"""CPU-seconds for a million pixels that are decoded, scaled or laid on others."""


def compile_montage(
    montage: Montage,
    materials: Mapping[Material, MaterialInfo],
    target: Target,
    lettering: Lettering | None = None,
) -> RenderPlan:
    """What ffmpeg must do for ``target``; nothing in its graph was written by a person.

    ``lettering`` is needed where there are words (``adapters.rendering.compiled`` brings it). ``montage`` has
    been checked (``checking.read_montage``). Refuses ``lacks_something`` (it is empty), ``lacks_material``,
    ``lacks_picture``, ``lacks_table`` and ``project_too_demanding``, with the id of the clip.
    """
    if montage.length == 0:
        raise lacking("", "something")
    window = window_of(montage.length, target)
    if isinstance(target, Listen):
        return _listening(montage, materials, window)
    if isinstance(target, Spliced):
        return _spliced(montage, materials, window, target)
    film = target.film if isinstance(target, Reel) else target
    width, height = size_of(montage.canvas, film.edge)
    montage = with_emoji_written(montage)
    graph = Graph(width, height, montage.canvas.fps, budget_of(montage, target, window))
    contents = Contents(graph, materials, Letters(graph, montage.canvas, lettering, window))
    picture = Stack(graph, Layers(graph, contents), montage, window).picture()
    if isinstance(target, Still):
        return _still(graph, picture)
    if isinstance(target, Reel):
        return _film(graph, picture, "", window, target.film, target.name)
    sound = Sound(graph, montage, materials, window).mixed(target.loudness)
    return _film(graph, picture, sound, window, target)


def _film(
    graph: Graph, picture: Picture, sound: str, window: tuple[int, int], target: Film | Chunk, name: str = ""
) -> RenderPlan:
    """A film, or part of one as ``name``; silent without ``sound``."""
    count = window[1] - window[0]
    shown = graph.through(picture.pad, made("format", pix_fmts="yuv420p"), made("setsar", sar=1), BT709)
    draft = isinstance(target, Chunk)
    preset = "ultrafast" if isinstance(target, Chunk) else target.preset
    crf = 26 if isinstance(target, Chunk) else target.crf
    pixels = graph.width * graph.height
    how = H264(
        crf, preset, most_kbps(pixels, graph.fps), gop=graph.fps if draft else 2 * graph.fps, capped=False
    )
    name = name or ("chunk.mp4" if draft else "film.mp4")
    tracks = (Track(shown, how), *((_heard(graph, sound),) if sound else ()))
    output = Output(name, tracks, _expected(graph, count, bool(sound)), fps=graph.fps)
    cost = count * pixels / 1e6 * _ENCODE_SHARE[preset] + graph.work * _WORK_SHARE
    return RenderPlan(
        purpose="montage",
        sources=tuple(graph.sources),
        chains=tuple(graph.chains),
        outputs=(output,),
        cost_cpu_s=round(0.5 + cost, 2),
        length_ms=output.expected.duration_ms,
        files=tuple(graph.files),
        fonts=tuple(sorted(graph.fonts)),
    )


def _spliced(
    montage: Montage, materials: Mapping[Material, MaterialInfo], window: tuple[int, int], target: Spliced
) -> RenderPlan:
    """Reels in a row, their packets as they are, and the sound of the whole."""
    graph = Graph(*size_of(montage.canvas, target.film.edge), montage.canvas.fps)
    first, *others = target.reels
    shown = graph.source(Source(first, "mov", only="picture", reels=tuple(others)), 0)
    heard = _heard(graph, Sound(graph, montage, materials, window).mixed(target.film.loudness))
    count = window[1] - window[0]
    output = Output("film.mp4", (Track(shown, Copy("v")), heard), _expected(graph, count, True))
    return RenderPlan(
        purpose="montage",
        sources=tuple(graph.sources),
        chains=tuple(graph.chains),
        outputs=(output,),
        cost_cpu_s=_cost_of_sound(graph, count),
        length_ms=output.expected.duration_ms,
    )


def _heard(graph: Graph, sound: str) -> Track:
    return Track(graph.through(sound, made("aformat", sample_fmts="fltp")), Aac(160))


def _expected(graph: Graph, count: int, sound: bool) -> Expected:
    length_ms = round(1000 * count / graph.fps)
    return Expected(graph.width, graph.height, length_ms, 1000 // graph.fps + 1, sound, pictures=count)


def _cost_of_sound(graph: Graph, count: int) -> float:
    heard = 0.03 * count / graph.fps * math.sqrt(max(1, len(graph.sources)))
    return round(0.5 + heard + graph.work * _WORK_SHARE, 2)


def most_kbps(pixels: int, fps: int) -> int:
    """The rate that is expected of a film: at 1080p 7.5 Mb/s."""
    wanted = 7500 * math.pow(pixels / 2_073_600, 0.75) * math.sqrt(fps / 30)
    return max(1000, min(7500, round(wanted)))


def _still(graph: Graph, picture: Picture) -> RenderPlan:
    """JPEG readers assume BT.601 at full range, so it is converted, not only tagged."""
    into = {
        "in_color_matrix": "bt709",
        "in_range": "limited",
        "out_color_matrix": "bt601",
        "out_range": "full",
    }
    pad = graph.through(
        picture.pad, made("scale", **into, flags="accurate_rnd"), made("format", pix_fmts="yuvj420p")
    )
    output = Output("still.jpg", (Track(pad, OneStill("jpeg")),), Expected(graph.width, graph.height))
    return RenderPlan(
        purpose="montage",
        sources=tuple(graph.sources),
        chains=tuple(graph.chains),
        outputs=(output,),
        cost_cpu_s=round(1.0 + 20 * graph.work * _WORK_SHARE, 2),
        files=tuple(graph.files),
        fonts=tuple(sorted(graph.fonts)),
    )


def _listening(
    montage: Montage, materials: Mapping[Material, MaterialInfo], window: tuple[int, int]
) -> RenderPlan:
    graph = Graph(2, 2, montage.canvas.fps)
    pad = Sound(graph, montage, materials, window).unlimited()
    graph.chains.append(Chain((pad,), (made("ebur128", peak="true", framelog="quiet"),), ("out",)))
    count = window[1] - window[0]
    return RenderPlan(
        purpose="loudness",
        sources=tuple(graph.sources),
        chains=tuple(graph.chains),
        outputs=(),
        cost_cpu_s=_cost_of_sound(graph, count),
        length_ms=round(1000 * count / graph.fps),
    )

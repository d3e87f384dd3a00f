"""Plans for single pictures: the poster, and rows of small ones to choose a cover from."""

from typing import NamedTuple

from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.montage.picture import fit, to_sdr
from mutoscope.core.montage.plan import Chain, Expected, Filter, Output, RenderPlan, Source, Still, Track

POSTER_EDGE, COVER_EDGE = 720, 180
SEEN_EDGE = 256
"""Short edge of the bare pixels that hashes are made from."""
_BLACK_PERCENT = 75
_SEARCH_MS = 4000
_DIM, _FLAT = 40.0, 18.0
"""Mean luma below which a picture looks black in a row of others, and spread below which it is one colour."""
MOST_FRAMES = 12
_ONE = Filter("trim", (("end_frame", 1),))


class Moment(NamedTuple):
    """Where a cover may be found: -1 is the first keyframe that is not black, within four seconds."""

    at_ms: int
    exact: bool
    """The very picture; otherwise the keyframe before it, which costs half and may lie seconds earlier."""


def cover_moments(info: MediaInfo, start_ms: int, end_ms: int) -> tuple[Moment, ...]:
    """Where to look for a cover nobody chose, one after the other until a picture shows something.

    What was cut away is never shown, so behind a cut only exact moments will do.
    """
    end_ms = end_ms or info.duration_ms
    there = [start_ms + (end_ms - start_ms) * percent // 100 for percent in (5, 25, 50)]
    if start_ms > 0:
        return tuple(Moment(at_ms, exact=True) for at_ms in (start_ms, *there[1:]))
    looks = (Moment(-1, exact=False), *(Moment(at_ms, exact=False) for at_ms in there))
    # A short film may have but one keyframe, and come up slowly from black.
    return (*looks, *(Moment(end_ms * third // 3, exact=True) for third in (1, 2)))


def shows_something(mean: float, spread: float) -> bool:
    """Whether a picture will do as a cover, by mean and standard deviation of its luma (0 to 255)."""
    return mean >= _DIM and spread >= _FLAT


def worth(mean: float, spread: float) -> float:
    """Which of several pictures that will not do is the best: contrast counts, darkness takes away."""
    return spread * min(1.0, mean / _DIM)


def plan_poster(info: MediaInfo, at_ms: int = -1, *, exact: bool = True) -> RenderPlan:
    """One picture as ``poster.jpg``, and its bare pixels as ``poster.rgb``. See ``Moment``.

    With ``at_ms`` -1, and where no keyframe can be found, the plan may make nothing; then another moment
    has to do.
    """
    assert info.video is not None
    search = at_ms < 0
    start = 0 if search else _inside(info, at_ms)
    width, height = fit(info, POSTER_EDGE)
    steps = to_sdr(info.video, width, height)
    if not search:
        steps = (_ONE, *steps)
    else:
        pblack = "lavfi.blackframe.pblack"
        steps += (
            Filter("blackframe", (("amount", 0), ("threshold", 44))),
            Filter(
                "metadata",
                (("mode", "select"), ("key", pblack), ("value", _BLACK_PERCENT), ("function", "less")),
            ),
        )
    return RenderPlan(
        purpose="poster",
        sources=(Source(info.path, info.demuxer, start, _SEARCH_MS, only_keyframes=search or not exact),),
        chains=_developed(info, f"0:{info.video.index}", steps, "poster"),
        outputs=_outputs(info, "poster", POSTER_EDGE),
        cost_cpu_s=0.5 + 0.02 * info.video.width * info.video.height / 1e6 * 30,
    )


def plan_frames(info: MediaInfo, times_ms: tuple[int, ...]) -> RenderPlan:
    """Small pictures at ``times_ms`` as ``frame0.jpg`` ... with their bare pixels beside them."""
    assert info.video is not None and 0 < len(times_ms) <= MOST_FRAMES
    width, height = fit(info, COVER_EDGE)
    chains: list[Chain] = []
    outputs: list[Output] = []
    steps = (_ONE, *to_sdr(info.video, width, height))
    times = tuple(_inside(info, at_ms) for at_ms in times_ms)
    # Each seek decodes half a group of pictures; for a short clip reading it once through costs less.
    once = len(times) > 1 and info.duration_ms < len(times) * info.video.max_gop_ms / 2
    whole = f"0:{info.video.index}"
    if once:
        copies = tuple(f"copy{place}" for place in range(len(times)))
        chains.append(Chain((whole,), (Filter("split", (("outputs", len(times)),)),), copies))
    for place, at_ms in enumerate(times):
        name = f"frame{place}"
        pad = f"copy{place}" if once else f"{place}:{info.video.index}"
        there = (Filter("trim", (("start", at_ms / 1000),)),) if once else ()
        chains += _developed(info, pad, (*there, *steps), name)
        outputs += _outputs(info, name, COVER_EDGE)
    reach = 100 + round(3000 / max(info.video.fps, 1.0))
    each = tuple(Source(info.path, info.demuxer, at_ms, reach) for at_ms in times)
    return RenderPlan(
        purpose="frames",
        sources=(Source(info.path, info.demuxer),) if once else each,
        chains=tuple(chains),
        outputs=tuple(outputs),
        cost_cpu_s=0.5 + len(times_ms) * 0.3 * info.video.width * info.video.height / 1e6,
    )


def even_times(info: MediaInfo, count: int) -> tuple[int, ...]:
    """``count`` moments spread evenly, each in the middle of its share."""
    count = max(1, min(count, MOST_FRAMES))
    return tuple(info.duration_ms * (2 * n + 1) // (2 * count) for n in range(count))


def seen_size(info: MediaInfo) -> tuple[int, int]:
    """Width and height of the bare pixels."""
    return fit(info, SEEN_EDGE)


def _inside(info: MediaInfo, at_ms: int) -> int:
    """``at_ms`` kept where there still is a picture to decode."""
    return max(0, min(at_ms, info.duration_ms - 150))


def _developed(info: MediaInfo, pad: str, steps: tuple[Filter, ...], name: str) -> tuple[Chain, ...]:
    """JPEG readers assume BT.601 at full range, so it is converted, not only tagged."""
    width, height = seen_size(info)
    read_as = (("in_color_matrix", "bt709"), ("in_range", "limited"))
    jpeg = Filter("scale", (*read_as, ("out_color_matrix", "bt601"), ("out_range", "full")))
    bare = Filter("scale", (("w", width), ("h", height), *read_as))
    return (
        Chain((pad,), (*steps, Filter("split", (("outputs", 2),))), (f"{name}_j", f"{name}_b")),
        Chain((f"{name}_j",), (jpeg, Filter("format", (("pix_fmts", "yuvj420p"),))), (f"{name}_jpg",)),
        Chain((f"{name}_b",), (bare, Filter("format", (("pix_fmts", "rgb24"),))), (f"{name}_rgb",)),
    )


def _outputs(info: MediaInfo, name: str, edge: int) -> tuple[Output, ...]:
    sizes = (("jpg", fit(info, edge), Still("jpeg")), ("rgb", seen_size(info), Still("rgb")))
    return tuple(
        Output(f"{name}.{form}", (Track(f"{name}_{form}", how),), Expected(*size), may_be_missing=True)
        for form, size, how in sizes
    )

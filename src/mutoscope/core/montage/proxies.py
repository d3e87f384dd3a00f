"""What editing wants of a material, from one decode: a small film with a keyframe every half second, pictures
of it in a grid, its sound alone, and bare samples to draw and to count beats from.

    film  -> 360p film | strip | samples
    sound ->    sound  |       | samples
"""

import math
from typing import NamedTuple

from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.montage.picture import fit, rate_of, steady, to_sdr
from mutoscope.core.montage.plan import (
    H264,
    Aac,
    Bare,
    Chain,
    Expected,
    Filter,
    Output,
    RenderPlan,
    Source,
    Still,
    Track,
)

FILM, SOUND, STRIP, SAMPLES = "proxy.mp4", "sound.m4a", "strip.jpg", "samples.pcm"
SAMPLE_RATE = 22_050
_EDGE, _STRIP_EDGE, _COLUMNS, _MOST_PICTURES = 360, 90, 10, 60
_STEP_MS = 500
_KEYFRAMES = 2
"""A second: seeking decodes at most so much of a second."""


class Grid(NamedTuple):
    pictures: int
    columns: int
    step_ms: int
    width: int
    """Of one picture."""
    height: int


def grid_of(info: MediaInfo) -> Grid:
    """The pictures of a strip: one every half second, and of a long film fewer."""
    step_ms = max(_STEP_MS, math.ceil(info.duration_ms / _MOST_PICTURES))
    count = max(1, min(_MOST_PICTURES, math.ceil(info.duration_ms / step_ms)))
    return Grid(count, min(count, _COLUMNS), step_ms, *fit(info, _STRIP_EDGE))


def plan_proxies(info: MediaInfo) -> RenderPlan:
    """Everything there is to make of a film or a sound."""
    picture, films = _picture(info) if info.video is not None else ((), ())
    heard, sounds = _sound(info) if info.audio is not None else ((), ())
    pixels = info.video.width * info.video.height if info.video else 0
    fps = max(1.0, info.video.fps) if info.video else 0
    seconds = info.duration_ms / 1000
    return RenderPlan(
        purpose="proxies",
        sources=(Source(info.path, info.demuxer),),
        chains=(*picture, *heard),
        outputs=(*films, *sounds),
        cost_cpu_s=round(1 + seconds * (0.03 + 0.012 * pixels / 1e6 * fps), 2),
        length_ms=info.duration_ms,
    )


def _picture(info: MediaInfo) -> tuple[tuple[Chain, ...], tuple[Output, ...]]:
    assert info.video is not None
    size, grid, rate = fit(info, _EDGE), grid_of(info), rate_of(info.video, 30)
    rows = math.ceil(grid.pictures / grid.columns)
    slower = Filter("fps", (("fps", f"{rate.numerator}/{rate.denominator}"), ("start_time", 0)))
    chains = (
        Chain(
            (f"0:{info.video.index}",),
            (*steady(info.video), *to_sdr(info.video, *size), Filter("split", (("outputs", 2),))),
            ("small", "seen"),
        ),
        Chain(("small",), (slower,), ("film",)),
        Chain(
            ("seen",),
            (
                Filter("fps", (("fps", f"1000/{grid.step_ms}"), ("start_time", 0), ("round", "up"))),
                Filter("scale", (("w", grid.width), ("h", grid.height))),
                Filter("tile", (("layout", f"{grid.columns}x{rows}"), ("nb_frames", grid.pictures))),
                Filter("scale", (("in_color_matrix", "bt709"), ("in_range", "limited"),
                                 ("out_color_matrix", "bt601"), ("out_range", "full"))),
                Filter("format", (("pix_fmts", "yuvj420p"),)),
            ),
            ("strip",),
        ),
    )  # fmt: skip
    late = max(0, info.video.start_ms - (info.audio.start_ms if info.audio else info.video.start_ms))
    expected = Expected(*size, info.duration_ms, 250 + min(late, 10_000), info.audio is not None)
    film = (Track("film", H264(26, "veryfast", 900, gop=max(1, round(rate / _KEYFRAMES)))),)
    sound = (Track("sound", Aac(96)),) if info.audio else ()
    whole = Expected(grid.columns * grid.width, rows * grid.height)
    strip = Output(STRIP, (Track("strip", Still("jpeg")),), whole, may_be_missing=True)
    return chains, (Output(FILM, (*film, *sound), expected), strip)


def _sound(info: MediaInfo) -> tuple[tuple[Chain, ...], tuple[Output, ...]]:
    assert info.audio is not None
    steps = (
        Filter("aresample", (("sample_rate", 48000), ("async", 1), ("first_pts", 0))),
        Filter("aformat", (("sample_fmts", "fltp"), ("channel_layouts", "stereo"))),
        Filter("asplit", (("outputs", 2),)),
    )
    bare = (
        Filter("aresample", (("sample_rate", SAMPLE_RATE),)),
        Filter("aformat", (("sample_fmts", "s16"), ("channel_layouts", "mono"))),
    )
    chains = (Chain((f"0:{info.audio.index}",), steps, ("sound", "all")), Chain(("all",), bare, ("bare",)))
    samples = Output(SAMPLES, (Track("bare", Bare("a")),), Expected(), may_be_missing=True)
    alone = Output(SOUND, (Track("sound", Aac(128)),), Expected(0, 0, info.duration_ms, 60_000, True))
    return chains, (samples,) if info.video is not None else (alone, samples)

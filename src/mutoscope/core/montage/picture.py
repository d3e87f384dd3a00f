"""How a picture must change: sizes, rates, colours. Sums only."""

from fractions import Fraction

from mutoscope.core.montage.media_info import MediaInfo, VideoStream
from mutoscope.core.montage.plan import Filter

_WHOLE_RATES = (10, 12, 15, 20, 24, 25, 30, 48, 50, 60)
_RATES = (
    Fraction(25, 2),
    *(Fraction(n) for n in _WHOLE_RATES),
    *(Fraction(n * 1000, 1001) for n in (24, 30, 60)),
)
_HDR_TRANSFER = {"pq": "smpte2084", "hlg": "arib-std-b67"}
_LINEAR_NITS = 203
"""What a white page is in HDR (ITU-R BT.2408); it becomes SDR's white."""


def rate_of(video: VideoStream, most: int = 60) -> Fraction:
    """The constant rate to render at: the usual rate next to the source's, never above ``most``.

    A phone whose rate wobbles around 30 gets 30; the quick stretches count, slow ones repeat pictures.
    """
    wanted = max(video.fps, video.peak_fps if video.variable_rate else 0.0) or 30.0
    if wanted >= most:
        return Fraction(most)
    near = min(_RATES, key=lambda rate: abs(float(rate) - wanted))
    if abs(float(near) - wanted) <= 0.02 * wanted:
        return near
    return Fraction(max(1, round(wanted)))


def fit(info: MediaInfo, short_edge: int) -> tuple[int, int]:
    """Even display size whose short edge is at most ``short_edge``; never larger than the source."""
    width, height = info.display_size
    scale = min(1.0, short_edge / max(1, min(width, height)), 4 * short_edge / max(width, height))
    return max(16, round(width * scale / 2) * 2), max(16, round(height * scale / 2) * 2)


def matrix_of(video: VideoStream) -> str:
    """The colour matrix to read the picture with; what does not say gets what players assume."""
    if video.matrix in ("smpte170m", "bt470bg"):
        return "bt601"
    if video.matrix.startswith("bt2020"):
        return "bt2020"
    if video.matrix in ("bt709", "smpte240m"):
        return "bt709"
    return "bt601" if min(video.width, video.height) < 720 else "bt709"


def to_sdr(video: VideoStream, width: int, height: int) -> tuple[Filter, ...]:
    """Scale to ``width`` x ``height`` and arrive at 8-bit BT.709, limited range, square pixels."""
    steps: tuple[Filter, ...]
    odd = video.width % 2 or video.height % 2
    even = (
        (Filter("crop", (("w", "floor(iw/2)*2"), ("h", "floor(ih/2)*2"))),) if odd else ()
    )  # zscale insists
    size = (("w", width), ("h", height))
    read_as = "full" if video.full_range else "limited"
    if video.transfer != "sdr":
        steps = (
            *even,
            Filter(
                "zscale",
                (
                    ("w", width), ("h", height), ("min", "2020_ncl"), ("pin", "2020"),
                    ("tin", _HDR_TRANSFER[video.transfer]), ("t", "linear"), ("npl", _LINEAR_NITS),
                ),
            ),
            Filter("format", (("pix_fmts", "gbrpf32le"),)),
            Filter("zscale", (("p", "709"),)),
            Filter("tonemap", (("tonemap", "mobius"), ("desat", 0))),
            Filter("zscale", (("t", "709"), ("m", "709"), ("r", "limited"))),
        )  # fmt: skip
    elif matrix_of(video) == "bt709":
        known = (("in_color_matrix", "bt709"), ("out_color_matrix", "bt709"))
        steps = (Filter("scale", (*size, *known, ("in_range", read_as), ("out_range", "limited"))),)
    else:
        # Changing the matrix with scale loses two levels of brightness, or costs four times as much.
        told = "2020_ncl" if matrix_of(video) == "bt2020" else "470bg"
        kept = (("f", "bicubic"), ("min", told), ("m", "709"), ("rin", read_as), ("r", "limited"))
        steps = (*even, Filter("zscale", (*size, *kept)))
    tags = (
        ("colorspace", "bt709"),
        ("color_primaries", "bt709"),
        ("color_trc", "bt709"),
        ("range", "limited"),
    )
    return (
        *steps,
        Filter("format", (("pix_fmts", "yuv420p"),)),
        Filter("setsar", (("sar", 1),)),
        Filter("setparams", tags),
    )


def steady(video: VideoStream) -> tuple[Filter, ...]:
    """Whole pictures at a constant rate from time zero."""
    rate = rate_of(video)
    comb = (Filter("bwdif", (("mode", "send_frame"), ("deint", "interlaced"))),) if video.interlaced else ()
    return (*comb, Filter("fps", (("fps", f"{rate.numerator}/{rate.denominator}"), ("start_time", 0))))

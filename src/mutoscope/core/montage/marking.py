"""The plan for a film that is taken away: whose it is and where it comes from is drawn into the picture.

The mark is a picture of ours. It stands near one corner and changes over to the opposite one every few
seconds, so that cutting off a strip does not take it away.
"""

import msgspec

from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.montage.picture import fit, rate_of, steady, to_sdr
from mutoscope.core.montage.plan import (
    H264,
    Aac,
    Chain,
    Copy,
    Expected,
    Filter,
    Output,
    RenderPlan,
    Source,
    Track,
    label,
)

MOST_EDGE = 720
"""Short edge of what is taken away, at most: sharp on a phone, and soon made."""
STAY_S = 4
"""Seconds in one corner."""
_SHARE = 0.016 + 0.004
"""CPU-seconds to decode, mark and encode a million pixels."""


class Mark(msgspec.Struct, frozen=True):
    """Our drawing: bare RGBA pixels in a file."""

    path: str
    width: int
    height: int


def marked_size(info: MediaInfo) -> tuple[int, int]:
    """Width and height of the film that is made of this one."""
    return fit(info, MOST_EDGE)


def plan_marked(info: MediaInfo, mark: Mark, labels: dict[str, str]) -> RenderPlan:
    """``marked.mp4``: upright, as long as before, with ``mark`` in it; ``labels`` are written on the file.

    ``info`` is about something we made ourselves, so its sound can be kept as it is.
    """
    video = info.video
    assert video is not None
    width, height = marked_size(info)
    away = max(8, round(min(width, height) * 0.035))
    there = f"lt(mod(t,{2 * STAY_S}),{STAY_S})"
    place = (
        ("x", f"if({there},{away},W-w-{away})"),
        ("y", f"if({there},{2 * away},H-h-{4 * away})"),
        ("eof_action", "repeat"),
    )
    rate = rate_of(video)
    chains = (
        Chain((f"0:{video.index}",), (*steady(video), *to_sdr(video, width, height)), ("film",)),
        Chain(
            ("film", "1:0"), (Filter("overlay", place), Filter("format", (("pix_fmts", "yuv420p"),))), ("v",)
        ),
    )
    tracks = [Track("v", H264(22, "veryfast", 3500, gop=max(1, round(2 * rate))))]
    if info.audio is not None:
        how: Copy | Aac = Copy("a") if info.audio.codec == "aac" else Aac()
        tracks.append(Track(f"0:{info.audio.index}", how))
    seconds = info.duration_ms / 1000
    expected = Expected(width, height, info.duration_ms, 150, info.audio is not None)
    said = tuple((key, label(value)) for key, value in labels.items() if label(value))
    return RenderPlan(
        purpose="marked",
        sources=(
            Source(info.path, info.demuxer),
            Source(mark.path, "rawvideo", drawn=(mark.width, mark.height)),
        ),
        chains=chains,
        outputs=(Output("marked.mp4", tuple(tracks), expected, labels=said),),
        cost_cpu_s=round(0.5 + width * height / 1e6 * float(rate) * seconds * _SHARE * 1.5, 2),
        length_ms=info.duration_ms,
    )

"""The plan that takes the prints of a film: pictures for PDQ, and Chromaprint's words for the sound."""

from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.montage.plan import Bare, Chain, Expected, Filter, Output, RenderPlan, Source, Track

SIDE = 192
"""PDQ looks at 64 by 64 points, whatever the shape; three times that leaves enough where bars are cut off."""
MOST_MOMENTS = 600


def plan_prints(info: MediaInfo) -> RenderPlan:
    """``looks.gray``: a picture a second, bare; ``sound.fpr``: little-endian words, if there is sound."""
    chains, outputs = [], []
    if info.video is not None:
        often = (Filter("fps", (("fps", 1), ("round", "up"))), Filter("trim", (("end_frame", MOST_MOMENTS),)))
        small = Filter("scale", (("w", SIDE), ("h", SIDE), ("flags", "area")))
        steps: tuple[Filter, ...] = (*often, Filter("format", (("pix_fmts", "gray"),)), small)
        chains.append(Chain((f"0:{info.video.index}",), steps, ("looks",)))
        outputs.append(
            Output("looks.gray", (Track("looks", Bare("v")),), Expected(SIDE, SIDE), may_be_missing=True)
        )
    if info.audio is not None:
        steps = (
            Filter("aresample", (("sample_rate", 11025),)),
            Filter("aformat", (("channel_layouts", "mono"),)),
        )
        chains.append(Chain((f"0:{info.audio.index}",), steps, ("heard",)))
        outputs.append(Output("sound.fpr", (Track("heard", Bare("a")),), Expected(), may_be_missing=True))
    seconds = info.duration_ms / 1000
    return RenderPlan(
        purpose="prints",
        sources=(Source(info.path, info.demuxer),),
        chains=tuple(chains),
        outputs=tuple(outputs),
        cost_cpu_s=round(0.5 + 0.15 * seconds, 2),
        length_ms=info.duration_ms,
    )

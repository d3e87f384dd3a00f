"""The plan for a sound as engines of captions want it: bare 16-bit samples, mono, 16,000 a second."""

from mutoscope.core.montage.limits import refuse
from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.montage.plan import Bare, Chain, Expected, Filter, Output, RenderPlan, Source, Track

SPEECH = "speech.pcm"
SAMPLE_RATE = 16_000


def plan_speech(info: MediaInfo) -> RenderPlan:
    """``speech.pcm`` from a film or a sound. Raises Refusal ``no_sound``."""
    if info.audio is None:
        raise refuse("no_sound")
    steps = (
        Filter("aresample", (("sample_rate", SAMPLE_RATE), ("async", 1), ("first_pts", 0))),
        Filter("aformat", (("sample_fmts", "s16"), ("channel_layouts", "mono"))),
    )
    return RenderPlan(
        purpose="sound",
        sources=(Source(info.path, info.demuxer),),
        chains=(Chain((f"0:{info.audio.index}",), steps, ("speech",)),),
        outputs=(Output(SPEECH, (Track("speech", Bare("a")),), Expected()),),
        cost_cpu_s=round(1 + info.duration_ms / 1000 * 0.01, 2),
        length_ms=info.duration_ms,
    )

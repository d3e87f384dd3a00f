"""The plan for a stretch cut out of a film or a sound: a file that begins and ends where it does, in which
every picture keeps its own time.

    film     |  a  |  b  |  c  |  d  |      the first picture is the one that shows when the stretch begins,
    stretch        [b|  c  |  d|            everything else stays as late as it was
"""

import math

import msgspec

from mutoscope.core.montage.media_info import MediaInfo
from mutoscope.core.montage.picture import fit, to_sdr
from mutoscope.core.montage.plan import (
    H264,
    Aac,
    Chain,
    Expected,
    Output,
    RenderPlan,
    Source,
    Track,
    made,
)

FILM, SOUND = "stretch.mp4", "stretch.m4a"
MOST_EDGE = 2160
_TICKS = 600_000
"""A second: whole for each of our rates, fine enough for every container's."""
_BEGUN = 600
"""Steps a second in which the first picture is looked for: containers round times to milliseconds."""
_RATE = 48_000
_CRF, _GOP = 14, 30
"""What is cut again is encoded again: nothing of this first time shall be seen."""


class Cut(msgspec.Struct, frozen=True):
    """Where a stretch lies, in pictures of a grid of ``fps`` a second, and what of it is wanted."""

    fps: int
    first: int
    end: int
    seen: bool
    heard: bool

    @property
    def duration_ms(self) -> int:
        """Never so short that its last picture of the grid is missing."""
        return -(-(self.end - self.first) * 1000 // self.fps)


def plan_stretch(info: MediaInfo, cut: Cut) -> RenderPlan:
    """``stretch.mp4``, or ``stretch.m4a`` where only its sound is wanted, or there is no picture.

    ``info`` must have something of what is wanted.
    """
    seen, heard = cut.seen and info.video is not None, cut.heard and info.audio is not None
    assert seen or heard, cut
    sources: list[Source] = []
    chains: list[Chain] = []
    tracks: list[Track] = []
    width, height = fit(info, MOST_EDGE) if seen else (0, 0)
    if seen:
        sources.append(Source(info.path, info.demuxer, start_ms=_seek(cut), early=True, only="picture"))
        chains += _picture(info, cut, width, height)
        tracks.append(Track("seen", H264(_CRF, "veryfast", 40_000, gop=_GOP, capped=False)))
    if heard:
        sources.append(Source(info.path, info.demuxer, start_ms=_seek(cut), only="sound"))
        chains.append(_sound(info, cut, len(sources) - 1))
        tracks.append(Track("heard", Aac(192)))
    seconds = cut.duration_ms / 1000
    pixels = width * height / 1e6 * max(1.0, info.video.fps if info.video else 1.0)
    expected = Expected(width, height, cut.duration_ms, 100, heard)
    return RenderPlan(
        purpose="stretch",
        sources=tuple(sources),
        chains=tuple(chains),
        outputs=(_output(cut, tuple(tracks), expected),),
        cost_cpu_s=round(2 + seconds * (0.05 + 0.05 * pixels), 2),
        length_ms=cut.duration_ms,
    )


def _output(cut: Cut, tracks: tuple[Track, ...], expected: Expected) -> Output:
    if expected.width:
        return Output(FILM, tracks, expected, cut.duration_ms, ticks=_TICKS)
    return Output(SOUND, tracks, expected, cut.duration_ms)


def _seek(cut: Cut) -> int:
    return cut.first * 1000 // cut.fps


def _picture(info: MediaInfo, cut: Cut, width: int, height: int) -> list[Chain]:
    """The picture that shows when it begins, at 0, and then every other one at its own time."""
    video = info.video
    assert video is not None
    comb = (made("bwdif", mode="send_frame", deint="interlaced"),) if video.interlaced else ()
    late = _seek(cut) - cut.first * 1000 / cut.fps  # what is read begins at a whole millisecond
    ticks = made("settb", expr=f"1/{_TICKS}")
    shifted = made("setpts", expr=f"T*{_TICKS}+({late * _TICKS / 1000:.1f})")
    first = (
        made("fps", fps=_BEGUN, start_time=0, eof_action="pass"),
        made("tpad", stop=-1, stop_mode="clone"),
        made("trim", end_frame=1),
        ticks,
        made("setpts", expr="0"),
    )
    length = (cut.end - cut.first) / cut.fps
    later = made("select", expr=f"gt(t,{0.5 / _BEGUN:.6f})*lt(t,{length - 0.001:.6f})")
    read = f"0:{video.index}"
    return [
        Chain((read,), (*comb, ticks, shifted, made("split", outputs=2)), ("one", "all")),
        Chain(("one",), first, ("first",)),
        Chain(("all",), (later,), ("later",)),
        Chain(
            ("first", "later"), (made("interleave", nb_inputs=2), *to_sdr(video, width, height)), ("seen",)
        ),
    ]


def _sound(info: MediaInfo, cut: Cut, source: int) -> Chain:
    """To the sample; silence where the file has none."""
    audio = info.audio
    assert audio is not None
    begins = round(cut.first * _RATE / cut.fps)
    skip = max(0, begins - _seek(cut) * _RATE // 1000)
    count = math.ceil((cut.end - cut.first) * _RATE / cut.fps)
    both = (made("pan", args="stereo|c0=c0|c1=c0"),) if audio.channels == 1 else ()
    steps = (
        made("aresample", sample_rate=_RATE, first_pts=0, **{"async": 1}),
        *both,
        made("aformat", sample_fmts="fltp", sample_rates=_RATE, channel_layouts="stereo"),
        made("atrim", start_sample=skip, end_sample=skip + count),
        made("asetpts", expr="N"),
        made("apad", whole_len=count),
    )
    return Chain((f"{source}:{audio.index}",), steps, ("heard",))

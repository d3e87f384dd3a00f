"""Which renditions a video gets, and the plan for each. Policy only: values in, plans out.

remux    compatible files: the same packets in a clean MP4, playable at once
quick    everything else: one 540p rendition, playable soon
ladder   1080 (when the source has it), 720 and 480 from one decode, loudness set; never enlarged
"""

from typing import Literal

import msgspec

from mutoscope.core.montage.limits import refuse
from mutoscope.core.montage.media_info import AudioStream, MediaInfo
from mutoscope.core.montage.picture import fit, rate_of, steady, to_sdr
from mutoscope.core.montage.plan import (
    H264,
    Aac,
    Chain,
    Copy,
    Edit,
    Expected,
    Filter,
    Output,
    RenderPlan,
    Source,
    Track,
)
from mutoscope.core.montage.stills import plan_frames as plan_frames
from mutoscope.core.montage.stills import plan_poster as plan_poster

TARGET_LUFS = -14.0
PEAK_DB = -1.5
_NEVER_LOUDER_BY_DB = 15.0
"""Beyond this, what is made louder is the noise of the room."""
SHORTEST_MS = 500

_RUNGS = {1080: (23, 4500), 720: (23, 2500), 480: (25, 900)}
"""Short edge: (CRF, maxrate in kb/s)."""
_ENCODE_SHARE = 0.016
"""CPU-seconds to encode a million pixels with veryfast; medium costs 2.4 times that."""
_DECODE_SHARE = {"hevc": 0.008, "av1": 0.008, "vp9": 0.006}


class Loudness(msgspec.Struct, frozen=True):
    """How loud the sound is: integrated LUFS and highest true peak in dB. -70 is silence."""

    lufs: float
    peak_db: float


def can_remux(info: MediaInfo, edit: Edit) -> bool:
    """Whether the picture can be published as it is: every common player shows it right, and soon."""
    video = info.video
    assert video is not None
    length, breadth = max(video.width, video.height), min(video.width, video.height)
    return (
        _untouched(info, edit)
        and not info.has_edit_list
        and info.container in ("mp4", "mov", "3gp", "webm", "matroska")
        and video.codec == "h264"
        and video.profile in ("Baseline", "Constrained Baseline", "Main", "High")
        and 10 <= video.level <= 42
        and video.pix_fmt in ("yuv420p", "yuvj420p")
        and not video.interlaced
        and length <= 1920
        and breadth <= 1088
        and video.width % 2 == video.height % 2 == 0
        and max(video.fps, video.peak_fps if video.variable_rate else 0) <= 61
        and video.sar_num == video.sar_den
        and not video.odd_rotation
        and video.transfer == "sdr"
        and video.matrix in ("", "bt709", "smpte170m", "bt470bg")
        and video.bit_rate <= 8_000_000
        and video.max_gop_ms <= 5_100
        and video.starts_with_keyframe
        and not video.open_gop  # copying takes the SEI away, and with it the places to start from
    )


def plan_remux(info: MediaInfo, edit: Edit) -> RenderPlan:
    """The same pictures in a fast-start MP4 without metadata; sound is re-encoded only if it must be."""
    assert can_remux(info, edit) and info.video is not None
    tracks = [Track(f"0:{info.video.index}", Copy("v"))]
    chains: tuple[Chain, ...] = ()
    if info.audio is not None:
        if _plays_everywhere(info.audio):
            tracks.append(Track(f"0:{info.audio.index}", Copy("a")))
        else:
            chains = (_sound_chain(info.audio),)
            tracks.append(Track("sound", Aac()))
    expected = _expected(info, edit, info.display_size)
    return RenderPlan(
        purpose="remux",
        sources=(_source(info, edit),),
        chains=chains,
        outputs=(Output("remux.mp4", tuple(tracks), expected),),
        cost_cpu_s=0.2 + info.size_bytes / 2e9 + (0.01 * info.duration_ms / 1000 if chains else 0),
        length_ms=info.duration_ms,
    )


def plan_quick(info: MediaInfo, edit: Edit) -> RenderPlan:
    """One 540p rendition, as fast as is still pleasant."""
    return _encode("quick", info, edit, [540], Loudness(TARGET_LUFS, -20.0), "veryfast")


def plan_ladder(
    info: MediaInfo, edit: Edit, loudness: Loudness | None, preset: Literal["veryfast", "medium"] = "veryfast"
) -> RenderPlan:
    """All renditions of a published video, from one decode. ``loudness`` as measured; None without sound."""
    return _encode("ladder", info, edit, rungs(info), loudness or Loudness(-70.0, -70.0), preset)


def rungs(info: MediaInfo) -> list[int]:
    """Short edges to render, largest first. A small source gets one rendition of its own size.

    A size between two rungs is kept when it is at least a fifth larger than the rung below.
    """
    short = min(info.display_size)
    wanted = [rung for rung in _RUNGS if rung <= short]
    if not wanted:
        return [short]
    if wanted[0] != 1080 and short >= 1.2 * wanted[0]:
        wanted.insert(0, short)
    return wanted


def plan_sound(info: MediaInfo, edit: Edit, loudness: Loudness | None = None) -> RenderPlan:
    """The sound alone, as an M4A that other videos can use with credit."""
    assert info.audio is not None
    return RenderPlan(
        purpose="sound",
        sources=(_source(info, edit),),
        chains=(_sound_chain(info.audio, loudness or Loudness(TARGET_LUFS, -20.0)),),
        outputs=(_only_sound(info, edit),),
        cost_cpu_s=0.2 + 0.015 * _length(info, edit) / 1000,
        length_ms=_length(info, edit),
    )


def plan_loudness(info: MediaInfo, edit: Edit) -> RenderPlan:
    """Only listen: how loud the kept part is (EBU R 128)."""
    assert info.audio is not None
    steps = (*_sound_chain(info.audio).filters, Filter("ebur128", (("peak", "true"), ("framelog", "quiet"))))
    return RenderPlan(
        purpose="loudness",
        sources=(_source(info, edit),),
        chains=(Chain((f"0:{info.audio.index}",), steps, ("out",)),),
        outputs=(),
        cost_cpu_s=0.2 + 0.02 * _length(info, edit) / 1000,
        length_ms=_length(info, edit),
    )


def _encode(
    purpose: Literal["quick", "ladder"],
    info: MediaInfo,
    edit: Edit,
    edges: list[int],
    loudness: Loudness,
    preset: Literal["veryfast", "medium"],
) -> RenderPlan:
    """One decode; each rung is scaled from the one above it, so that large pictures are read once.

    source -> steady -> scale 720 -> split -> 720.mp4
                                        `-> scale 480 -> 480.mp4
    """
    video = info.video
    assert video is not None
    chains: list[Chain] = []
    outputs: list[Output] = []
    pad, steps, cost = f"0:{video.index}", steady(video), 0.0
    rate = rate_of(video)
    length_ms = _length(info, edit)
    for place, edge in enumerate(edges):
        width, height = fit(info, edge)
        name = "quick.mp4" if purpose == "quick" else f"{edge}.mp4"
        how: H264 | Copy
        if purpose == "ladder" and place == 0 and _already_is(info, edit, width, height):
            how, out = Copy("v"), pad
        else:
            if not chains:
                steps = (*steps, *to_sdr(video, width, height))
            else:
                steps = (Filter("scale", (("w", width), ("h", height))), Filter("setsar", (("sar", 1),)))
            out, rest = f"v{place}", f"rest{place}"
            last = place == len(edges) - 1
            more = () if last else (Filter("split", (("outputs", 2),)),)
            chains.append(Chain((pad,), (*steps, *more), (out,) if last else (out, rest)))
            pad = rest
            crf, maxrate = _quality(width, height) if purpose == "ladder" else (23, 2500)
            how = H264(crf, preset, maxrate, gop=max(1, round(2 * rate)))
            cost += width * height / 1e6 * float(rate) * length_ms / 1000 * _ENCODE_SHARE
        sound = () if info.audio is None else (Track(f"a{place}", Aac()),)
        expected = _expected(info, edit, (width, height))
        outputs.append(Output(name, (Track(out, how), *sound), expected, length_ms))
    if info.audio is not None:
        chains.append(_sound_chain(info.audio, loudness, tuple(f"a{n}" for n in range(len(edges)))))
    decode = _DECODE_SHARE.get(video.codec, 0.004) + (0.01 if video.transfer != "sdr" else 0)
    cost *= 2.4 if preset == "medium" else 1
    cost += decode * video.width * video.height / 1e6 * max(video.fps, 1) * length_ms / 1000
    return RenderPlan(
        purpose=purpose,
        sources=(_source(info, edit),),
        chains=tuple(chains),
        outputs=tuple(outputs),
        cost_cpu_s=round(0.3 + cost, 2),
        length_ms=length_ms,
    )


def _already_is(info: MediaInfo, edit: Edit, width: int, height: int) -> bool:
    """Whether the source's own pictures are as good as this rung would be: then its packets are kept."""
    video = info.video
    assert video is not None
    return (
        can_remux(info, edit)
        and info.display_size == (width, height)
        and video.bit_rate <= 1100 * _quality(width, height)[1]
        and video.max_gop_ms <= 2_500
        and not video.variable_rate
    )


def _quality(width: int, height: int) -> tuple[int, int]:
    """CRF and maxrate: those of the rung, or in between by area for a source of its own size."""
    short = min(width, height)
    if short in _RUNGS:
        return _RUNGS[short]
    below = 480 if short < 720 else 720
    crf, kbps = _RUNGS[below]
    return crf, max(200, round(kbps * (short / below) ** 2))


def _sound_chain(
    audio: AudioStream, loudness: Loudness | None = None, pads: tuple[str, ...] = ("sound",)
) -> Chain:
    """Stereo at 48 kHz from time zero, without gaps; gain and a limiter when loudness is known."""
    steps = [
        Filter("aresample", (("sample_rate", 48000), ("async", 1), ("first_pts", 0))),
        Filter("aformat", (("sample_fmts", "fltp"), ("channel_layouts", "stereo"))),
    ]
    gain = gain_db(loudness) if loudness else 0.0
    if abs(gain) >= 0.1:
        steps.append(Filter("volume", (("volume", f"{gain:.2f}dB"),)))
    if loudness and loudness.peak_db + gain > PEAK_DB - 0.5:
        # Peaks between samples pass unseen at 48 kHz, and AAC adds some: 1.5 dB are left for both. Looking
        # at four times the rate instead would cost a tenth of the whole ladder.
        ceiling = 10 ** ((PEAK_DB - 1.5) / 20)
        steps.append(Filter("alimiter", (("limit", round(ceiling, 4)), ("release", 50), ("level", "false"))))
    if len(pads) > 1:
        steps.append(Filter("asplit", (("outputs", len(pads)),)))
    return Chain((f"0:{audio.index}",), tuple(steps), pads)


def gain_db(loudness: Loudness, target_lufs: float = TARGET_LUFS) -> float:
    """What to add so that it sounds as loud as everything else; silence stays silence."""
    if loudness.lufs <= -69.0:
        return 0.0
    return max(-40.0, min(_NEVER_LOUDER_BY_DB, target_lufs - loudness.lufs))


def _plays_everywhere(audio: AudioStream) -> bool:
    known = audio.codec == "aac" and audio.profile in ("LC", "")
    return known and audio.channels <= 2 and audio.sample_rate in (44100, 48000)


def _source(info: MediaInfo, edit: Edit) -> Source:
    if _untouched(info, edit):
        return Source(info.path, info.demuxer)
    return Source(info.path, info.demuxer, edit.trim_start_ms, _length(info, edit))


def _untouched(info: MediaInfo, edit: Edit) -> bool:
    """Nothing is cut away; an end within two pictures of the end is the end."""
    return edit.trim_start_ms <= 0 and (edit.trim_end_ms <= 0 or edit.trim_end_ms >= _whole(info) - 67)


def _whole(info: MediaInfo) -> int:
    """Length in ms from the file's first moment; a picture that starts later than the sound waits."""
    late = 0
    if info.video is not None and info.audio is not None:
        late = max(0, min(info.video.start_ms - info.audio.start_ms, 10_000))
    return info.duration_ms + late


def _length(info: MediaInfo, edit: Edit) -> int:
    """Length of what is kept, in ms; refuses a cut that leaves nothing."""
    if _untouched(info, edit):
        return _whole(info)
    end = min(edit.trim_end_ms or _whole(info), _whole(info))
    length = end - max(0, edit.trim_start_ms)
    if length < min(SHORTEST_MS, _whole(info)):
        raise refuse("too_short_cut")
    return length


def _expected(info: MediaInfo, edit: Edit, size: tuple[int, int]) -> Expected:
    assert info.video is not None
    two_pictures = 2 * round(1000 / max(1.0, min(info.video.fps or 30.0, 60.0)))
    length = info.duration_ms if _untouched(info, edit) else _length(info, edit)
    late = _whole(info) - info.duration_ms
    return Expected(size[0], size[1], length, max(80, two_pictures) + late, info.audio is not None)


def _only_sound(info: MediaInfo, edit: Edit) -> Output:
    expected = Expected(0, 0, _length(info, edit), 60_000, True)
    return Output("sound.m4a", (Track("sound", Aac(160)),), expected, _length(info, edit))

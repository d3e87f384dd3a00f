"""Look at an already open file with PyAV and print what it is, as JSON, within bounds.

Opening runs demuxers and decoders on hostile bytes; that is why this happens here and nowhere else.
Answers ``{"info": ..., "looks": [[at_ms, width, height], ...]}`` in a line, then the bare grey pixels of
these looks; or ``{"no": code, "fields": {...}}``. Anything else means the file broke us.
"""

import contextlib
import json
import sys
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any

import av
import av.container
import av.error
import av.stream
import av.subtitles.codeccontext  # PyAV imports these two late, when the jail hides its files
import av.subtitles.stream
import av.video.stream

_UNKNOWN_MATRIX = {2: "", 0: "rgb", 1: "bt709", 5: "bt470bg", 6: "smpte170m", 7: "smpte240m", 9: "bt2020nc"}

_LOOKS = 5
_LOOK_EDGE = 128
_Pixels = tuple[int, int, int, bytes]
"""When (ms), width, height, bare grey pixels."""


class No(Exception):
    """The file can't be used: a code of ours and what fills its sentence."""


def main(args: list[str]) -> None:
    """``args``: the file's descriptor, the demuxer to use, the limits as JSON."""
    answer: dict[str, Any]
    looks: list[_Pixels] = []
    try:
        info, looks = look(int(args[0]), args[1], json.loads(args[2]))
        answer = {"info": info, "looks": [one[:3] for one in looks]}
    except No as no:
        answer = {"no": no.args[0], "fields": no.args[1] if len(no.args) > 1 else {}}
    except (av.error.FFmpegError, ValueError, UnicodeError, OverflowError) as error:
        answer = {"no": "damaged", "fields": {}, "why": type(error).__name__}
    sys.stdout.buffer.write(b"".join([json.dumps(answer).encode(), b"\n", *(one[3] for one in looks)]))


def look(fd: int, demuxer: str, limits: dict[str, Any]) -> tuple[dict[str, Any], list[_Pixels]]:
    """Everything MediaInfo wants, and a few moments, or No."""
    with opened(fd, demuxer, limits) as container:
        videos = [s for s in container.streams.video if not _is_cover(s)]
        audios = list(container.streams.audio)
        if not videos:
            raise No("only_sound" if audios else "not_a_video")
        if len(container.streams) > limits["max_streams"]:
            raise No("too_many_streams", {"limit": limits["max_streams"]})
        video = _largest(videos)
        _check_picture(video, limits)
        audio = next((s for s in audios if s.codec_context is not None and s.codec_context.sample_rate), None)
        info: dict[str, Any] = {
            "duration_ms": 0,
            "bit_rate": container.bit_rate or 0,
            "video_streams": len(videos),
            "audio_streams": len(audios),
            "video": _describe(video),
            "audio": describe_sound(audio, limits) if audio else None,
        }
        timing, keys = _walk(container, video, limits)
        info["video"] |= timing
        info["duration_ms"] = timing["duration_ms"]
        info["video"] |= _first_frame(container, video)
        return info, list(_look_around(container, video, keys, timing))


def opened(fd: int, demuxer: str, limits: dict[str, Any]) -> Any:
    """The open file as a container, read by the demuxer that was chosen for it."""
    av.logging.set_level(None)
    options = {"fd": str(fd), "max_streams": str(2 * limits["max_streams"]), "protocol_whitelist": "fd"}
    options |= {"probesize": "5000000", "analyzeduration": "5000000", "max_pixels": str(limits["max_pixels"])}
    try:
        container = av.open("fd:", format=demuxer, options=options, metadata_errors="ignore")
    except av.error.InvalidDataError as error:
        raise No("damaged") from error
    return container


def _is_cover(stream: av.video.stream.VideoStream) -> bool:
    cover = av.stream.Disposition.attached_pic | av.stream.Disposition.timed_thumbnails
    return bool(stream.disposition & cover) or stream.codec_context is None


def _largest(videos: list[Any]) -> Any:
    """Motion photos and dashcams carry several pictures: the default one, else the largest, is meant."""
    default = [s for s in videos if s.disposition & av.stream.Disposition.default] or videos
    return max(default, key=lambda s: s.codec_context.width * s.codec_context.height)


def _check_picture(video: Any, limits: dict[str, Any]) -> None:
    context = video.codec_context
    if context.codec.canonical_name not in limits["video_codecs"]:
        raise No("unsupported_codec", {"codec": context.codec.canonical_name[:20]})
    if context.width * context.height > limits["max_pixels"]:
        raise No("too_large_picture", {"width": context.width, "height": context.height})
    if context.width < 16 or context.height < 16:
        raise No("damaged")


def _describe(video: Any) -> dict[str, Any]:
    context = video.codec_context
    sar = video.sample_aspect_ratio or Fraction(1)
    if sar <= 0 or not Fraction(1, 8) <= sar <= 8:
        sar = Fraction(1)
    return {
        "index": video.index,
        "codec": context.codec.canonical_name,
        "tag": str(context.codec_tag).encode("ascii", "replace").decode()[:8],
        "width": context.width,
        "height": context.height,
        "sar_num": sar.numerator,
        "sar_den": sar.denominator,
        "pix_fmt": context.pix_fmt or "",
        "bit_depth": max((c.bits for c in context.format.components), default=8) if context.format else 8,
        "transfer": {16: "pq", 18: "hlg"}.get(int(context.color_trc), "sdr"),
        "matrix": _UNKNOWN_MATRIX.get(int(context.colorspace), "other"),
        "full_range": int(context.color_range) == 2 or (context.pix_fmt or "").startswith("yuvj"),
        "interlaced": int(getattr(context, "field_order", 0) or 0) > 1,
        "profile": context.profile or "",
        "level": max(0, context.level or 0),
    }


def describe_sound(audio: Any, limits: dict[str, Any]) -> dict[str, Any]:
    """What AudioStream wants, or No."""
    context = audio.codec_context
    if context.codec.canonical_name not in limits["audio_codecs"]:
        raise No("unsupported_sound", {"codec": context.codec.canonical_name[:20]})
    return {
        "index": audio.index,
        "codec": context.codec.canonical_name,
        "sample_rate": context.sample_rate,
        "channels": context.channels,
        "profile": context.profile or "",
        "start_ms": ms(audio.start_time or 0, audio.time_base),
    }


def _walk(container: Any, video: Any, limits: dict[str, Any]) -> tuple[dict[str, Any], list[int]]:
    """Read every picture packet: real length, rate, distance of keyframes. Headers lie, packets don't.

    Also says when keyframes are shown.
    """
    base = video.time_base
    times: list[int] = []
    keys: list[int] = []
    size, last_length, open_gop = 0, 0, False
    for packet in packets(container, video):
        if packet.pts is None or packet.is_discard:
            continue
        if packet.is_keyframe:
            keys.append(packet.pts)
            open_gop = open_gop or not _is_idr(packet, video.codec_context)
        elif not times:
            keys.append(-(1 << 62))  # marks: the first picture is not a keyframe
        times.append(packet.pts)
        size += packet.size
        last_length = packet.duration or 0
        if len(times) > limits["max_frames"]:
            raise No("too_many_frames", {"limit": limits["max_frames"]})
        if ms(max(packet.pts - times[0], 0), base) > (limits["max_seconds"] + 1) * 1000:
            raise No("too_long", {"limit_min": round(limits["max_seconds"] / 60, 1)})
    if not times:
        raise No("damaged")
    starts_with_key = bool(keys) and keys[0] != -(1 << 62)
    keys = [k for k in keys if k != -(1 << 62)]
    times.sort()
    steps = sorted(b - a for a, b in pairwise(times) if b > a)
    typical = steps[len(steps) // 2] if steps else last_length
    end = times[-1] + (last_length if 0 < last_length <= 4 * max(typical, 1) else typical)
    span = end - times[0]
    duration_ms = max(1, ms(span, base))
    if duration_ms > limits["max_seconds"] * 1000 + 999:
        raise No("too_long", {"limit_min": round(limits["max_seconds"] / 60, 1)})
    gaps = [b - a for a, b in zip(sorted(keys), [*sorted(keys)[1:], end], strict=False)]
    quick = steps[len(steps) // 10] if steps else typical
    varies = bool(steps) and steps[(len(steps) * 9) // 10] > 1.25 * max(quick, 1)
    found = {
        "fps": round(len(times) * 1000 / duration_ms, 3),
        "peak_fps": round(float(1 / (quick * base)), 3) if quick else 0.0,
        "variable_rate": varies,
        "frames": len(times),
        "duration_ms": duration_ms,
        "start_ms": ms(times[0], base),
        "starts_with_keyframe": starts_with_key,
        "open_gop": open_gop,
        "max_gop_ms": ms(max(gaps, default=span), base),
        "bit_rate": size * 8000 // duration_ms,
    }
    return found, keys


def _is_idr(packet: Any, context: Any) -> bool:
    """Whether a decoder can start with this picture by itself; so it is unless it is H.264 in avcC."""
    head = context.extradata or b""
    if context.codec.canonical_name != "h264" or len(head) < 7 or head[0] != 1:
        return True
    data, at, width = memoryview(packet), 0, (head[4] & 3) + 1
    while at + width < len(data):
        if data[at + width] & 31 == 5:
            return True
        at += width + int.from_bytes(data[at : at + width])
    return False


def _look_around(container: Any, video: Any, keys: list[int], timing: dict[str, Any]) -> Iterator[_Pixels]:
    """The keyframes nearest to evenly spread moments, small: each costs the decoding of one picture."""
    base, start_ms = video.time_base, timing["start_ms"]
    wanted = [start_ms + timing["duration_ms"] * (2 * n + 1) // (2 * _LOOKS) for n in range(_LOOKS)]
    chosen = {min(keys, key=lambda key: abs(ms(key, base) - at_ms)) for at_ms in wanted} if keys else ()
    video.codec_context.skip_frame = "NONKEY"
    for key in sorted(chosen):
        with contextlib.suppress(av.error.FFmpegError, ValueError, OverflowError, MemoryError):
            container.seek(key, stream=video, backward=True)
            frame = _next_picture(container, video)
            if frame is not None:
                yield (ms(frame.pts, base) - start_ms, *_small_grey(frame))


def _next_picture(container: Any, video: Any) -> Any:
    """The keyframe at this place; its decoder is asked at once, and not for what follows."""
    packet = next(packets(container, video), None)
    decoded = (*packet.decode(), *video.decode(None)) if packet and packet.is_keyframe else ()
    return next((frame for frame in decoded if frame.pts is not None), None)


def _small_grey(frame: Any) -> tuple[int, int, bytes]:
    scale = min(1.0, _LOOK_EDGE / min(frame.width, frame.height))
    width, height = (
        max(16, min(4 * _LOOK_EDGE, round(side * scale))) for side in (frame.width, frame.height)
    )
    grey = frame.reformat(width, height, "gray").planes[0]
    rows, step = memoryview(grey), grey.line_size
    return width, height, b"".join(rows[at * step : at * step + width] for at in range(height))


def _first_frame(container: Any, video: Any) -> dict[str, Any]:
    """Decode until one picture comes out: it proves the codec and knows which way is up."""
    container.seek(0, backward=True, any_frame=False) if video.start_time is not None else None
    for tried, packet in enumerate(packets(container, video)):
        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            frames = []
        for frame in frames:
            turn = round(frame.rotation / 90) * 90
            return {
                "rotation": (-turn) % 360,
                "odd_rotation": abs(frame.rotation - turn) > 1,
                "interlaced": bool(frame.interlaced_frame),
            }
        if tried > 300:
            break
    raise No("damaged")


def packets(container: Any, stream: Any) -> Iterator[Any]:
    """The packets of a stream, to the end of what can be read.

    In a torn FLV a stream may turn up that was not there when the file was opened; PyAV then stumbles over
    its own list of streams, which is no fault of ours.
    """
    with contextlib.suppress(IndexError):
        yield from container.demux(stream)


def ms(ticks: int, base: Fraction) -> int:
    return round(ticks * base * 1000)

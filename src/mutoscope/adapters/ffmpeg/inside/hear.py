"""Listen to an already open file with PyAV and print what its sound is, as JSON, within bounds.

Every packet of the sound is read, so the length is the real one. Answers as ``probe`` does, without looks.
"""

import json
import sys
from typing import Any

import av
import av.error

from .probe import No, describe_sound, ms, opened, packets


def main(args: list[str]) -> None:
    """``args``: the file's descriptor, the demuxer to use, the limits as JSON."""
    answer: dict[str, Any]
    try:
        answer = {"info": listen(int(args[0]), args[1], json.loads(args[2])), "looks": []}
    except No as no:
        answer = {"no": no.args[0], "fields": no.args[1] if len(no.args) > 1 else {}}
    except (av.error.FFmpegError, ValueError, UnicodeError, OverflowError) as error:
        answer = {"no": "damaged", "fields": {}, "why": type(error).__name__}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")


def listen(fd: int, demuxer: str, limits: dict[str, Any]) -> dict[str, Any]:
    """What MediaInfo wants of a sound, or No."""
    with opened(fd, demuxer, limits) as container:
        sounds = list(container.streams.audio)
        sound = next((s for s in sounds if s.codec_context is not None and s.codec_context.sample_rate), None)
        if sound is None:
            raise No("no_sound")
        if len(container.streams) > limits["max_streams"]:
            raise No("too_many_streams", {"limit": limits["max_streams"]})
        described = describe_sound(sound, limits)
        length_ms = _walk(container, sound, limits)
        _decodes(container, sound)
        return {
            "duration_ms": length_ms,
            "bit_rate": container.bit_rate or 0,
            "video_streams": 0,
            "audio_streams": len(sounds),
            "video": None,
            "audio": described,
        }


def _walk(container: Any, sound: Any, limits: dict[str, Any]) -> int:
    """Milliseconds, from the packets."""
    base, first, last, span = sound.time_base, None, 0, 0
    for packet in packets(container, sound):
        if packet.size == 0:
            continue
        span += packet.duration or 0
        if packet.pts is not None:
            first = packet.pts if first is None else min(first, packet.pts)
            last = max(last, packet.pts + (packet.duration or 0))
        if ms(max(span, last - (first or 0)), base) > limits["max_seconds"] * 1000 + 999:
            raise No("too_long_sound", {"limit_min": round(limits["max_seconds"] / 60, 1)})
    length: int = ms(max(span, last - (first or 0)), base)
    if length <= 0:
        raise No("damaged_sound")
    return length


def _decodes(container: Any, sound: Any) -> None:
    """One block that comes out proves the codec."""
    container.seek(0)
    for tried, packet in enumerate(packets(container, sound)):
        try:
            if packet.decode():
                return
        except av.error.FFmpegError:
            pass
        if tried > 300:
            break
    raise No("damaged_sound")

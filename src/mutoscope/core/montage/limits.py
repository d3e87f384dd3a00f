"""What a file may ask of us, and the sentence that says no."""

from collections.abc import Mapping

import msgspec

from mutoscope.core.units import Refusal

VIDEO_CODECS = ("h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "mjpeg", "mpeg2video", "h263")
AUDIO_CODECS = (
    "aac", "opus", "vorbis", "mp3", "mp2", "ac3", "eac3", "flac", "alac", "amr_nb", "amr_wb",
    "pcm_s16le", "pcm_s16be", "pcm_s24le", "pcm_s24be", "pcm_s32le", "pcm_f32le", "pcm_u8",
    "pcm_mulaw", "pcm_alaw",
)  # fmt: skip
"""Codecs that phones, cameras, browsers and common programs write. A decoder that is not named here never
runs: rare decoders are where most holes of the last years were."""


class Limits(msgspec.Struct, frozen=True):
    """Bounds of one upload. The operator sets bytes and seconds; the rest guards the machine."""

    max_bytes: int = 512 * 1024 * 1024
    max_seconds: int = 600
    max_pixels: int = 36_000_000
    """Width times height: 8K fits."""
    max_streams: int = 24
    max_frames: int = 90_000
    """Ten minutes at 150 pictures a second."""
    max_index_bytes: int = 24 * 1024 * 1024
    """Size of an MP4's moov box."""
    video_codecs: tuple[str, ...] = VIDEO_CODECS
    audio_codecs: tuple[str, ...] = AUDIO_CODECS


_SENTENCES = {
    "empty_file": "This file is empty. Please choose it again; it may still have been copying.",
    "not_a_video": "This is not a video we can read. Please choose an MP4, MOV or WebM.",
    "a_picture": "This is a picture, not a video. Please choose a video.",
    "only_sound": "This file has sound but no picture. Please choose a video.",
    "a_playlist": "This is a list of links to a video, not the video itself. Please choose the video file.",
    "damaged": "This video is damaged or was cut off on its way. Please export or send it again.",
    "too_long": "This video is longer than %(limit_min)s minutes. Please shorten it first.",
    "too_large": "This file is larger than %(limit_mb)s MB. Please export it smaller.",
    "too_large_picture": "Its picture, %(width)s by %(height)s, is too large. Please export it at 4K.",
    "too_many_frames": "This video has more than %(limit)s pictures. Please export it at 60 a second.",
    "too_many_streams": "This file has more than %(limit)s tracks. Please export one picture and one sound.",
    "unsupported_codec": "Its picture is stored as %(codec)s, which we can't read. Please use H.264.",
    "unsupported_sound": "Its sound is stored as %(codec)s, which we can't read. Please export it as AAC.",
    "protected": "This video is copy-protected, so nobody but its seller's player can open it.",
    "too_demanding": "This video takes more work than this server allows. Please export it as H.264, 1080p.",
    "too_short_cut": "Between start and end nothing is left. Please keep at least half a second.",
    "not_a_material": "We can't read this file. Please choose a video, a photo or a sound.",
    "no_sound": "There is no sound in this file. Please choose another one.",
    "damaged_sound": "This sound is damaged or was cut off on its way. Please export or send it again.",
    "too_long_sound": "This sound is longer than %(limit_min)s minutes. Please shorten it first.",
    "not_a_picture": "This is not a picture we can read. Please choose a JPEG, PNG or WebP.",
}
_BARE = {"too_large_picture": "This picture has too many pixels. Please choose a smaller one."}
"""What is said where nobody got as far as to measure it."""
_WRONG_KIND = ("not_a_video", "a_picture", "only_sound", "a_playlist", "not_a_material")
_STATUS = {"too_large": 413, **dict.fromkeys(_WRONG_KIND, 415)}


def refuse(code: str, fields: Mapping[str, str | int | float] | None = None) -> Refusal:
    """The refusal for ``code``, ready to raise: our sentence, whatever the child process said."""
    if code not in _SENTENCES:
        code = "damaged"
    sentence = _SENTENCES[code] if fields else _BARE.get(code, _SENTENCES[code])
    sentence = _SENTENCES[code] if fields else _BARE.get(code, _SENTENCES[code])
    wanted = {name: value for name, value in (fields or {}).items() if f"%({name})s" in sentence}
    return Refusal(code, sentence, fields=wanted, status=_STATUS.get(code, 422))

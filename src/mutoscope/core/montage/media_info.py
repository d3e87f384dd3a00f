"""What a probe found out about a media file: bounded, typed, already distrusted."""

from typing import Literal

import msgspec


class VideoStream(msgspec.Struct, frozen=True):
    codec: str
    width: int
    height: int
    """Coded size, before rotation."""
    rotation: int = 0
    """Degrees clockwise to turn the picture for display: 0, 90, 180, 270."""
    odd_rotation: bool = False
    """Turned by some other angle, or mirrored: players disagree about it."""
    sar_num: int = 1
    sar_den: int = 1
    fps: float = 0.0
    """Average rate; 0 when unknown."""
    peak_fps: float = 0.0
    """Rate of the quick stretches; above ``fps`` when the rate varies."""
    variable_rate: bool = False
    frames: int = 0
    pix_fmt: str = ""
    bit_depth: int = 8
    interlaced: bool = False
    transfer: Literal["sdr", "pq", "hlg"] = "sdr"
    matrix: str = ""
    """bt709, smpte170m, bt470bg, bt2020nc ...; empty when the file does not say."""
    full_range: bool = False
    profile: str = ""
    level: int = 0
    max_gop_ms: int = 0
    starts_with_keyframe: bool = True
    open_gop: bool = False
    """H.264 one can start in only by a hint in its SEI: some keyframe is no IDR picture."""
    bit_rate: int = 0
    index: int = 0
    """Number of the stream in its file."""
    tag: str = ""
    start_ms: int = 0
    duration_ms: int = 0


class AudioStream(msgspec.Struct, frozen=True):
    codec: str
    sample_rate: int
    channels: int
    profile: str = ""
    index: int = 0
    start_ms: int = 0


class Look(msgspec.Struct, frozen=True):
    """What one moment looks like to machines."""

    at_ms: int
    pdq: str
    """PDQ hash in hex, of the picture as it is shown."""


class MediaInfo(msgspec.Struct, frozen=True):
    container: str
    duration_ms: int
    """Length of the picture, from its packets rather than from what the header claims."""
    size_bytes: int
    bit_rate: int
    video: VideoStream | None = None
    audio: AudioStream | None = None
    has_edit_list: bool = False
    video_streams: int = 0
    audio_streams: int = 0
    path: str = ""
    """Where the file lies now; whoever stores this value replaces it before planning again."""
    demuxer: str = "mov"
    """The reader to use for it, chosen from its first bytes."""
    looks: tuple[Look, ...] = ()
    """A few moments of it, in order; those too plain to be told from others are left out."""

    @property
    def display_size(self) -> tuple[int, int]:
        """Width and height as seen: after sample aspect ratio and rotation."""
        assert self.video is not None
        width = round(self.video.width * self.video.sar_num / max(1, self.video.sar_den))
        height = self.video.height
        return (height, width) if self.video.rotation in (90, 270) else (width, height)

"""Small montages of made-up materials."""

from mutoscope.core.montage.compiling import MaterialInfo, PhotoInfo
from mutoscope.core.montage.document import SCHEMA, Canvas, Clip, Footage, Listening, Material, Montage, Track
from mutoscope.core.montage.media_info import AudioStream, MediaInfo, VideoStream

WIDE, TALL, MUTE, SONG, PHOTO, LOGO = (Material("upload", letter * 13) for letter in "abcdef")


def film(
    width: int, height: int, *, seconds: float = 4.0, fps: float = 30.0, sound: bool = True
) -> MediaInfo:
    """A film as a probe would describe it."""
    return MediaInfo(
        container="mp4",
        duration_ms=round(seconds * 1000),
        size_bytes=1_000_000,
        bit_rate=2_000_000,
        video=VideoStream(
            "h264", width, height, fps=fps, peak_fps=fps, frames=round(seconds * fps), matrix="bt709"
        ),
        audio=AudioStream("aac", 48_000, 2, index=1) if sound else None,
    )


MATERIALS = {
    WIDE: MaterialInfo("/in/wide", film(640, 360)),
    TALL: MaterialInfo("/in/tall", film(360, 640, fps=25.0)),
    MUTE: MaterialInfo("/in/mute", film(640, 360, sound=False)),
    SONG: MaterialInfo(
        "/in/song",
        MediaInfo("mp3", 60_000, 1_000_000, 128_000, audio=AudioStream("mp3", 44_100, 2), demuxer="mp3"),
    ),
    PHOTO: MaterialInfo("/in/photo", photo=PhotoInfo(400, 300)),
    LOGO: MaterialInfo("/in/logo", photo=PhotoInfo(200, 200, "png")),
}
SMALL = Canvas(180, 320, 30)


def clip(start: int, length: int, content: object = None, **more: object) -> Clip:
    """A clip named after where it begins."""
    return Clip(f"c{start}", start, length, content or Footage(WIDE), **more)  # type: ignore[arg-type]


def montage(
    *main: Clip, over: tuple[Clip, ...] = (), sound: tuple[Clip, ...] = (), canvas: Canvas = SMALL
) -> Montage:
    """A main track, one above it, and one of sound."""
    tracks = [Track("t1", "main", main)]
    tracks += [Track("t2", "overlay", over)] if over else []
    tracks += [Track("t3", "sound", sound)] if sound else []
    return Montage(SCHEMA, canvas, tuple(tracks))


def song(start: int, length: int, **more: object) -> Clip:
    return clip(start, length, Listening(SONG), **more)

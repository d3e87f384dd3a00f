"""Small films made on the spot."""

import subprocess
from functools import cache
from pathlib import Path

import imageio_ffmpeg


def _ffmpeg(*words: str) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", *words]
    subprocess.run(command, check=True, timeout=120)


@cache
def film(
    *,
    seconds: float = 2,
    size: str = "360x640",
    pattern: str = "testsrc2",
    codec: str = "libx264",
    sound: bool = True,
    opening: str = "",
) -> bytes:
    """An MP4 (or, for libvpx, a WebM) of a test picture and a tone; ``opening``: its first second."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / ("out.webm" if codec.startswith("libvpx") else "out.mp4")
        shown = f"{pattern}=size={size}:rate=24"
        if opening:
            shown = f"{opening}=size={size}:rate=24:duration=1,setsar=1[a];{shown},setsar=1[b];[a][b]concat"
        words = ["-f", "lavfi", "-i", shown, "-t", str(seconds)]
        if sound:
            words = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", *words]
        words += ["-c:v", codec, "-pix_fmt", "yuv420p", "-metadata", "location=+48.85+002.35/"]
        words += ["-preset", "ultrafast", "-g", "24"] if codec == "libx264" else ["-deadline", "realtime"]
        _ffmpeg(*words, "-c:a", "libopus" if codec.startswith("libvpx") else "aac", str(out))
        return out.read_bytes()

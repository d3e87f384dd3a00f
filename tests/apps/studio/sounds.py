"""Small sounds made on the spot."""

import subprocess
import tempfile
from functools import cache
from pathlib import Path

import imageio_ffmpeg


@cache
def tone(ending: str) -> bytes:
    """A second of a tone in the form that files with this ending have."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"out.{ending}"
        how = ["-c:a", "libopus"] if ending in ("ogg", "webm") else []
        words = ["-f", "lavfi", "-i", "sine=duration=1", *how, str(out)]
        subprocess.run(
            [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", *words], check=True, timeout=60
        )
        return out.read_bytes()

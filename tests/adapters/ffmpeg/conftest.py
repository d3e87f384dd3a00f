"""Tiny clips made on the spot, by the ffmpeg that comes with the program."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mutoscope.adapters.ffmpeg import jail

Make = Callable[..., Path]


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """``clip(*arguments, name=...)`` runs ffmpeg on made-up pictures and sound; the same words make once."""
    made: dict[tuple[str, ...], Path] = {}
    folder = tmp_path_factory.mktemp("clips")

    def make(
        *words: str,
        name: str = "clip.mp4",
        picture: str = "",
        sound: str = "sine=f=440",
        seconds: float = 2.0,
    ) -> Path:
        picture = picture or f"testsrc2=s=320x240:r=30:d={seconds}"
        key = (*words, name, picture, sound, str(seconds))
        if key not in made:
            target = folder / str(len(made)) / name
            target.parent.mkdir()
            inputs = ["-f", "lavfi", "-i", picture]
            inputs += ["-f", "lavfi", "-t", str(seconds), "-i", sound] if sound else []
            usual = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "30"]
            command = [str(jail.ffmpeg_binary()), "-v", "error", *inputs, *usual, *words, "-y", str(target)]
            subprocess.run(command, check=True, timeout=60)
            made[key] = target
        return made[key]

    return make

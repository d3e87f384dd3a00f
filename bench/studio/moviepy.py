"""The same timeline by us and by MoviePy: two films with a crossfade, a film in the corner, a title, a song.

MoviePy wants an older Pillow than ours, so it gets an environment of its own, made by uv for the occasion.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench._montages import ONE, SONG, TWO, WIDE, clip, materials, song
from bench.harness import REPOSITORY, Figure, figure, measured
from mutoscope.adapters.ffmpeg import run
from mutoscope.adapters.fonts import font_file, lettering
from mutoscope.adapters.rendering import compiled
from mutoscope.core.montage.compiling import Film
from mutoscope.core.montage.document import (
    SCHEMA,
    Canvas,
    Footage,
    Join,
    Mix,
    Montage,
    Place,
    Text,
    TextStyle,
    Track,
)

VERSION = "moviepy==2.2.1"
TIMES = 3


def main() -> list[Figure]:
    with materials() as known, tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as name:
        paths = {word: known[one].path for word, one in (("one", ONE), ("two", TWO), ("wide", WIDE))}
        paths["song"] = known[SONG].path
        font = str(font_file(lettering().font("sora").regular.file))
        python = _python_with_moviepy()
        words = [*python, str(REPOSITORY / "bench/studio/_by_moviepy.py")]
        words += [json.dumps(paths), font, f"{name}/theirs.mp4"]
        ours, theirs = [], []
        for turn in range(TIMES + 1):
            with measured() as spent:
                run(compiled(timeline(), known, Film()), Path(name))
            said = subprocess.run(words, check=True, capture_output=True, text=True, cwd=name).stdout
            if turn:
                ours.append(spent.wall_s)
                theirs.append(json.loads(said)["wall_s"])
    mine, plain = sorted(ours)[TIMES // 2], sorted(theirs)[TIMES // 2]
    note = f"6 s at 720 x 1280, {VERSION}; x264 veryfast, crf 20 by both; median of {TIMES}"
    return [
        figure(
            "studio.moviepy: MoviePy's wall over ours", plain, "s", baseline=mine, ratio_at_least=3, note=note
        )
    ]


def _python_with_moviepy() -> list[str]:
    """The words that start a Python that has MoviePy; ends with what is wrong where none is to be had."""
    uv = [str(Path(sys.executable).parent / "uv"), "run", "--quiet", "--no-project", "--isolated"]
    python = [*uv, "--with", VERSION, "python", "-I"]
    try:
        subprocess.run([*python, "-c", "import moviepy"], check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        sys.exit(
            f"{VERSION} could not be brought from PyPI, so there is nothing to compare with: {error.stderr}"
        )
    return python


def timeline() -> Montage:
    main_track = Track(
        "m",
        "main",
        (clip("a", 0, 90, Footage(ONE)), clip("b", 90, 90, Footage(TWO, 30))),
        (Join("a", "fade", 12),),
    )
    corner = clip("o", 30, 120, Footage(WIDE), place=Place(fit="contain", scale=400, x=7200, y=2500))
    title = Text("Words on the picture", style=TextStyle(outline=60))
    tracks = (
        main_track,
        Track("o", "overlay", (corner,), muted=True),
        Track("t", "text", (clip("t", 0, 180, title, place=Place(y=8000)),)),
        song(180),
    )
    return Montage(SCHEMA, Canvas(720, 1280, 30), tracks, mix=Mix(0))

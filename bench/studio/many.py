"""How much memory a film of many clips takes, beside one of few: 720 x 1280, a tenth of a second a clip."""

import tempfile
from pathlib import Path

from bench._montages import CANVAS, ONE, TWO, clip, materials
from bench.harness import Figure, figure
from mutoscope.adapters.rendering import make_film
from mutoscope.core.montage.compiling import Film, reels
from mutoscope.core.montage.document import SCHEMA, Footage, Montage, Track

EACH = 3
MB = 1e6


def main() -> list[Figure]:
    figures = []
    with materials() as known, tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as name:
        for clips in (15, 300):
            montage = _cuts(clips)
            parts = len(reels(montage, known, Film()))
            report = make_film(montage, known, Film(), Path(name))
            assert report.outputs[0].pictures == montage.length
            note = f"{parts} reels, {report.cpu_s:.0f} s of CPU, {report.wall_s:.0f} s of the clock"
            peak = report.peak_bytes / MB
            figures.append(figure(f"studio.many: peak of {clips} clips", peak, "MB", at_most=1000, note=note))
    return figures


def _cuts(clips: int) -> Montage:
    main = tuple(clip(f"m{n}", EACH * n, EACH, Footage((ONE, TWO)[n % 2], 7 * n % 160)) for n in range(clips))
    return Montage(SCHEMA, CANVAS, (Track("m", "main", main),))

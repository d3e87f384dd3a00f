"""From a compatible file to something playable: probe and remux in the jail, beside a bare ``-c copy``."""

import tempfile
from pathlib import Path

from bench._media import bare, film, pairs
from bench.harness import Figure, figure
from mutoscope.adapters.ffmpeg import probe, run
from mutoscope.core.montage import ladder
from mutoscope.core.montage.plan import Edit


def main() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as name:
        folder = Path(name)
        sent = film(folder, 20, "1280x720", 7000)

        def ours() -> None:
            run(ladder.plan_remux(probe(sent), Edit()), folder / "ours")

        def theirs() -> None:
            words = ["-i", str(sent), "-map_metadata", "-1", "-c", "copy", "-movflags", "+faststart"]
            bare([*words, f"{name}/bare.mp4"])

        mine, plain = pairs(ours, theirs, 9)
        note = f"20 s, {sent.stat().st_size / 1e6:.0f} MB; probe, remux, checks, all in the jail; median of 9"
        return [
            figure("remux: wall beyond a bare copy", mine.wall_s - plain.wall_s, "s", at_most=0.5, note=note),
            figure("remux: CPU beyond a bare copy", mine.cpu_s - plain.cpu_s, "s", at_most=0.5, note=note),
            figure("remux: wall", mine.wall_s, "s", baseline=plain.wall_s, note=note),
            figure("remux: CPU", mine.cpu_s, "s", baseline=plain.cpu_s, note=note),
        ]

"""The same plan twice, for each of the golden projects: whether every picture and sample is the same."""

import subprocess
import tempfile
from pathlib import Path

from bench._montages import materials
from bench.golden.projects import golden
from bench.harness import Figure, figure
from mutoscope.adapters.ffmpeg import jail, run
from mutoscope.adapters.rendering import compiled
from mutoscope.core.montage.compiling import Film


def main() -> list[Figure]:
    different, bytes_differ, pictures = 0, 0, 0
    with materials() as known, tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as name:
        for one in golden():
            made = []
            for turn in ("one", "other"):
                plan = compiled(one.montage, known, Film())
                made.append(Path(run(plan, Path(name) / turn).outputs[0].path))
            hashes = [_hashes(path) for path in made]
            pictures += hashes[0].count("\n")
            different += hashes[0] != hashes[1]
            bytes_differ += made[0].read_bytes() != made[1].read_bytes()
    note = f"twelve projects, {pictures} pictures and blocks of sound, decoded"
    return [
        figure("studio.twice: projects whose pictures or sound differ", different, "", at_most=0, note=note),
        figure("studio.twice: projects whose files differ", bytes_differ, "", note="byte for byte"),
    ]


def _hashes(film: Path) -> str:
    words = [str(jail.ffmpeg_binary()), "-v", "error", "-i", str(film), "-f", "framemd5", "-"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout

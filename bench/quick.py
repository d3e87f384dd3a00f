"""The quick 540p rendition of a file that can't be remuxed, beside the bare command for the same thing."""

import tempfile
from pathlib import Path

from bench._media import bare, film, pairs
from bench.harness import Figure, figure
from mutoscope.adapters.ffmpeg import probe, run
from mutoscope.core.montage import ladder
from mutoscope.core.montage.plan import Edit

SECONDS = 20


def main() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as name:
        folder = Path(name)
        sent = film(folder, SECONDS, "1920x1080", 14000)
        assert not ladder.can_remux(probe(sent), Edit())

        def ours() -> None:
            run(ladder.plan_quick(probe(sent), Edit()), folder / "ours")

        def theirs() -> None:
            words = [
                "-i",
                str(sent),
                "-vf",
                "scale=-2:540",
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-crf",
                "23",
            ]
            words += ["-maxrate", "2500k", "-bufsize", "5000k", "-g", "60", "-pix_fmt", "yuv420p"]
            bare([*words, "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart", f"{name}/bare.mp4"])

        mine, plain = pairs(ours, theirs)
        note = f"{SECONDS} s, {sent.stat().st_size / 1e6:.0f} MB; probe included; median of 5 pairs"
        return [
            figure("quick: CPU", mine.cpu_s, "s", baseline=plain.cpu_s, ratio_at_most=1.15, note=note),
            figure("quick: wall", mine.wall_s, "s", baseline=plain.wall_s, note=note),
        ]

"""The ladder of a 720p film, 720 and 480, beside a hand-written command that makes both in one process."""

import tempfile
from pathlib import Path

from bench._media import bare, film, pairs
from bench.harness import Figure, figure, measured
from mutoscope.adapters.ffmpeg import probe, run
from mutoscope.core.montage import ladder
from mutoscope.core.montage.plan import Edit

SECONDS = 12


def main() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as name:
        folder = Path(name)
        sent = film(folder, SECONDS, "1280x720", 7000)
        info = probe(sent)
        with measured() as listening:
            loud = run(ladder.plan_loudness(info, Edit()), folder / "ours").loudness
        plan = ladder.plan_ladder(info, Edit(), loud)
        assert loud is not None and [output.name for output in plan.outputs] == ["720.mp4", "480.mp4"]
        gain = f"volume={ladder.gain_db(loud):.2f}dB"

        def theirs() -> None:
            graph = f"[0:v]split=2[a][b];[b]scale=854:480[c];[0:a]{gain},asplit=2[d][e]"
            words = ["-i", str(sent), "-filter_complex", graph]
            for video, audio, crf, kbps, file in (("a", "d", 23, 2500, "720"), ("c", "e", 25, 900, "480")):
                words += [
                    "-map",
                    f"[{video}]",
                    "-map",
                    f"[{audio}]",
                    "-c:v",
                    "libx264",
                    "-preset",
                    "veryfast",
                ]
                words += ["-crf", str(crf), "-maxrate", f"{kbps}k", "-bufsize", f"{2 * kbps}k", "-g", "60"]
                words += ["-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart", f"{name}/bare{file}.mp4"]
            bare(words)

        mine, plain = pairs(lambda: run(plan, folder / "ours"), theirs)
        note = f"{SECONDS} s at 720p, veryfast, pairs alternate, median of 5"
        return [
            figure("ladder: CPU", mine.cpu_s, "s", baseline=plain.cpu_s, ratio_at_most=1.05, note=note),
            figure("ladder: wall", mine.wall_s, "s", baseline=plain.wall_s, note=note),
            figure("ladder: CPU to measure loudness before", listening.cpu_s, "s", note=note),
        ]

"""Made-up films to measure with, and alternating pairs of ours and the bare command."""

import statistics
import subprocess
from collections.abc import Callable
from pathlib import Path

from bench.harness import Spent, measured
from mutoscope.adapters.ffmpeg import jail

PAIRS = 5
Act = Callable[[], object]


def film(folder: Path, seconds: int, size: str, kbps: int) -> Path:
    """Moving pictures with grain, H.264 and AAC, at about ``kbps``, a keyframe each second."""
    target = folder / f"{size}-{kbps}.mp4"
    picture = f"testsrc2=s={size}:r=30:d={seconds},noise=alls=12:allf=t"
    words = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-t", str(seconds), "-i", "anoisesrc=c=pink:a=0.1"]
    words += ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "30", "-bf", "0"]
    words += ["-b:v", f"{kbps}k", "-maxrate", f"{kbps}k", "-bufsize", f"{kbps}k", "-profile:v", "main"]
    words += ["-colorspace", "bt709", "-c:a", "aac", "-b:a", "128k", str(target)]
    bare(words)
    return target


def bare(words: list[str], folder: Path | None = None) -> None:
    """ffmpeg as anybody would call it, without a jail."""
    subprocess.run(
        [str(jail.ffmpeg_binary()), "-v", "error", "-nostdin", "-y", *words], check=True, cwd=folder
    )


def pairs(
    ours: Callable[[], object], theirs: Callable[[], object], times: int = PAIRS
) -> tuple[Spent, Spent]:
    """Medians of wall and CPU of both, run in turns so that a busy machine is as unkind to each."""
    spent: tuple[list[Spent], list[Spent]] = ([], [])
    for turn in range(times + 1):
        for place, act in ((0, ours), (1, theirs)) if turn % 2 else ((1, theirs), (0, ours)):
            with measured() as one:
                act()
            if turn:  # the first turn only warms the caches
                spent[place].append(one)
    return _median(spent[0]), _median(spent[1])


def _median(runs: list[Spent]) -> Spent:
    return Spent(statistics.median(r.wall_s for r in runs), statistics.median(r.cpu_s for r in runs))

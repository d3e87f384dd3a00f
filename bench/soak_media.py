"""A thousand damaged, lying and disguised files: every one ends as playable or as a refusal with a sentence.

``MUTOSCOPE_SOAK_FILES`` sets how many. Prints the seed of whatever went wrong; nothing may.
"""

import collections
import os
import tempfile
import time
from pathlib import Path

from tests.adapters.ffmpeg import hostile

from bench._media import bare
from bench.harness import Figure, figure
from mutoscope.adapters.ffmpeg import Fault, probe, run
from mutoscope.core.montage import ladder
from mutoscope.core.montage.plan import Edit
from mutoscope.core.units import Refusal

_FAMILIES = {
    "h264.mp4": ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"],
    "hevc.mp4": ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", "-c:a", "aac"],
    "vp8.webm": ["-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus"],
    "vp9.mkv": ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-c:a", "libvorbis"],
    "mjpeg.avi": ["-c:v", "mjpeg", "-c:a", "pcm_s16le"],
    "h264.ts": ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "mp2"],
    "h264.flv": ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"],
}


def main() -> list[Figure]:
    count = int(os.environ.get("MUTOSCOPE_SOAK_FILES", "1000"))
    ends: collections.Counter[str] = collections.Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory(prefix="mutoscope-soak-") as name:
        folder = Path(name)
        honest = [_film(folder / family, words).read_bytes() for family, words in _FAMILIES.items()]
        crafted = [*hostile.DISGUISES.values(), *(lie for _, lie in hostile.lies(honest[0]))]
        for seed in range(count):
            data = crafted[seed] if seed < len(crafted) else hostile.damaged(honest[seed % len(honest)], seed)
            began = time.monotonic()
            end = _send(hostile.put(folder, data), folder / "out")
            slowest = max(slowest, time.monotonic() - began)
            ends[end] += 1
            if end.startswith("WRONG"):
                print(f"seed {seed}: {end}")
            if left := list((folder / "out").glob("*")):
                ends["WRONG: left behind"] += 1
                print(f"seed {seed}: left {left}")
    wrong = sum(times for end, times in ends.items() if end.startswith("WRONG"))
    note = ", ".join(f"{end} {times}" for end, times in ends.most_common())
    return [
        figure("hostile files", count, "files", note=note),
        figure("hostile files that crashed, hung or left something", wrong, "files", at_most=0, note=note),
        figure("slowest hostile file", slowest, "s", at_most=60, note=note),
    ]


def _film(target: Path, words: list[str]) -> Path:
    sources = ["-f", "lavfi", "-i", "testsrc2=s=160x120:r=30:d=0.5", "-f", "lavfi", "-t", "0.5", "-i", "sine"]
    bare([*sources, "-pix_fmt", "yuvj420p" if "mjpeg" in words else "yuv420p", *words, str(target)])
    return target


def _send(sent: Path, out: Path) -> str:
    try:
        info = probe(sent)
        fits = ladder.can_remux(info, Edit())
        plan = ladder.plan_remux(info, Edit()) if fits else ladder.plan_quick(info, Edit())
        for made in run(plan, out).outputs:
            Path(made.path).unlink()
        return "playable"
    except Refusal as refused:
        return refused.code if str(refused).endswith(".") else f"WRONG: no sentence for {refused.code}"
    except Fault as fault:
        return f"WRONG: {fault}"

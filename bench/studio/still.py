"""One exact picture of a project of five layers at 720p: from the project to the JPEG, compiling included."""

import tempfile
import time
from pathlib import Path

from bench._montages import five_layers, materials
from bench.harness import Figure, figure, quantile
from mutoscope.adapters.ffmpeg import keep_spares, run
from mutoscope.adapters.rendering import compiled
from mutoscope.core.montage.compiling import Chunk, Still

TIMES = 40


def main() -> list[Figure]:
    montage = five_layers()
    spent, cpu, chunks = [], [], []
    with materials() as known, tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as name:
        for turn in range(TIMES + 1):
            keep_spares(ffmpeg=1)
            time.sleep(0.1)
            began = time.perf_counter()
            report = run(compiled(montage, known, Still(6 * turn % montage.length)), Path(name))
            if turn:
                spent.append(1000 * (time.perf_counter() - began))
                cpu.append(1000 * report.cpu_s)
        for turn in range(5):
            began = time.perf_counter()
            run(compiled(montage, known, Chunk(30 * turn, 30 * turn + 60)), Path(name))
            chunks.append(1000 * (time.perf_counter() - began))
    note = f"720 x 1280, five layers, {TIMES} pictures"
    return [
        figure("studio.still: p95", quantile(spent, 0.95), "ms", at_most=400, note=note),
        figure("studio.still: p50", quantile(spent, 0.5), "ms", note=note),
        figure("studio.still: CPU of ffmpeg, p50", quantile(cpu, 0.5), "ms", note=note),
        figure("studio.still: two seconds at 360p, p50", quantile(chunks, 0.5), "ms", note="5 of them"),
    ]

"""An edit of ten layers, four seconds of 720 x 1280: what making it costs, beside what was foretold."""

import tempfile
from pathlib import Path

from bench._montages import materials
from bench.golden.ten_layers import ten_layers
from bench.harness import Figure, figure, measured
from mutoscope.adapters.ffmpeg import run
from mutoscope.adapters.rendering import compiled
from mutoscope.core.montage.compiling import Film


def main() -> list[Figure]:
    montage = ten_layers()
    with materials() as known, tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as name:
        with measured() as thinking:
            plan = compiled(montage, known, Film())
        report = run(plan, Path(name))
    assert report.outputs[0].pictures == montage.length
    note = f"{montage.length} pictures, {len(plan.chains)} chains; baseline: what was foretold"
    return [
        figure(
            "studio.ten_layers: CPU of ffmpeg",
            report.cpu_s,
            "s",
            baseline=plan.cost_cpu_s,
            ratio_at_most=10,  # beyond that a run is ended as one that has gone wild
            note=note,
        ),
        figure("studio.ten_layers: peak of memory", report.peak_bytes / 1e6, "MB", at_most=1000),
        figure(
            "studio.ten_layers: compiling it, CPU", thinking.cpu_s, "s", note="masks and tables are drawn"
        ),
    ]

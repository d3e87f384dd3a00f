"""Twelve golden projects: what rendering costs, beside an expert's own command with the same encoder."""

import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench._media import bare, pairs
from bench._montages import materials
from bench.golden.projects import Golden, golden
from bench.harness import Figure, figure
from mutoscope.adapters.ffmpeg import jail, run
from mutoscope.adapters.fonts import font_file
from mutoscope.adapters.rendering import compiled
from mutoscope.core.montage.compiling import Film, MaterialInfo
from mutoscope.core.montage.document import Material
from mutoscope.core.montage.plan import RenderPlan

PAIRS = 1


def main() -> list[Figure]:
    figures, ours_s, theirs_s = [], 0.0, 0.0
    with materials() as known, tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as name:
        for one in golden():
            folder = Path(name) / one.name.replace(" ", "_")
            folder.mkdir()
            plan = compiled(one.montage, known, Film())
            words = expert(one, known, plan, folder)

            def ours(plan: RenderPlan = plan, folder: Path = folder) -> object:
                return run(plan, folder / "ours")

            mine, plain = pairs(ours, lambda words=words, folder=folder: bare(words, folder), PAIRS)
            ours_s, theirs_s = ours_s + mine.cpu_s, theirs_s + plain.cpu_s
            alike = likeness(folder / "ours" / "film.mp4", folder / "bare.mp4")
            said = f"pictures alike: SSIM {alike:.3f}"
            figures.append(
                figure(f"studio.render: {one.name}, CPU", mine.cpu_s, "s", baseline=plain.cpu_s, note=said)
            )
    note = "sum of twelve projects of 2 s at 720 x 1280; one pair each, after one to warm up; jail included"
    whole = figure("studio.render: all, CPU", ours_s, "s", baseline=theirs_s, ratio_at_most=1.10, note=note)
    return [whole, *figures]


def likeness(one: Path, other: Path) -> float:
    """SSIM of two films, over all pictures of the shorter one: whether both made the same thing."""
    words = [str(jail.ffmpeg_binary()), "-nostdin", "-i", str(one), "-i", str(other)]
    words += ["-filter_complex", "[0:v][1:v]ssim=shortest=1", "-f", "null", "-"]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stderr
    return float(said.rpartition("All:")[2].split()[0])


def expert(one: Golden, known: Mapping[Material, MaterialInfo], plan: RenderPlan, folder: Path) -> list[str]:
    """The words of the expert's command, run in ``folder`` with the words, letters and look it needs."""
    names = {}
    for file in plan.files:
        (folder / file.name).write_bytes(file.data)
        names["words" if file.name.endswith(".ass") else "look"] = file.name
    (folder / "fonts").mkdir()
    for font in plan.fonts:
        (folder / "fonts" / font).write_bytes(font_file(font).read_bytes())
    words = []
    for source in one.inputs:
        words += ["-framerate", "30"] if source.still else ["-ss", f"{source.start_s:.3f}"]
        words += ["-i", known[source.material].path]
    graph = one.graph
    for name, file in names.items():
        graph = graph.replace("{" + name + "}", file)
    words += ["-filter_complex", graph, "-map", "[v]", "-map", "[a]", "-t", "2"]
    words += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "20"]
    words += ["-g", "60", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "160k"]
    return [*words, "-movflags", "+faststart", "bare.mp4"]

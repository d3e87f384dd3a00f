"""What an exact picture costs while somebody edits: from the request to the JPEG, five layers at 720p.

A web process with its jail, as people run it; every picture is asked for once (drawn) and once more (kept).
Beside it, in the same run: ffmpeg alone, told the same; and told to take one picture of one of the films.
"""

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.feed_world import Player, instance
from bench.harness import Figure, Spent, figure, measured, quantile

PICTURES, CLIP_S = 60, 4


def main() -> list[Figure]:
    with instance(0, 1) as site:
        from tests.apps.studio.world import brought, picture, project_of, upload
        from tests.apps.videos.clips import film
        from tests.apps.videos.world import Person

        from bench.feed_world import people

        ana = Person(people()[0], "maker0")
        films = [
            upload(brought(ana, film(seconds=CLIP_S, size="720x1280", pattern=pattern), f"{pattern}.mp4").id)
            for pattern in ("testsrc2", "mandelbrot")
        ]
        photo = upload(brought(ana, picture(size=(1080, 1920)), "photo.jpg").id)
        made = project_of(ana, _five_layers(films[0], films[1], photo))
        from mutoscope.core.units import to_text

        address = f"/api/studio/projects/{to_text(made)}/still?at="
        player = Player(site, ana.id)
        moments = [n * CLIP_S * 30 // PICTURES for n in range(PICTURES)]
        drawn = [_wall(player, f"{address}{at}") for at in moments]
        kept = [_wall(player, f"{address}{at}") for at in moments]
        told = [_bare(ana, made, at) for at in moments[::6]]
    graph, plain = ([one[n] for one in told] for n in (0, 1))
    middle = quantile(_walls(graph), 0.5)
    note = f"{PICTURES} pictures; baseline: ffmpeg alone, told the same, median of {len(graph)}"
    return [
        figure(
            "exact still, 95th percentile",
            quantile(drawn, 0.95),
            "ms",
            baseline=middle,
            at_most=400,
            note=note,
        ),
        figure("exact still, median", quantile(drawn, 0.5), "ms", baseline=middle),
        figure("exact still, asked again", quantile(kept, 0.5), "ms"),
        figure("ffmpeg alone, told the same, 95th percentile", quantile(_walls(graph), 0.95), "ms"),
        figure("ffmpeg alone, told the same, CPU", 1000 * quantile([one.cpu_s for one in graph], 0.5), "ms"),
        figure("ffmpeg alone, one picture of one film", quantile(_walls(plain), 0.5), "ms"),
        figure(
            "ffmpeg alone, one picture of one film, CPU",
            1000 * quantile([one.cpu_s for one in plain], 0.5),
            "ms",
        ),
    ]


def _walls(spent: Sequence[Spent]) -> list[float]:
    return [1000 * one.wall_s for one in spent]


def _wall(player: Player, address: str) -> float:
    began = time.perf_counter()
    assert player.get(address).startswith(b"\xff\xd8")
    return (time.perf_counter() - began) * 1000


def _five_layers(main, over, photo):  # type: ignore[no-untyped-def]
    """A film, a film in its corner, a photo turned over it, a colour half seen through, and words."""
    from mutoscope.core.montage.document import (
        SCHEMA,
        Canvas,
        Clip,
        Fill,
        Footage,
        Montage,
        Place,
        Text,
        Track,
    )

    length = CLIP_S * 30
    layers = (
        Clip("main", 0, length, Footage(main)),
        Clip("over", 0, length, Footage(over), Place(x=7500, y=2500, scale=400)),
        Clip("photo", 0, length, Footage(photo), Place(x=2500, y=7500, scale=300, rotation=1500)),
        Clip("tint", 0, length, Fill("#ff7a59"), Place(opacity=200)),
        Clip("words", 0, length, Text("Exactly so")),
    )
    roles = ("main", "overlay", "overlay", "overlay", "text")
    tracks = tuple(
        Track(f"t{n}", role, (clip,)) for n, (clip, role) in enumerate(zip(layers, roles, strict=True))
    )
    return Montage(schema=SCHEMA, canvas=Canvas(720, 1280, 30), tracks=tracks)


def _bare(ana, project_id: int, at: int) -> tuple[Spent, Spent]:  # type: ignore[no-untyped-def]
    """ffmpeg alone, with everything ready; and for one picture of the first film."""
    from mutoscope.adapters.ffmpeg.jail import ffmpeg_binary
    from mutoscope.adapters.ffmpeg.run import lay_out
    from mutoscope.adapters.rendering import compiled
    from mutoscope.apps.studio import projects, sources, using
    from mutoscope.core.montage.argv import arguments
    from mutoscope.core.montage.compiling import Still

    montage = projects.stored(projects.one(ana.id, project_id))
    with TemporaryDirectory() as name:
        folder = Path(name)
        here = sources.here(sources.found(using.materials_of(montage), ana.viewer), folder)
        plan = compiled(montage, here, Still(at, 720))
        lay_out(plan, folder)
        files = [open(source.path, "rb") for source in plan.sources]  # noqa: SIM115, PTH123
        fds = [file.fileno() for file in files]
        words = arguments(plan, fds, os.cpu_count() or 1)
        how = {"cwd": folder, "check": True, "capture_output": True}
        with measured() as graph:
            subprocess.run([ffmpeg_binary(), *words], pass_fds=fds, **how)
        one = ["-ss", f"{at / 30:.3f}", "-i", plan.sources[0].path, "-frames:v", "1", "-y", "one.jpg"]
        with measured() as plain:
            subprocess.run([ffmpeg_binary(), "-nostdin", *one], **how)
        for file in files:
            file.close()
    return graph, plain

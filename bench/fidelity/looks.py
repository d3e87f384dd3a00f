"""How like the preview is to the render for each look there is: every effect, transition, filter,
slider, mask, chroma key, blend mode and movement, each at five of its pictures.

A look has a clip (or a cut) of its own, one after the other in one project for each kind of look, so that
a render and a page are needed only once a kind. ``python -m bench.fidelity.looks FILE`` also lays both
side by side.
"""

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from PIL import Image, ImageDraw
from playwright.sync_api import Playwright

from bench.fidelity.likeness import ssim
from bench.fidelity.projects import DOG, SEA, film
from bench.fidelity.whole import LEAST, MEAN, rendered
from bench.harness import Figure, figure
from bench.stage import Stage, staged
from mutoscope.core.montage.document import Montage
from mutoscope.core.montage.looks.catalogue import catalogue
from mutoscope.core.montage.looks.colour import LEVELS

LENGTH = 15
"""Pictures of a look."""
TIMES = (1, 4, 7, 10, 13)
_CANVAS = {"width": 144, "height": 256, "fps": 30}
_BLENDS = ("multiply", "screen", "overlay", "add", "darken", "lighten", "difference", "softlight")
_SHAPES = ("rectangle", "circle", "star", "heart", "line", "band")
_KEYS = {"green": "#00d030", "blue": "#1040e0"}
_THUMB = (72, 128)
_AT_ONCE = 12
"""Looks of one project: a page keeps readers for as many."""

Looks = dict[str, dict[str, Any]]
"""By the name of a look, what its clip says beside where it is."""
Project = tuple[dict[str, Any], dict[str, list[int]]]
"""A montage as JSON has it, and by the name of a look the pictures that show it."""
Pairs = list[tuple[np.ndarray, np.ndarray]]
"""The preview's picture and the render's."""


def main() -> list[Figure]:
    """SSIM of the preview against the render, the least of five for each look, and all together."""
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder))
    figures = []
    every: list[float] = []
    for kind, looks in found.items():
        values = {name: [ssim(one, other) for one, other in pairs] for name, pairs in looks.items()}
        every += [value for each in values.values() for value in each]
        for name, each in values.items():
            figures.append(figure(f"{kind} {name}", min(each), "SSIM, least of 5", at_least=LEAST))
    figures.append(figure("least of all looks", min(every), "SSIM", at_least=LEAST))
    figures.append(figure("mean of all looks", statistics.mean(every), "SSIM", at_least=MEAN))
    return figures


def measured(
    folder: Path, kinds: tuple[str, ...] = (), playwright: Playwright | None = None
) -> dict[str, dict[str, Pairs]]:
    """What both show, by kind and name of the look."""
    files = _materials(folder)
    found: dict[str, dict[str, Pairs]] = {}
    with staged(playwright) as stage:
        stage.bring(files)
        for kind, (project, times) in projects(kinds):
            every = [n for each in times.values() for n in each]
            wanted = rendered(msgspec.convert(project, Montage), files, every, folder / kind)
            shown = _shown(stage, project, every)
            pairs = dict(zip(every, zip(shown, wanted, strict=True), strict=True))
            for name, each in times.items():
                found.setdefault(kind, {})[name] = [pairs[n] for n in each]
                likeness = " ".join(f"{ssim(*pairs[n]):.4f}" for n in each)
                print(kind, name, likeness, file=sys.stderr, flush=True)
    return found


def _materials(folder: Path) -> dict[str, Path]:
    """Two films as large as the canvas, of pictures that stand alone: only looks shall tell the two apart."""
    size = f"s={_CANVAS['width']}x{_CANVAS['height']}:r={_CANVAS['fps']}"
    zoom = f"mandelbrot={size}:end_pts=200:end_scale=0.02,eq=saturation=0.6,gblur=sigma=0.8"
    clouds = f"gradients={size}:n=6:speed=0.02:seed=7,drawgrid=w=24:h=24:t=2:c=white@0.6,gblur=sigma=0.7"
    made = {SEA["id"]: folder / "sea.mp4", DOG["id"]: folder / "dog.mp4"}
    for path, picture in zip(made.values(), (zoom, clouds), strict=True):
        film(path, picture, ("-g", "1"))
    return made


def _shown(stage: Stage, project: object, times: list[int]) -> list[np.ndarray]:
    stage.open(project)
    return [stage.picture(n) for n in times]


def projects(kinds: tuple[str, ...] = ()) -> Iterator[tuple[str, Project]]:
    """Projects of a few looks of one kind each, and which pictures show which look."""
    there = catalogue()
    filters = [each.name for each in there.filters]
    sliders = {f"{name} {way}": {"look": {name: way}} for name in LEVELS for way in (-500, 700)}
    every: dict[str, tuple[Callable[[Looks], Project], Looks]] = {
        "effect": (_one_after_the_other, {each.name: _affected(each.name) for each in there.effects}),
        "transition": (_cuts, {each.name: {} for each in there.transitions}),
        "filter": (
            _one_after_the_other,
            {name: {"look": {"filter": name}} for name in filters},
        ),
        "slider": (_one_after_the_other, sliders),
        "mask": (_on_top, {shape: _masked(shape) for shape in _SHAPES}),
        "key": (_on_top, {name: _keyed(colour) for name, colour in _KEYS.items()}),
        "blend": (_on_top, {mode: {"place": {"blend": mode, "opacity": 800}} for mode in _BLENDS}),
        "movement": (
            _on_top,
            {each.name: _small(enter={"name": each.name, "length": 12}) for each in there.passages}
            | {f"{each.name} on": _small(loop={"name": each.name, "length": 14}) for each in there.loops},
        ),
        "sticker": (_on_top, {each.name: _stuck(each.name) for each in there.stickers}),
    }
    for kind, (project, looks) in every.items():
        for first in range(0, len(looks), _AT_ONCE):
            if not kinds or kind in kinds:
                yield kind, project(dict(list(looks.items())[first : first + _AT_ONCE]))


def _affected(name: str) -> dict[str, Any]:
    return {"effects": [{"name": name, "amount": 700, "pace": 700}]}


def _stuck(name: str) -> dict[str, Any]:
    return {"content": {"what": "sticker", "name": name}, "place": {"scale": 350}}


def _masked(shape: str) -> dict[str, Any]:
    mask = {"shape": shape, "width": 7000, "height": 6000, "rotation": 1500, "feather": 800}
    keys = {"mask.x": [{"at": 0, "value": 3500}, {"at": LENGTH - 1, "value": 6500}]}
    return {"place": {"mask": mask}, "keys": keys}


def _keyed(colour: str) -> dict[str, Any]:
    fill = {"what": "fill", "colour": colour, "to": "#e0c8b0", "angle": 4000}
    return {"content": fill, "place": {"chroma": {"colour": colour, "similarity": 120, "smoothness": 160}}}


def _small(**motion: Any) -> dict[str, Any]:
    return {"place": {"fit": "contain", "scale": 700}, **motion}


def _clip(
    name: str, start: int, source_in: int, material: dict[str, str], length: int = LENGTH
) -> dict[str, Any]:
    content = {"what": "footage", "material": material, "source_in": source_in}
    return {"id": name, "start": start, "length": length, "content": content}


def _one_after_the_other(looks: Looks) -> Project:
    """Each look on a clip of the main track."""
    main = [
        _clip(f"c{index}", index * LENGTH, 7 * index % 60, (SEA, DOG)[index % 2]) | how
        for index, how in enumerate(looks.values())
    ]
    return _project(main), _times(looks)


def _on_top(looks: Looks) -> Project:
    """Each look on a clip of an overlay, above a film."""
    count = len(looks)
    main = [_clip(f"m{index}", index * LENGTH, 11 * index % 60, DOG) for index in range(count)]
    over = [
        _clip(f"o{index}", index * LENGTH, 7 * index % 60, SEA) | how
        for index, how in enumerate(looks.values())
    ]
    return _project(main, over), _times(looks)


def _cuts(looks: Looks) -> Project:
    """Each transition at a cut of its own, ten pictures long."""
    kinds, long, between = list(looks), 10, 16
    main = [
        _clip(f"c{index}", index * between, 20 + 7 * index % 40, (SEA, DOG)[index % 2], between)
        for index in range(len(kinds) + 1)
    ]
    joins = [{"left": f"c{index}", "kind": kind, "length": long} for index, kind in enumerate(kinds)]
    times = {
        kind: [(index + 1) * between - long // 2 + n for n in (0, 2, 4, 6, 9)]
        for index, kind in enumerate(kinds)
    }
    return _project(main, joins=joins), times


def _times(looks: Looks) -> dict[str, list[int]]:
    return {name: [index * LENGTH + n for n in TIMES] for index, name in enumerate(looks)}


def _project(
    main: list[Any], over: list[Any] | None = None, joins: list[Any] | None = None
) -> dict[str, Any]:
    tracks = [{"id": "m", "role": "main", "clips": main, "joins": joins or []}]
    if over:
        tracks.append({"id": "o", "role": "overlay", "clips": over})
    return {"schema": "mutoscope.montage/1", "canvas": _CANVAS, "tracks": tracks}


def sheet(found: dict[str, dict[str, Pairs]], columns: int = 12) -> Image.Image:
    """Of each look the middle picture, the preview on the left and the render on the right."""
    looks = [(name, pairs[len(pairs) // 2]) for kind in found for name, pairs in found[kind].items()]
    width, height = 2 * _THUMB[0] + 8, _THUMB[1] + 16
    rows = -(-len(looks) // columns)
    page = Image.new("RGB", (columns * width, rows * height), "#14121c")
    pen = ImageDraw.Draw(page)
    for index, (name, pair) in enumerate(looks):
        x, y = index % columns * width, index // columns * height
        for place, picture in enumerate(pair):
            page.paste(Image.fromarray(picture).resize(_THUMB), (x + place * (_THUMB[0] + 2), y))
        pen.text((x, y + _THUMB[1] + 1), name.replace("@1", ""), fill="#cfcad8")
    return page


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        sheet(measured(Path(scratch), tuple(sys.argv[2:]))).save(sys.argv[1], quality=60)

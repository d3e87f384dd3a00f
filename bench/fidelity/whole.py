"""How like the studio's preview is to the render: whole pictures of projects that put the contract to work.

Both begin with the same files. The render's pictures are taken as they come to the encoder, and their colours
repeated, as Chromium's software decoder does it. ``python -m bench.fidelity.whole FILE`` lays both side by
side.
"""

import statistics
import sys
import tempfile
from pathlib import Path

import msgspec
import numpy as np
from msgspec.structs import replace
from PIL import Image, ImageDraw
from playwright.sync_api import Playwright

from bench.fidelity.likeness import ssim
from bench.fidelity.projects import PHOTO, PROJECTS, materials
from bench.harness import Figure, figure
from bench.stage import staged
from mutoscope.adapters.ffmpeg import probe, run
from mutoscope.adapters.rendering import compiled
from mutoscope.core.montage.compiling import Film, MaterialInfo
from mutoscope.core.montage.compiling.targets import PhotoInfo
from mutoscope.core.montage.document import Material, Montage
from mutoscope.core.montage.plan import Bare, Expected, Output, RenderPlan, Track
from mutoscope.core.montage.timing import windows

TIMES = 5
LEAST, MEAN = 0.985, 0.995
SHOWN = (
    "fits",
    "turned",
    "photo",
    "looks",
    "effects",
    "words",
    "masks",
    "blends",
    "keyed",
    "joined layers",
    "spread",
    "adjusted partly",
)
"""Projects that the sheet shows."""
_THUMB = (120, 213)

Pairs = list[tuple[np.ndarray, np.ndarray]]
"""The preview's picture and the render's."""


def main() -> list[Figure]:
    """SSIM of the preview against the render: five pictures of each project, one of each transition."""
    with tempfile.TemporaryDirectory() as folder:
        return figures(measured(Path(folder)))


def figures(found: dict[str, Pairs]) -> list[Figure]:
    """How like the two are, project by project and all together."""
    likeness = {name: [ssim(one, other) for one, other in pairs] for name, pairs in found.items()}
    every = [value for values in likeness.values() for value in values]
    made = [
        figure(f"preview against render, {name}", min(each), f"SSIM, least of {len(each)}", at_least=LEAST)
        for name, each in likeness.items()
    ]
    decoded = min(likeness["cuts"])
    made.append(figure("preview against render, frame decode", decoded, "SSIM, least of 5", at_least=MEAN))
    made.append(figure("preview against render, least of all", min(every), "SSIM", at_least=LEAST))
    made.append(figure("preview against render, mean of all", statistics.mean(every), "SSIM", at_least=MEAN))
    return made


def measured(
    folder: Path, names: tuple[str, ...] = tuple(PROJECTS), playwright: Playwright | None = None
) -> dict[str, Pairs]:
    """The pictures of both, by project; ``playwright`` where one runs already."""
    files = materials(folder)
    found: dict[str, Pairs] = {}
    with staged(playwright) as stage:
        stage.bring(files)
        for name in names:
            project = PROJECTS[name]
            montage = msgspec.convert(project, Montage)
            times = _times(montage)
            wanted = rendered(montage, files, times, folder / name)
            stage.open(project)
            found[name] = [(stage.picture(n), other) for n, other in zip(times, wanted, strict=True)]
            said = " ".join(f"{ssim(one, other):.4f}" for one, other in found[name])
            print(name, said, file=sys.stderr, flush=True)
    return found


def _times(montage: Montage) -> list[int]:
    """Five pictures at even distances, but where there are many joins one of each."""
    joins = windows(montage.tracks[0])
    if len(joins) > TIMES:
        return [join.first + (2 * index) % join.length for index, join in enumerate(joins)]
    return [int((n + 0.5) * montage.length / TIMES) for n in range(TIMES)]


def rendered(montage: Montage, files: dict[str, Path], times: list[int], folder: Path) -> list[np.ndarray]:
    """Pictures ``times`` as they come to the encoder, as red, green, blue; colours repeated, BT.709."""
    folder.mkdir(parents=True, exist_ok=True)
    known = {Material("upload", name): _info(name, path) for name, path in files.items()}
    report = run(_bare(compiled(montage, known, Film())), folder)
    width, height = montage.canvas.width, montage.canvas.height
    raw = np.fromfile(report.outputs[0].path, np.uint8).reshape(montage.length, -1)
    return [_coloured(raw[n], width, height) for n in times]


def _bare(plan: RenderPlan) -> RenderPlan:
    """The plan, but that nothing is encoded: noise of the encoder is not what is measured here."""
    [output] = plan.outputs
    picture, sound = output.tracks
    pictures = Output("pictures.rgb", (Track(picture.pad, Bare("v")),), Expected(), fps=output.fps)
    heard = Output("sound.pcm", (Track(sound.pad, Bare("a")),), Expected())
    return replace(plan, outputs=(pictures, heard))


def _coloured(raw: np.ndarray, width: int, height: int) -> np.ndarray:
    count = width * height
    light = (raw[:count].reshape(height, width) - 16.0) / 219
    blue, red = (
        ((plane.reshape(height // 2, width // 2) - 128.0) / 224).repeat(2, 0).repeat(2, 1)
        for plane in np.split(raw[count:], 2)
    )
    channels = (light + 1.5748 * red, light - 0.187324 * blue - 0.468124 * red, light + 1.8556 * blue)
    return (np.stack(channels, -1) * 255 + 0.5).clip(0, 255).astype(np.uint8)


def _info(name: str, path: Path) -> MaterialInfo:
    if name == PHOTO["id"]:
        return MaterialInfo(str(path), photo=PhotoInfo(1600, 1200))
    return MaterialInfo(str(path), probe(path))


def sheet(found: dict[str, Pairs], columns: int = 4) -> Image.Image:
    """Of a dozen projects the render, the preview, and what differs, 32 times as strong."""
    wide, high = 3 * _THUMB[0] + 10, _THUMB[1] + 16
    page = Image.new("RGB", (columns * wide, -(-len(SHOWN) // columns) * high), "#14121c")
    pen = ImageDraw.Draw(page)
    for index, name in enumerate(SHOWN):
        x, y = index % columns * wide, index // columns * high
        shown, wanted = found[name][len(found[name]) // 2]
        apart = (np.abs(shown.astype(int) - wanted) * 32).clip(0, 255).astype(np.uint8)
        for place, picture in enumerate((wanted, shown, apart)):
            page.paste(Image.fromarray(picture).resize(_THUMB), (x + place * (_THUMB[0] + 2), y))
        pen.text((x, y + _THUMB[1] + 1), f"{name}   {ssim(shown, wanted):.4f}", fill="#cfcad8")
    return page


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        sheet(measured(Path(scratch), SHOWN)).save(sys.argv[1], quality=60, method=6)

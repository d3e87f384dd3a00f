"""A filter graph for tests, and what ffmpeg makes of it: bare pictures in, bare pictures out."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import numpy as np

from mutoscope.core.montage.argv import graph_text
from mutoscope.core.montage.looks.planes import Drawing
from mutoscope.core.montage.looks.wiring import Frame
from mutoscope.core.montage.plan import Chain, Filter, RenderPlan, made

FPS = 30


class Wires:
    """What ``Wiring`` asks for; source 0 are the pictures."""

    fps = FPS

    def __init__(self) -> None:
        self.chains: list[Chain] = []
        self.drawings: list[Drawing] = []
        self.files: dict[str, bytes] = {}

    def through(self, pads: str | tuple[str, ...], *filters: Filter) -> str:
        pads = (pads,) if isinstance(pads, str) else pads
        return self._led(pads, filters, 1)[0]

    def file(self, name: str, data: bytes) -> str:
        name = f"{len(self.files)}{name}"
        self.files[name] = data
        return name

    def copies(self, pad: str, count: int) -> tuple[str, ...]:
        return self._led((pad,), (made("split", outputs=count),), count)

    def joined(self, pads: tuple[str, ...]) -> str:
        again = made("settb", expr=f"1/{FPS}"), made("setpts", expr="N")
        return self.through(pads, made("concat", n=len(pads), v=1, a=0), *again)

    def drawn(self, drawing: Drawing) -> str:
        self.drawings.append(drawing)
        return f"{len(self.drawings)}:0"

    def _led(self, pads: tuple[str, ...], filters: tuple[Filter, ...], count: int) -> tuple[str, ...]:
        outs = tuple(f"p{len(self.chains)}x{index}" for index in range(count))
        self.chains.append(Chain(pads, filters, outs))
        return outs


def rendered(
    folder: Path,
    pictures: np.ndarray,
    build: Callable[[Wires, Frame], str],
    clear: bool = False,
    size: tuple[int, int] | None = None,
) -> np.ndarray:
    """``pictures`` (count, height, width, RGBA) through what ``build`` makes, as ffmpeg has it, of this
    size."""
    _, height, width, _ = pictures.shape
    wires = Wires()
    pad = wires.through("0:0", made("format", pix_fmts="gbrap" if clear else "gbrp"))
    out = build(wires, Frame(pad, width, height, clear))
    words = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y"]
    drawings = [Drawing(width, height, pictures.tobytes()), *wires.drawings]
    for index, drawing in enumerate(drawings):
        (folder / f"{index}.rgba").write_bytes(drawing.data)
        sides = f"{drawing.width}x{drawing.height}"
        words += ["-f", "rawvideo", "-pixel_format", "rgba", "-video_size", sides, "-framerate", str(FPS)]
        words += ["-i", f"{index}.rgba"]
    for name, data in wires.files.items():
        (folder / name).write_bytes(data)
    text = graph_text(RenderPlan("montage", (), tuple(wires.chains), ()))
    words += ["-filter_complex", text, "-map", f"[{out}]", "-f", "rawvideo", "-pix_fmt", "rgba", "-"]
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False)
    assert not done.returncode and not done.stderr, done.stderr.decode()
    width, height = size or (width, height)
    return np.frombuffer(done.stdout, np.uint8).reshape(-1, height, width, 4)


def scene(n: int, width: int, height: int) -> np.ndarray:
    """A picture with passages, edges and discs that drift, seen through nowhere."""
    side = min(width, height) / 160
    y, x = np.mgrid[0:height, 0:width] / side
    chance = np.random.default_rng(5)
    picture = np.stack(
        [90 + 80 * x / 160 + 30 * np.sin(y / 20), 110 + 60 * np.sin(x / 30 + n / 9), 150 - 0.3 * y], -1
    )
    for disc in range(14):
        middle, radius = chance.uniform((0, 0), (160, 284)), chance.uniform(6, 34)
        colour, drift = chance.uniform(0, 255, 3), chance.uniform(-2, 2, 2)
        away = np.hypot(x - middle[0] - drift[0] * n, y - middle[1] - drift[1] * n) - radius
        part = np.clip(0.5 - away / 1.5, 0, 1)[..., None]
        stripes = 20 * np.sin(x / 3 + disc)[..., None]
        picture = picture * (1 - part) + part * (colour + stripes)
    opaque = np.full((height, width, 1), 255.0)
    return np.concatenate([np.clip(picture, 0, 255), opaque], -1).astype(np.uint8)

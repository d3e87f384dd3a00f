"""Words as the browser paints them beside words as ffmpeg draws them.

A page that paints one clip at a time, the same clip burned by the ffmpeg we render with, and how alike two
pictures are.
"""

import base64
import os
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import msgspec
import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page, Playwright

from bench.harness import REPOSITORY
from bench.stage import driving
from mutoscope.adapters.fonts import FOLDER, font_file, lettering
from mutoscope.core.montage.document import Canvas, Clip
from mutoscope.core.montage.words import set_words
from mutoscope.project import client_files
from mutoscope.project.middleware import content_policy

Pixels = NDArray[np.uint8]
CHROMIUM = os.environ.get("MUTOSCOPE_CHROMIUM", "/usr/bin/chromium")


@contextmanager
def page_of_words(playwright: Playwright | None = None) -> Iterator[Page]:
    """A page with a function ``paint``, under the content policy that our pages have."""
    with tempfile.TemporaryDirectory() as folder:
        vite = ["npx", "vite", "build", "--config", "dev/words/vite.config.mjs"]
        node = str(REPOSITORY / ".venv" / "node")
        environment = os.environ | {"WORDS_PAGE": folder, "PATH": f"{node}:{os.environ['PATH']}"}
        subprocess.run(vite, cwd=REPOSITORY / "web", env=environment, check=True, capture_output=True)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            with driving(playwright) as started:
                browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                page = browser.new_page()
                page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
                yield page
                browser.close()
        finally:
            server.shutdown()
            server.server_close()


class _Files(SimpleHTTPRequestHandler):
    """The built page, and our fonts where the web process has them."""

    def translate_path(self, path: str) -> str:
        name = path.partition("?")[0]
        if name.startswith("/static/fonts/"):
            return str(FOLDER / name.rpartition("/")[2])
        return super().translate_path(path)

    def end_headers(self) -> None:
        told = {"Content-Security-Policy": content_policy("http://127.0.0.1", "http://127.0.0.1")}
        client_files.add_headers(told, self.path, self.path)
        for name, value in told.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        del format, args


def painted(
    page: Page, clip: Clip, canvas: Canvas, picture: int, below: Pixels
) -> tuple[Pixels, dict[str, Any]]:
    """The clip at a picture as the browser paints it, laid over ``below``; and how long it took."""
    height, width, _ = below.shape
    asked = {
        "clip": msgspec.to_builtins(clip),
        "canvas": {"width": canvas.width, "height": canvas.height, "fps": canvas.fps},
        "picture": picture,
        "size": [width, height],
    }
    told = page.evaluate("asked => paint(asked)", asked)
    whole = below.astype(np.float64)
    if part := told.pop("part"):
        rows, columns = int(part["height"]), int(part["width"])
        drawn = np.frombuffer(base64.b64decode(part["pixels"]), np.uint8).reshape(rows, columns, 4)
        place = np.s_[part["y"] : part["y"] + rows, part["x"] : part["x"] + columns]
        whole[place] = drawn[:, :, :3] + whole[place] * (1 - drawn[:, :, 3:] / 255)
    return np.clip(np.floor(whole + 0.5), 0, 255).astype(np.uint8), told


def burned(clip: Clip, canvas: Canvas, pictures: list[int], below: Pixels) -> list[Pixels]:
    """The same by the ffmpeg that we render with, over the same picture, at some of its pictures."""
    height, width, _ = below.shape
    words = set_words(clip, canvas, lettering())
    with tempfile.TemporaryDirectory() as folder:
        for name in words.files:
            (Path(folder) / name).symlink_to(font_file(name))
        (Path(folder) / "words.ass").write_text(words.script(canvas), "utf-8")
        (Path(folder) / "below.rgb").write_bytes(below.tobytes())
        wanted = "+".join(f"eq(n\\,{picture})" for picture in pictures)
        last = max(pictures)
        bare = ["-f", "rawvideo", "-pix_fmt", "rgb24"]
        words_of = f"loop={last}:1,ass=words.ass:fontsdir=.,select={wanted}"
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *bare, "-s", f"{width}x{height}"]
        command += ["-r", str(canvas.fps), "-i", "below.rgb", "-vf", words_of]
        command += ["-fps_mode", "passthrough", *bare, "-"]
        told = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return list(np.frombuffer(told.stdout, np.uint8).reshape(-1, height, width, 3))


def likeness(one: Pixels, two: Pixels) -> float:
    """SSIM (Wang et al. 2004) of two pictures: windows of 8 x 8, mean over places and the three colours."""
    values = [_ssim(one[:, :, c].astype(np.float64), two[:, :, c].astype(np.float64)) for c in range(3)]
    return float(np.mean(values))


def _ssim(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    first, second = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    mean_a, mean_b = _means(a), _means(b)
    var_a, var_b = _means(a * a) - mean_a**2, _means(b * b) - mean_b**2
    both = _means(a * b) - mean_a * mean_b
    above = (2 * mean_a * mean_b + first) * (2 * both + second)
    return float(np.mean(above / ((mean_a**2 + mean_b**2 + first) * (var_a + var_b + second))))


def _means(values: NDArray[np.float64], side: int = 8) -> NDArray[np.float64]:
    """The mean of every window of ``side`` pixels a side."""
    sums = np.pad(values, ((1, 0), (1, 0))).cumsum(0).cumsum(1)
    whole = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return whole / side**2


def backdrop(width: int, height: int) -> Pixels:
    """Something to write on: soft colours and a pattern, so that edges are seen on light and on dark."""
    y, x = np.mgrid[0:height, 0:width]
    red, green = 255 * x / width, 255 * y / height
    blue = 128 + 100 * np.sin(x / 17) * np.cos(y / 23)
    return np.stack([red, green, blue], axis=2).astype(np.uint8)

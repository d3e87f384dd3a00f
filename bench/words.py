"""Words painted in the browser beside words in the render: as alike as can be seen, in every script, style
and movement, and how long the browser needs for them.

Each case at five of its pictures. Whole pictures are compared, and, harder, only what is around the words:
there a soft passage between what is written and what lies below differs by how often each side rounds.
"""

from msgspec.structs import replace

from bench._words import Pixels, backdrop, burned, likeness, page_of_words, painted
from bench.harness import Figure, figure, quantile
from mutoscope.core.montage.document import Canvas, Captions, Clip, Motion, Place, Text, TextStyle, Word
from mutoscope.core.montage.words.moving import MOVEMENTS

LENGTH = 60
TIMES = (1, 7, 14, 33, 55)
CANVAS = Canvas(540, 960, 30)
HELLO = (
    "Hello {\\an8} 'world': 100%\n😀👩‍🚀 🇫🇷 ❤️\nمرحبا بالعالم 😀 123\nשלום नमस्ते สวัสดี\n"
    "你好，世界。これはテスト 안녕하세요\nПривет Γειά σου"
)
SPOKEN = (
    *("So", "this", "is", "what", "we", "😀", "wanted", "to", "say"),
    *("مرحبا", "بالعالم", "to", "everybody", "here"),
)


def cases() -> dict[str, Clip]:
    """What is compared, by name."""
    strong = TextStyle(size=700, outline=80, shadow=40)
    turned = Place(x=4000, y=3000, scale=1300, rotation=1700)
    made = {
        "scripts": Clip("a", 0, LENGTH, Text(HELLO, style=TextStyle(size=420, outline=60, shadow=40))),
        "boxed": Clip("a", 0, LENGTH, Text("Boxed مرحبا 😀\nand bold", style=TextStyle(box=600, bold=True))),
        "turned": Clip("a", 0, LENGTH, Text("Turned 😀 مرحبا", style=strong), turned),
        "captions": Clip("a", 0, LENGTH, _captions(TextStyle(size=500, outline=70)), Place(y=7200)),
    }
    for name, one in MOVEMENTS.items():
        motion = Motion(name, 40)
        clip = Clip("a", 0, LENGTH, Text("Moving words 😀 مرحبا بالعالم", style=strong))
        made[name] = replace(clip, **{"loop" if "loop" in one.when else "enter": motion})
    return made


def _captions(style: TextStyle) -> Captions:
    words = tuple(Word(word, 4 * at, 4) for at, word in enumerate(SPOKEN))
    return Captions(words, style=style, highlight="#ffd400")


def around(one: Pixels, below: Pixels) -> tuple[slice, slice]:
    """Rows and columns that differ from what lies below, and a little more."""
    changed = (one != below).any(axis=2)
    rows, columns = changed.any(axis=1).nonzero()[0], changed.any(axis=0).nonzero()[0]
    if not len(rows):
        return slice(0, None), slice(0, None)
    return slice(max(0, rows[0] - 8), rows[-1] + 9), slice(max(0, columns[0] - 8), columns[-1] + 9)


def main() -> list[Figure]:
    below = backdrop(CANVAS.width, CANVAS.height)
    whole: list[tuple[float, str]] = []
    close: list[tuple[float, str]] = []
    paint_ms: list[float] = []
    with page_of_words() as page:
        for name, clip in cases().items():
            rendered = burned(clip, CANVAS, list(TIMES), below)
            for picture, two in zip(TIMES, rendered, strict=True):
                one, times = painted(page, clip, CANVAS, picture, below)
                where = around(two, below)
                whole.append((likeness(one, two), f"{name} at {picture}"))
                close.append((likeness(one[where], two[where]), f"{name} at {picture}"))
                paint_ms.append(times["paint_ms"])
    return [
        *_figures("whole pictures", whole, at_least=0.999),
        *_figures("around the words", close),
        figure("painting words anew in the browser, p95", round(quantile(paint_ms, 0.95), 1), "ms"),
    ]


def _figures(what: str, alike: list[tuple[float, str]], at_least: float | None = None) -> list[Figure]:
    worst, which = min(alike)
    mean = sum(value for value, _ in alike) / len(alike)
    told = f"words, browser against render, {what}"
    note = f"{which}, of {len(alike)} pictures"
    return [
        figure(f"{told}, worst", round(worst, 5), "SSIM", at_least=at_least, note=note),
        figure(f"{told}, mean", round(mean, 5), "SSIM", at_least=at_least),
    ]

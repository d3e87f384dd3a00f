"""Made-up material and projects that the benches of the studio render."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench._media import bare
from mutoscope.adapters.ffmpeg import probe
from mutoscope.core.montage.compiling import MaterialInfo, PhotoInfo
from mutoscope.core.montage.document import (
    SCHEMA,
    Adjustments,
    Canvas,
    Captions,
    Clip,
    Footage,
    Join,
    Key,
    Listening,
    Material,
    Montage,
    Motion,
    Place,
    Sounding,
    Speed,
    Text,
    TextStyle,
    Track,
    Word,
)

CANVAS = Canvas(720, 1280, 30)
ONE, TWO, WIDE, SONG, PHOTO, LOGO = (Material("upload", letter * 13) for letter in "abcdef")
_X264 = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-pix_fmt", "yuv420p", "-g", "60")


@contextmanager
def materials() -> Iterator[dict[Material, MaterialInfo]]:
    """Two films held upright, one held level, a song, a photo and a drawing that is seen through."""
    with tempfile.TemporaryDirectory(prefix="mutoscope-bench-") as name:
        folder = Path(name)
        moving = "{},noise=alls=8:allf=t,format=gbrp,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"
        for file, picture, tone in (
            ("one", "testsrc2=s=720x1280:r=30:d=6", 220),
            ("two", "mandelbrot=s=720x1280:r=30:end_scale=0.1,trim=duration=6", 330),
            ("wide", "testsrc2=s=1280x720:r=30:d=6", 440),
        ):
            words = ["-f", "lavfi", "-i", moving.format(picture), "-f", "lavfi", "-t", "6"]
            words += ["-i", f"sine=f={tone}:r=48000,volume=-14dB", *_X264, "-colorspace", "bt709"]
            bare([*words, "-shortest", "-c:a", "aac", "-b:a", "128k", str(folder / f"{file}.mp4")])
        song = ["-f", "lavfi", "-t", "8", "-i", "anoisesrc=c=pink:a=0.2:r=48000", "-f", "lavfi", "-t", "8"]
        song += ["-i", "color=black:s=64x64:r=5", *_X264, "-c:a", "aac", str(folder / "song.mp4")]
        bare(song)
        bare(
            [
                "-f",
                "lavfi",
                "-i",
                "mandelbrot=s=1080x1440",
                "-frames:v",
                "1",
                "-q:v",
                "2",
                str(folder / "photo.jpg"),
            ]
        )
        ring = "color=white:s=300x300,format=rgba,geq=r=255:g=80:b=40:a='255*lt(hypot(X-150,Y-150),140)'"
        bare(["-f", "lavfi", "-i", ring, "-frames:v", "1", str(folder / "logo.png")])
        films = {ONE: "one.mp4", TWO: "two.mp4", WIDE: "wide.mp4", SONG: "song.mp4"}
        found = {one: MaterialInfo(str(folder / file), probe(folder / file)) for one, file in films.items()}
        found[PHOTO] = MaterialInfo(str(folder / "photo.jpg"), photo=PhotoInfo(1080, 1440))
        found[LOGO] = MaterialInfo(str(folder / "logo.png"), photo=PhotoInfo(300, 300, "png"))
        yield found


def clip(name: str, start: int, length: int, content: object, **more: object) -> Clip:
    return Clip(name, start, length, content, **more)  # type: ignore[arg-type]


def song(length: int, volume: int = 600) -> Track:
    heard = clip("song", 0, length, Listening(SONG), sounding=Sounding(volume, 15, 30))
    return Track("song", "sound", (heard,), use="music")


def hundred() -> Montage:
    """A hundred clips of every kind: cuts, joins, curves of speed, looks, moving layers, words, sounds."""
    looks = [Adjustments(), Adjustments(exposure=200, warmth=100), Adjustments(saturation=-400)]
    ramp = (Speed(0, 1000), Speed(10_000, 2000))
    main = tuple(
        clip(
            f"m{n}", 45 * n, 45, Footage((ONE, TWO, PHOTO)[n % 3], n % 60, speed=ramp if n % 7 == 0 else ()),
            look=looks[n % 3],
        )
        for n in range(60)
    )  # fmt: skip
    soft = (420, 0, 580, 1000)
    over = tuple(
        clip(
            f"o{n}", 130 * n, 60, Footage((WIDE, LOGO)[n % 2]), place=Place(scale=400, fit="contain"),
            keys={"x": (Key(0, 2000, soft), Key(50, 8000))}
            | ({"scale": (Key(0, 300, soft), Key(59, 600))} if n % 2 else {}),
        )
        for n in range(20)
    )  # fmt: skip
    words = tuple(
        clip(f"t{n}", 250 * n, 90, Text("Words on it"), enter=Motion("rise", 10)) for n in range(10)
    )
    heard = tuple(
        clip(f"s{n}", 270 * n, 260, Listening(SONG), sounding=Sounding(500, 10, 10)) for n in range(10)
    )
    joins = tuple(Join(f"m{n}", "fade", 10) for n in range(0, 58, 4))
    tracks = (
        Track("m", "main", main, joins),
        Track("o", "overlay", over),
        Track("t", "text", words),
        Track("s", "sound", heard, use="music"),
    )
    return Montage(SCHEMA, Canvas(1080, 1920, 30), tracks)


def five_layers() -> Montage:
    """Film, blurred behind it, a film in the corner, a drawing, a title and captions."""
    said = Captions(
        tuple(Word(word, 10 * n, 9) for n, word in enumerate(["all", "the", "words", "that", "are", "said"]))
    )
    over = clip("o", 0, 240, Footage(TWO), place=Place(fit="contain", scale=350, x=7500, y=2500))
    logo = clip(
        "l", 0, 240, Footage(LOGO), place=Place(fit="contain", scale=200, x=2000, y=1500, rotation=1500)
    )
    title = clip("t", 0, 240, Text("A title", style=TextStyle(outline=80)), place=Place(y=1200))
    return Montage(
        SCHEMA,
        CANVAS,
        (
            Track("m", "main", (clip("a", 0, 240, Footage(ONE), look=Adjustments(saturation=200)),)),
            Track("o", "overlay", (over,)),
            Track("l", "overlay", (logo,)),
            Track("t", "text", (title,)),
            Track("c", "text", (clip("c", 0, 240, said, place=Place(y=8200)),)),
        ),
    )

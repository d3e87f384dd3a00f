"""What a montage means, seen in what ffmpeg makes of it: every picture is the one that the document names."""

import subprocess
from pathlib import Path

import msgspec
import numpy as np
import pytest

from mutoscope.adapters.ffmpeg import Fault, jail, probe, run
from mutoscope.adapters.rendering import compiled
from mutoscope.core.montage.compiling import Chunk, Film, Listen, MaterialInfo, Still, compile_montage
from mutoscope.core.montage.document import (
    SCHEMA,
    Adjust,
    Background,
    Canvas,
    Captions,
    ChromaKey,
    Clip,
    Crop,
    Effect,
    Fill,
    Footage,
    Join,
    Key,
    Listening,
    Mask,
    Material,
    Montage,
    Motion,
    Place,
    Speed,
    Sticker,
    Text,
    TextStyle,
    Track,
    Word,
)
from mutoscope.core.montage.plan import Chain, Filter
from mutoscope.core.units import Refusal

COUNTER = "color=black:s=64x64:r={rate}:d={seconds},format=yuv420p,geq=lum=16+N*2:cb=128:cr=128"
"""A film whose picture n has the luma 2n, counted from black."""
FILM, OTHER = Material("upload", "a" * 13), Material("upload", "b" * 13)
CANVAS = Canvas(144, 144, 30)


@pytest.fixture
def materials(clip):
    """A film at 30 pictures a second and one at 25, three seconds each."""
    words = ("-color_range", "tv", "-colorspace", "bt709", "-crf", "1", "-c:a", "aac")
    made = {
        FILM: clip(*words, picture=COUNTER.format(rate=30, seconds=3), seconds=3.0, name="thirty.mp4"),
        OTHER: clip(*words, picture=COUNTER.format(rate=25, seconds=3), seconds=3.0, name="other.mp4"),
    }
    return {material: MaterialInfo(str(path), probe(path)) for material, path in made.items()}


def shot(start: int, length: int, source_in: int = 0, material: Material = FILM, **more: object) -> Clip:
    place = more.pop("place", Place())
    return Clip(f"c{start}", start, length, Footage(material, source_in, **more), place=place)  # type: ignore[arg-type]


def montage(*main: Clip, over: tuple[Clip, ...] = (), sound: tuple[Clip, ...] = ()) -> Montage:
    tracks = (Track("t1", "main", main), Track("t2", "overlay", over), Track("t3", "sound", sound))
    return Montage(SCHEMA, CANVAS, tracks)


def lumas(path: Path, part: str = "iw:ih:0:0") -> list[int]:
    """The mean luma of each picture from black on, of the part given as crop gives it."""
    words = [str(jail.ffmpeg_binary()), "-v", "error", "-i", str(path)]
    words += [
        "-vf",
        f"crop={part},scale=1:1:flags=area,format=yuv420p,extractplanes=y",
        "-f",
        "rawvideo",
        "-",
    ]
    return [luma - 16 for luma in subprocess.run(words, capture_output=True, check=True).stdout]


def rendered(made: Montage, materials, folder: Path, target=None) -> list[int]:
    report = run(compile_montage(made, materials, target or Film(crf=1)), folder)
    return lumas(Path(report.outputs[0].path))


def near(seen: list[int], wanted: list[int]) -> bool:
    """The encoder may be off by one."""
    return len(seen) == len(wanted) and np.abs(np.subtract(seen, wanted)).max() <= 1


def test_cuts_fall_where_they_are_named(materials, tmp_path: Path) -> None:
    """Three clips, one of them of another rate: picture for picture from where each begins."""
    made = montage(shot(0, 10, 20), shot(10, 7, 3), shot(17, 6, 6, OTHER))
    wanted = [2 * (20 + n) for n in range(10)] + [2 * (3 + n) for n in range(7)]
    wanted += [2 * int((6 + n + 0.5) / 30 * 25) for n in range(6)]
    assert near(rendered(made, materials, tmp_path), wanted)


@pytest.mark.parametrize(
    ("speed", "source"),
    [
        ((Speed(0, 2000),), [0.5 * 2 + 2 * k for k in range(20)]),
        ((Speed(0, 500),), [(k + 0.5) / 2 for k in range(20)]),
        ((Speed(0, 500), Speed(10_000, 2500)), [(k + 0.5) * (0.5 + (k + 0.5) / 20) for k in range(20)]),
    ],
)
def test_speed_and_its_curves_show_the_moment_they_name(materials, tmp_path: Path, speed, source) -> None:
    """What has been used up of the film at the middle of each picture says which one it is."""
    seen = rendered(montage(shot(0, 20, 5, speed=speed)), materials, tmp_path)
    assert near(seen, [2 * int(5 + moment + 1e-6) for moment in source])


def test_backwards_frozen_and_past_the_end(materials, tmp_path: Path) -> None:
    """From the end of the stretch to its start; one picture held; and the last where there are no more."""
    made = montage(shot(0, 8, 30, backwards=True), shot(8, 4, 50, frozen=True), shot(12, 8, 86))
    wanted = [2 * (37 - n) for n in range(8)] + [100] * 4 + [2 * min(89, 86 + n) for n in range(8)]
    assert near(rendered(made, materials, tmp_path), wanted)
    assert near(rendered(montage(shot(0, 5, 500)), materials, tmp_path), [178] * 5), "wholly past the end"


def test_a_chunk_and_a_still_are_what_the_film_shows_there(materials, tmp_path: Path) -> None:
    """The same picture, whichever of the three is asked for."""
    made = montage(
        shot(0, 20, 10), shot(20, 20, 40, backwards=True), over=(shot(5, 30, 60, place=Place(scale=400)),)
    )
    whole = rendered(made, materials, tmp_path)
    assert near(rendered(made, materials, tmp_path, Chunk(15, 28, edge=144)), whole[15:28])
    run(compile_montage(made, materials, Still(23)), tmp_path)
    assert abs(lumas(tmp_path / "still.jpg")[0] - whole[23]) <= 12, "JPEG's luma has the full range"


def test_a_layer_lies_where_and_while_it_is_told(materials, tmp_path: Path) -> None:
    """A quarter of the size in the upper left, from its first picture to its last and not one more."""
    white = shot(10, 5, 80, place=Place(scale=250, x=2500, y=2500))
    report = run(compile_montage(montage(shot(0, 30, 0), over=(white,)), materials, Film(crf=1)), tmp_path)
    inside = lumas(Path(report.outputs[0].path), "30:30:21:21")
    outside = lumas(Path(report.outputs[0].path), "60:60:80:80")
    assert [n for n in range(30) if inside[n] > 120] == [10, 11, 12, 13, 14]
    assert near(outside, [2 * n for n in range(30)])


def test_a_layer_that_moves_is_where_its_keys_have_it_at_each_picture(materials, tmp_path: Path) -> None:
    """Six pixels to the right with every picture, from the clip's first one on."""
    keys = {"x": (Key(0, 1250), Key(10, 1250 + 10 * 417))}
    white = Clip("w", 5, 10, Fill("#ffffff"), Place(scale=250), keys=keys)
    report = run(compile_montage(montage(shot(0, 20), over=(white,)), materials, Film(crf=1)), tmp_path)
    path = Path(report.outputs[0].path)
    words = [str(jail.ffmpeg_binary()), "-v", "error", "-i", str(path)]
    words += ["-f", "rawvideo", "-pix_fmt", "gray", "-"]
    raw = subprocess.run(words, capture_output=True, check=True).stdout
    rows = np.frombuffer(raw, np.uint8).reshape(20, 144, 144)[:, 72]
    assert [int(np.argmax(rows[n] > 150)) for n in range(5, 15)] == [6 * k for k in range(10)]


def test_sound_is_as_long_as_the_picture_and_can_be_listened_to(materials, tmp_path: Path) -> None:
    """A second of silence, a second of music, to the sample; its loudness is that of the tone."""
    heard = Clip("s", 30, 30, Listening(OTHER))
    made = Montage(
        SCHEMA,
        CANVAS,
        (Track("t1", "main", (shot(0, 60),), muted=True), Track("t3", "sound", (heard,))),
    )
    report = run(compile_montage(made, materials, Film()), tmp_path)
    words = [str(jail.ffmpeg_binary()), "-v", "error", "-i", report.outputs[0].path]
    words += ["-f", "s16le", "-ac", "1", "-"]
    samples = np.frombuffer(subprocess.run(words, capture_output=True, check=True).stdout, np.int16)
    assert abs(len(samples) - 96_000) <= 1024, "but for the last block of AAC"
    loud = np.abs(samples.astype(int)) > 500
    assert abs(int(loud.argmax()) - 48_000) < 64 and not loud[:47_900].any()
    listened = run(compile_montage(made, materials, Listen()), tmp_path)
    assert listened.loudness is not None and -30 < listened.loudness.lufs < -15


def test_a_film_that_is_gone_or_broken_leaves_nothing(materials, tmp_path: Path) -> None:
    """The world's fault where it is not there, the material's where it is not what it was."""
    known = materials[FILM]
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(Path(known.path).read_bytes()[:3000])
    out = tmp_path / "out"
    with pytest.raises((Refusal, Fault)) as refused:
        run(
            compile_montage(montage(shot(0, 20)), {FILM: MaterialInfo(str(broken), known.media)}, Film()), out
        )
    assert refused.value.code == "damaged" and not list(out.iterdir())
    gone = {FILM: MaterialInfo(str(tmp_path / "gone.mp4"), known.media)}
    with pytest.raises(OSError, match="gone"):
        run(compile_montage(montage(shot(0, 20)), gone, Film()), out)
    assert not list(out.iterdir())


def test_a_graph_that_can_not_be_is_our_mistake_and_not_the_films(materials, tmp_path: Path) -> None:
    """What ffmpeg said of it is kept, and nobody is told that their film is damaged."""
    plan = compile_montage(montage(shot(0, 3)), materials, Film())
    wrong = Chain(("nobody_made_this",), (Filter("hflip"),), ("nobody_reads_this",))
    with pytest.raises(Fault, match="nobody_reads_this") as failed:
        run(msgspec.structs.replace(plan, chains=(*plan.chains, wrong)), tmp_path)
    assert failed.value.code == "tool_failed"


def test_a_sticker_has_its_shape_behind_a_key(materials, tmp_path: Path) -> None:
    """Its corner is seen through, and its middle is not."""
    heart = Clip("heart", 0, 3, Sticker("heart"), Place(scale=500, chroma=ChromaKey()))
    seen = rendered(montage(shot(0, 3), over=(heart,)), materials, tmp_path)
    assert max(seen) > 20, "something light lies on the dark film"


def test_a_picture_far_larger_than_the_canvas_is_drawn_where_it_is_seen(materials, tmp_path: Path) -> None:
    """Twenty times as large, and a crop to a few lines that has to cover: the film as everywhere."""
    for more in (Place(scale=20_000), Place(crop=Crop(top=4950, bottom=4950))):
        assert near(rendered(montage(shot(0, 3, 10, place=more)), materials, tmp_path), [20, 22, 24])


def test_nothing_shows_of_a_picture_of_no_size(materials, tmp_path: Path) -> None:
    """It is gone, and comes with its first pixel."""
    light = Clip("light", 0, 4, Fill("#ffffff"), keys={"scale": (Key(0, 0, hold=True), Key(2, 1000))})
    seen = rendered(montage(shot(0, 4), over=(light,)), materials, tmp_path)
    assert near(seen[:2], [0, 2]) and min(seen[2:]) > 200


def test_words_are_drawn_and_are_never_commands(materials, tmp_path: Path) -> None:
    """Signs that mean something to filters and scripts are shown as letters, and nothing else happens."""
    said = Text("{\\an8} 100%{pts} 'a':b,c;[x] \\N", style=TextStyle(size=2500))
    words = Track("t9", "text", (Clip("w", 10, 10, said), Clip("v", 20, 10, said, Place(opacity=500))))
    made = Montage(SCHEMA, CANVAS, (Track("t1", "main", (shot(0, 40, 0),)), words))
    run(compiled(made, materials, Film(crf=1)), tmp_path)
    seen = np.subtract(lumas(tmp_path / "film.mp4"), [2 * n for n in range(40)])
    assert np.abs(seen[:10]).max() <= 1 and np.abs(seen[30:]).max() <= 1
    assert seen[10:20].min() > 4 and 0.3 < seen[20:30].mean() / seen[10:20].mean() < 0.7


def test_words_said_after_their_clip_has_ended_are_none(materials, tmp_path: Path) -> None:
    """A caption clip cut short of its words shows nothing, and is no error."""
    late = Captions((Word("late", 12, 5),))
    words = Track("t9", "text", (Clip("w", 2, 5, late), Clip("v", 10, 5, late, Place(opacity=500))))
    made = Montage(SCHEMA, CANVAS, (Track("t1", "main", (shot(0, 20, 0),)), words))
    run(compiled(made, materials, Film(crf=1)), tmp_path)
    assert near(lumas(tmp_path / "film.mp4"), [2 * n for n in range(20)])


def test_everything_at_once_is_still_every_picture(materials, tmp_path: Path) -> None:
    """Joins, movements, masks, keys, blending, effects, adjusting clips and a blurred background."""
    main = (
        shot(0, 20, place=Place(fit="contain", crop=Crop(1000, 333, 0, 0))),
        shot(20, 20, 30, OTHER, speed=(Speed(0, 500), Speed(10_000, 3000))),
    )
    over = (
        Clip("a", 0, 12, Footage(OTHER), Place(scale=500, mask=Mask("star")), enter=Motion("spin", 8)),
        Clip("b", 12, 12, Footage(FILM), Place(scale=501, blend="softlight", chroma=ChromaKey("#202020"))),
        Clip("c", 24, 12, Adjust(), Place(opacity=600), effects=(Effect("glitch@1", 800),)),
    )
    turned = {"rotation": (Key(0, 0), Key(20, 9000)), "mask.x": (Key(0, 0), Key(20, 9000))}
    top = (Clip("d", 3, 20, Fill("#ff0000", "#00ff00"), Place(scale=300, mask=Mask("circle")), keys=turned),)
    tracks = (
        Track("t1", "main", main, joins=(Join("c0", "iris", 9),)),
        Track("t2", "overlay", over, joins=(Join("a", "slide_up", 6),)),
        Track("t3", "overlay", top),
    )
    made = Montage(SCHEMA, Canvas(144, 256, 30, Background("blur")), tracks)
    report = run(compiled(made, materials, Film()), tmp_path)
    assert report.outputs[0].pictures == 40 and abs(report.outputs[0].duration_ms - 1333) <= 1


def test_the_same_plan_gives_the_same_pictures(materials, tmp_path: Path) -> None:
    """Decoded, byte for byte."""
    grainy = Clip("a", 0, 12, Footage(FILM), effects=(Effect("vhs@1", 700),), keys={"scale": (Key(0, 900),)})
    plan = compiled(montage(grainy), materials, Film())
    seen = [Path(run(plan, tmp_path / name).outputs[0].path).read_bytes() for name in ("one", "other")]
    assert seen[0] == seen[1]

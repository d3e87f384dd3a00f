"""A project that is cut from the stretches which its film shows makes the same film: picture by picture, and
as loud."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from mutoscope.adapters.ffmpeg import jail, listen, probe, run
from mutoscope.adapters.rendering import make_film
from mutoscope.core.montage.compiling import Film, MaterialInfo
from mutoscope.core.montage.document import (
    SCHEMA,
    Canvas,
    Clip,
    Footage,
    Join,
    Listening,
    Material,
    Montage,
    Sounding,
    Speed,
    Track,
)
from mutoscope.core.montage.limits import Limits
from mutoscope.core.montage.lineage import lending, lent_to_remix
from mutoscope.core.montage.materials import HEAD_BYTES, recognise_material
from mutoscope.core.montage.stretches import Cut, plan_stretch

FILM = Material("upload", "a" * 13)
COUNTER = "color=black:s=64x64:r=24:d=4,format=yuv420p,geq=lum=16+N*2:cb=128:cr=128"
"""Picture n has the luma 2n, counted from black."""
UNEVEN = f"{COUNTER},select='mod(n\\,5)-1',setpts=PTS+mod(N\\,3)*0.009/TB"
SOUND = "sine=f=440:b=4:d=4"
"""A tone that beeps once a second, so that a shift is heard."""


def shot(start: int, length: int, source_in: int, **how: object) -> Clip:
    return Clip(f"c{start}", start, length, Footage(FILM, source_in, **how))  # type: ignore[arg-type]


def montage(*main: Clip, joins: tuple[Join, ...] = (), sound: tuple[Clip, ...] = ()) -> Montage:
    tracks = (Track("t1", "main", main, joins), Track("t3", "sound", sound))
    made = Montage(SCHEMA, Canvas(144, 144, 30), tracks)
    return replace(made, mix=replace(made.mix, loudness=0))


def cut_up(made: Montage, info: MaterialInfo, folder: Path) -> tuple[Montage, dict[Material, MaterialInfo]]:
    """The project cut from its stretches, and these as files."""
    assert info.media is not None
    lengths = {FILM: -(-info.media.duration_ms * made.canvas.fps // 1000)}
    stretches = sorted(lent_to_remix(made, lengths), key=lambda one: (one.first, one.seen, one.heard))
    given = {one: Material("upload", f"{n:013}") for n, one in enumerate(stretches)}
    files = {}
    for one, name in given.items():
        into = folder / name.id
        into.mkdir()
        cut = Cut(made.canvas.fps, one.first, one.end, one.seen, one.heard)
        (output,) = run(plan_stretch(info.media, cut), into).outputs
        files[name] = MaterialInfo(output.path, looked(Path(output.path)))
    return lending(made, lengths, given), files


def looked(path: Path):
    if path.suffix == ".mp4":
        return probe(path)
    return listen(path, recognise_material(path.read_bytes()[:HEAD_BYTES]).kind, Limits())


def film_of(
    made: Montage, files: Mapping[Material, MaterialInfo], folder: Path
) -> tuple[list[int], np.ndarray]:
    """The luma of each picture from black on, and how loud each twentieth of a second is."""
    folder.mkdir(exist_ok=True)
    (film,) = make_film(made, dict(files), Film(crf=1), folder, None).outputs
    words = [str(jail.ffmpeg_binary()), "-v", "error", "-i", film.path]
    grey = [*words, "-vf", "scale=1:1:flags=area,format=yuv420p,extractplanes=y", "-f", "rawvideo", "-"]
    heard = [*words, "-ac", "1", "-ar", "8000", "-f", "s16le", "-"]
    seen = [luma - 16 for luma in subprocess.run(grey, capture_output=True, check=True).stdout]
    samples = np.frombuffer(subprocess.run(heard, capture_output=True, check=True).stdout, np.int16)
    parts = samples[: len(samples) // 400 * 400].reshape(-1, 400).astype(float)
    return seen, np.sqrt((parts**2).mean(1))


PROJECTS = {
    "as recorded": montage(
        shot(0, 20, 7),
        replace(shot(20, 25, 61), sounding=Sounding(volume=0)),
        shot(45, 20, 30),
        shot(65, 20, 80),
        shot(85, 25, 40, backwards=True),
        shot(110, 10, 90, frozen=True),
        shot(120, 30, 100),
        shot(150, 10, 130),
        joins=(Join("c45", "fade", 9),),
        sound=(Clip("s", 0, 30, Listening(FILM, 55)),),
    ),
    "sped": montage(
        shot(0, 40, 31, speed=(Speed(0, 300), Speed(10_000, 900))), shot(40, 20, 11, speed=(Speed(0, 2500),))
    ),
    "only heard": montage(
        replace(shot(0, 30, 12), sounding=Sounding(volume=0)),
        sound=(Clip("s", 0, 30, Listening(FILM, 55)),),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("picture", [COUNTER, UNEVEN], ids=["even", "uneven"])
@pytest.mark.parametrize("name", ["as recorded", "sped"])
def test_a_film_of_stretches_is_the_same_film(clip, tmp_path: Path, picture: str, name: str) -> None:
    words = ("-color_range", "tv", "-colorspace", "bt709", "-crf", "1", "-fps_mode", "passthrough")
    sent = clip(*words, picture=picture, sound=SOUND, seconds=4.0, name="sent.mp4")
    info, made = MaterialInfo(str(sent), probe(sent)), PROJECTS[name]
    wanted, loud = film_of(made, {FILM: info}, tmp_path / "whole")
    again, files = cut_up(made, info, tmp_path)
    assert FILM not in {clip.content.material for track in again.tracks for clip in track.clips}  # type: ignore[union-attr]
    seen, heard = film_of(again, files, tmp_path / "cut")
    assert len(seen) == len(wanted) == made.length
    assert np.abs(np.subtract(seen, wanted)).max() <= 1, (seen, wanted)
    if name == "sped":  # a stretcher hears nothing before its stretch, and takes a moment to come to itself
        assert abs(heard.mean() - loud.mean()) <= 0.15 * loud.mean()
    else:
        assert np.abs(heard - loud).max() <= 0.06 * max(loud.max(), 1000)


def test_nothing_else_is_in_the_file(clip, tmp_path: Path) -> None:
    """No picture of what the film does not show, no sound of what is only seen, no picture of what is only
    heard."""
    words = ("-color_range", "tv", "-colorspace", "bt709", "-crf", "1")
    sent = clip(*words, picture=COUNTER, sound=SOUND, seconds=4.0, name="sent.mp4")
    _, files = cut_up(PROJECTS["only heard"], MaterialInfo(str(sent), probe(sent)), tmp_path)
    kinds = [
        (one.media.video is not None, one.media.audio is not None) for one in files.values() if one.media
    ]
    assert sorted(kinds) == [(False, True), (True, False)]
    (film,) = [one for one in files.values() if one.media and one.media.video]
    words = ["-v", "error", "-i", film.path, "-fps_mode", "passthrough"]
    grey = ["-vf", "scale=1:1:flags=area,format=yuv420p,extractplanes=y", "-f", "rawvideo", "-"]
    every = [
        (luma - 15) // 2
        for luma in subprocess.run(
            [str(jail.ffmpeg_binary()), *words, *grey], capture_output=True, check=True
        ).stdout
    ]
    assert set(every) == set(range(9, 34)), "from 0.4 s to 1.4 s, and the picture that stood when it began"

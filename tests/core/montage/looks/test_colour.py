"""All colour of a clip is one table, the same in ffmpeg and in the browser."""

import contextlib
import json
import subprocess
from pathlib import Path

import imageio_ffmpeg
import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mutoscope.core.montage.document import Adjustments
from mutoscope.core.montage.looks.colour import (
    LEVELS,
    SIDE,
    changes_nothing,
    cube_text,
    look_table,
    looked_up,
)
from mutoscope.core.montage.looks.cubes import read_cube
from mutoscope.core.montage.looks.grades import GRADES
from mutoscope.core.units.refusal import Refusal

CASES = Path(__file__).resolve().parents[3] / "montage" / "looks" / "colours.json"
IDENTITY = look_table(Adjustments())
INVERTED = bytes(255 - value if at % 4 < 3 else value for at, value in enumerate(IDENTITY))
TINY = "LUT_3D_SIZE 2\n" + "\n".join(f"{r} {g} {b}" for b in (0, 1) for g in (0, 1) for r in (0, 1)) + "\n"


def cells(table: bytes) -> np.ndarray:
    return np.frombuffer(table, np.uint8).reshape(-1, 4)[:, :3].astype(int)


def test_the_cases_shared_with_the_browser_hold() -> None:
    """Each case names a look and what becomes of some colours; the browser's tests read the same file."""
    for case in json.loads(CASES.read_text("utf-8")):
        look = msgspec.convert(case["look"], Adjustments)
        found = cells(look_table(look, INVERTED if look.table else b""))
        for at, colour in case["cells"].items():
            assert np.abs(found[int(at)] - colour).max() <= 1, (case["look"], at)


def test_nothing_asked_for_changes_nothing() -> None:
    """A look without a wish gives back every colour."""
    assert changes_nothing(Adjustments(filter="noir", filter_strength=0))
    steps = np.floor(np.arange(SIDE) * 255 / 32 + 0.5).astype(int)
    assert (cells(IDENTITY)[:SIDE, 0] == steps).all()
    assert not any(changes_nothing(Adjustments(**{name: 1})) for name in LEVELS)


@pytest.mark.parametrize("grade", GRADES, ids=lambda grade: grade.name)
def test_every_filter_shows_and_keeps_white_lighter_than_black(grade) -> None:
    """A filter changes what is seen, and light stays lighter than dark along the greys."""
    found = cells(look_table(Adjustments(filter=grade.name)))
    assert np.abs(found - cells(IDENTITY)).max() > 8
    greys = found.reshape(SIDE, SIDE, SIDE, 3)[range(SIDE), range(SIDE), range(SIDE)].sum(axis=1)
    assert (np.diff(greys) >= 0).all()
    half = cells(look_table(Adjustments(filter=grade.name, filter_strength=500)))
    assert np.abs(2 * half - found - cells(IDENTITY)).max() <= 2


def test_ffmpeg_finds_the_same_colours(tmp_path: Path) -> None:
    """What the table says of a colour is what ``lut3d`` makes of it, to one step of 256."""
    table = look_table(Adjustments(exposure=200, hue=-300, filter="cinema", shadows=500))
    (tmp_path / "a.cube").write_text(cube_text(table))
    pixels = np.random.default_rng(1).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    chain = "format=gbrp,lut3d=file=a.cube:interp=trilinear"
    size = ["-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", "64x64"]
    run = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *size, "-i", "-", "-vf", chain, "-f", "rawvideo"]
    out = subprocess.run(
        [*run, "-pix_fmt", "rgb24", "-"],
        input=pixels.tobytes(),
        capture_output=True,
        check=True,
        cwd=tmp_path,
    ).stdout
    told = np.floor(looked_up(pixels.reshape(-1, 3) / 255, table) * 255 + 0.5)
    assert np.abs(np.frombuffer(out, np.uint8).reshape(-1, 3) - told).max() <= 1


def test_a_written_table_is_read_again() -> None:
    """Our own file comes back as the same table."""
    table = look_table(Adjustments(filter="golden"))
    assert np.abs(cells(read_cube(cube_text(table).encode())) - cells(table)).max() <= 1
    assert (cells(read_cube(TINY.encode())) == cells(IDENTITY)).all()


def test_a_file_may_speak_of_another_domain_and_have_notes() -> None:
    """Titles, notes, an own range of input and a byte order mark are all ordinary."""
    wide = '# by hand\nTITLE "o"\n' + TINY.replace("SIZE 2\n", "SIZE 2\nDOMAIN_MAX 2 2 2\n\n")
    assert cells(read_cube(b"\xef\xbb\xbf" + wide.encode()))[SIDE**3 - 1].tolist() == [128, 128, 128]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_cube"),
        (b"\xff\xd8\xff\xe0", "not_a_cube"),
        (b"LUT_1D_SIZE 2\n0 0 0\n1 1 1\n", "cube_has_one_dimension"),
        (b"LUT_3D_SIZE 999999999\n", "not_a_cube"),
        (b"LUT_3D_SIZE 66\n", "not_a_cube"),
        (b"LUT_3D_SIZE 1\n0 0 0\n", "not_a_cube"),
        (TINY.encode() * 2, "not_a_cube"),
        (TINY.encode()[:-6], "not_a_cube"),
        (TINY.encode() + b"0 0 0\n", "not_a_cube"),
        (TINY.replace("1 1 1", "nan 1 1").encode(), "not_a_cube"),
        (TINY.replace("1 1 1", "1e309 1 1").encode(), "not_a_cube"),
        (TINY.replace("1 1 1", "1_0 1 1").encode(), "not_a_cube"),
        (TINY.replace("1 1 1", "1 1 1 1").encode(), "not_a_cube"),
        (b"DOMAIN_MIN 1 1 1\nDOMAIN_MAX 1 1 1\n" + TINY.encode(), "not_a_cube"),
        (b"0 0 0\n" + TINY.encode(), "not_a_cube"),
        (b"movie=/etc/passwd\n" + TINY.encode(), "not_a_cube"),
        (b" " * (12 * 2**20 + 1), "cube_too_large"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, code: str) -> None:
    """Whatever pretends to be a .cube is refused by name, never read by half."""
    with pytest.raises(Refusal) as refused:
        read_cube(data)
    assert refused.value.code == code
    assert str(refused.value)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_do_worse_than_be_refused(data: bytes) -> None:
    """Any bytes after a good head are read or refused, never a fault of ours."""
    with contextlib.suppress(Refusal):
        assert len(read_cube(TINY.encode() + data)) == SIDE**3 * 4

"""Material as people bring it: turned, odd, of a wobbling rate, shorter than was said; and ended runs."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from tests.adapters.ffmpeg.test_right_pictures import TWO_TONES, pixels

from mutoscope.adapters.ffmpeg import Fault, jail, probe, run
from mutoscope.core.montage.compiling import Film, MaterialInfo, PhotoInfo, compile_montage
from mutoscope.core.montage.document import SCHEMA, Canvas, Clip, Footage, Material, Montage, Track

SENT = Material("upload", "a" * 13)


def film(path: Path, folder: Path, *, length: int = 20, info: object = None, photo: object = None) -> Path:
    """A film of one clip, made of the file at ``path``."""
    known = MaterialInfo(str(path), photo=photo) if photo else MaterialInfo(str(path), info or probe(path))  # type: ignore[arg-type]
    main = Track("t", "main", (Clip("c", 0, length, Footage(SENT)),))
    plan = compile_montage(Montage(SCHEMA, Canvas(144, 256, 30), (main,)), {SENT: known}, Film())
    report = run(plan, folder)
    assert report.outputs[0].pictures == length
    return Path(report.outputs[0].path)


def test_a_turned_film_is_upright(clip, tmp_path: Path) -> None:
    """What a player would turn is turned before it is fitted."""
    flat = clip(picture=TWO_TONES, sound="", seconds=1.0)
    sent = tmp_path / "turned.mp4"
    turned = ["-display_rotation", "180", "-i", str(flat), "-c", "copy", str(sent)]
    subprocess.run([str(jail.ffmpeg_binary()), "-v", "error", *turned], check=True)
    seen = pixels(film(sent, tmp_path / "out"), size="144:256")
    assert seen[200:].mean(axis=(0, 1))[0] > seen[:50].mean(axis=(0, 1))[0] + 60, "red is below now"


@pytest.mark.parametrize(
    ("words", "picture"),
    [
        (("-pix_fmt", "yuv444p"), "testsrc2=s=161x121:r=30:d=1"),
        (("-pix_fmt", "yuv420p10le", "-color_trc", "smpte2084", "-colorspace", "bt2020nc"), ""),
        (("-ac", "6"), "testsrc2=s=320x240:r=7:d=1"),
        (("-fps_mode", "vfr"), "testsrc2=s=320x240:r=60:d=1,select='not(mod(n,7))+not(mod(n,5))'"),
    ],
)
def test_odd_deep_slow_and_wobbling_films_are_every_picture(clip, tmp_path: Path, words, picture) -> None:
    """Odd sides, HDR in ten bits, six channels at seven pictures a second, a rate that varies."""
    sent = clip(*words, picture=picture, seconds=1.0, name="sent.mkv")
    film(sent, tmp_path, length=40)


def test_a_film_that_is_shorter_than_was_said_holds_its_last_picture(clip, tmp_path: Path) -> None:
    """Somebody's probe said ten seconds; there is one."""
    sent = clip(seconds=1.0, name="short.mp4")
    info = msgspec.structs.replace(probe(sent), duration_ms=10_000)
    film(sent, tmp_path, length=60, info=info)


def test_a_photo_that_is_none_is_refused_and_one_with_odd_sides_is_drawn(tmp_path: Path) -> None:
    """Only the two forms that we write ourselves are read."""
    words = ["-f", "lavfi", "-i", "testsrc2=s=33x21", "-frames:v", "1", str(tmp_path / "odd.png")]
    subprocess.run([str(jail.ffmpeg_binary()), "-v", "error", *words], check=True)
    film(tmp_path / "odd.png", tmp_path / "out", photo=PhotoInfo(33, 21, "png"))
    (tmp_path / "none.png").write_bytes(b"ffconcat version 1.0\nfile /etc/passwd\n")
    with pytest.raises(Exception, match=r"damaged|tool_failed"):
        film(tmp_path / "none.png", tmp_path / "none", photo=PhotoInfo(33, 21, "png"))
    assert not list((tmp_path / "none").iterdir())


class _Impatient(jail.Quiet):
    def must_stop(self) -> bool:
        return True


def test_a_run_that_is_stopped_leaves_nothing(clip, tmp_path: Path) -> None:
    """Neither a film nor its folder."""
    sent = clip(seconds=1.0, name="short.mp4")
    main = Track("t", "main", (Clip("c", 0, 600, Footage(SENT)),))
    known = {SENT: MaterialInfo(str(sent), probe(sent))}
    plan = compile_montage(Montage(SCHEMA, Canvas(720, 1280, 30), (main,)), known, Film())
    with pytest.raises(Fault) as fault:
        run(plan, tmp_path / "out", _Impatient())
    assert fault.value.code == "stopped" and not list((tmp_path / "out").iterdir())


def test_ffmpeg_does_not_outlive_a_killed_parent(clip, tmp_path: Path) -> None:
    """kill -9 of whoever renders ends the rendering too, and no film is left that looks finished."""
    sent = clip(seconds=1.0, name="short.mp4")
    main = Track("t", "main", (Clip("c", 0, 3000, Footage(SENT)),))
    known = {SENT: MaterialInfo(str(sent), probe(sent))}
    plan = compile_montage(Montage(SCHEMA, Canvas(720, 1280, 30), (main,)), known, Film(preset="medium"))
    (tmp_path / "plan").write_bytes(msgspec.json.encode(plan))
    script = (
        "import msgspec, pathlib, sys; from mutoscope.adapters.ffmpeg import run;"
        "from mutoscope.core.montage.plan import RenderPlan; folder = pathlib.Path(sys.argv[1]);"
        "run(msgspec.json.decode((folder / 'plan').read_bytes(), type=RenderPlan), folder / 'out')"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)])
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("out/.jail-*/film.mp4")) and time.monotonic() < deadline:
        time.sleep(0.05)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    [half] = tmp_path.glob("out/.jail-*/film.mp4")
    while _open_somewhere(half) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _open_somewhere(half) and not (tmp_path / "out" / "film.mp4").exists()


def _open_somewhere(path: Path) -> bool:
    """Whether some process still has the file open."""
    for folder in Path("/proc").glob("[0-9]*/fd"):
        try:
            if any(os.path.samefile(fd, path) for fd in folder.iterdir() if fd.exists()):  # noqa: PTH121
                return True
        except OSError:
            continue
    return False

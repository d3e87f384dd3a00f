"""Files that real phones, cameras and browsers wrote: accepted and right, or refused with a sentence."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mutoscope.adapters.ffmpeg import jail, poster, probe, run
from mutoscope.core.montage import ladder
from mutoscope.core.montage.picture import matrix_of
from mutoscope.core.montage.plan import Edit
from mutoscope.core.units import Refusal

pytestmark = pytest.mark.shared_media
Find = Callable[[str], Path]

FEW = {  # file: display size, length in ms
    "video/amedia__sample.flv": ((1080, 720), 968),
    "video/decord__video_90.mov": ((320, 568), 100),
    "video/mei__sample.3gp": ((176, 144), 4933),
    "video/amedia__bear-vp9-odd-dimensions.webm": ((161, 121), 1001),
    "video/mei__with-gps.mov": ((320, 568), 4002),
}


def publish(sent: Path, out: Path) -> tuple[str, Path, int]:
    info = probe(sent)
    fits = ladder.can_remux(info, Edit())
    plan = ladder.plan_remux(info, Edit()) if fits else ladder.plan_quick(info, Edit())
    made = run(plan, out).outputs[0]
    assert abs(made.duration_ms - info.duration_ms) <= plan.outputs[0].expected.tolerance_ms
    return plan.purpose, Path(made.path), made.duration_ms


def look(path: Path, at_s: float, matrix: str) -> np.ndarray:
    scale = f"scale=32:32:in_color_matrix={matrix}:flags=area+accurate_rnd,format=rgb24"
    words = ["-v", "error", "-ss", f"{at_s:.3f}", "-i", str(path), "-vf", scale, "-frames:v", "1"]
    command = [str(jail.ffmpeg_binary()), *words, "-f", "rawvideo", "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(32, 32, 3).astype(float)


@pytest.mark.parametrize("name", FEW)
def test_odd_cameras_are_understood(shared_media: Find, tmp_path: Path, name: str) -> None:
    """Upright, of the right length, playable."""
    sent = shared_media(name)
    info = probe(sent)
    assert (info.display_size, info.duration_ms) == FEW[name]
    publish(sent, tmp_path)


def test_where_it_was_filmed_is_not_told(shared_media: Find, tmp_path: Path) -> None:
    """A phone's coordinates are in what is sent and not in what is served."""
    sent = shared_media("video/mei__with-gps.mov")
    assert b"\xa9xyz" in sent.read_bytes() or b"location" in sent.read_bytes()
    purpose, made, _ = publish(sent, tmp_path)
    assert purpose == "remux"
    assert b"\xa9xyz" not in made.read_bytes() and b"location" not in made.read_bytes()


@pytest.mark.slow
def test_the_whole_folder(shared_media: Find, tmp_path: Path) -> None:
    """Every file: an outcome, the picture of the source (not green, not washed out), nothing left behind."""
    folder = shared_media("video").parent
    refused: dict[str, str] = {}
    for sent in sorted(path for path in folder.rglob("*.*") if path.suffix != ".md"):
        try:
            info = probe(sent)
            if info.duration_ms > 45_000:
                continue
            purpose, made, length_ms = publish(sent, tmp_path)
        except Refusal as no:
            refused[sent.name] = no.code
            assert str(no).endswith(".")
            continue
        assert info.video is not None
        moment = length_ms / 2000
        ours = look(made, moment, matrix_of(info.video) if purpose == "remux" else "bt709")
        theirs = look(sent, moment, matrix_of(info.video))
        difference = ours.mean((0, 1)) - theirs.mean((0, 1))
        if info.video.transfer == "sdr":
            assert np.abs(difference).max() < 10, (sent.name, difference)
            assert abs(ours.std() - theirs.std()) < 12, sent.name
        else:  # tone mapping moves brightness, never towards green
            assert abs(difference[1] - (difference[0] + difference[2]) / 2) < 30, (sent.name, difference)
            assert ours.std() > 10, sent.name
        assert Path(poster(info, -1, tmp_path).path).stat().st_size > 200
        assert {path.name for path in tmp_path.iterdir()} <= {"remux.mp4", "quick.mp4", "poster.jpg"}
    assert "amedia__invalid-bitstream.webm" in refused and len(refused) < 12, refused

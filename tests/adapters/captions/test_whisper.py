"""Speech to words by whisper.cpp in the jail, with its true loader and a model that understands nothing."""

import struct
from pathlib import Path

import msgspec
import numpy as np
import pytest
from tests.adapters.captions.random_model import write_model

from mutoscope.adapters.captions import NotAModel, engine_of, look
from mutoscope.adapters.captions.engine import Whisper, _judged, refuse
from mutoscope.adapters.ffmpeg import jail
from mutoscope.adapters.ffmpeg.faults import Fault
from mutoscope.core.units import Refusal


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("model") / "ggml-none.bin")


@pytest.fixture
def pcm(tmp_path: Path) -> Path:
    """Three seconds of noise."""
    noise = np.random.default_rng(1).normal(0, 3000, 3 * 16_000).astype(np.int16)
    path = tmp_path / "speech.pcm"
    path.write_bytes(noise.tobytes())
    return path


def test_words_come_in_order_and_within_the_sound(model: Path, pcm: Path) -> None:
    """Loaded, heard, written down: what it means is nothing, but when it was said is possible."""
    told = Whisper(look(model), max_tokens=12).transcribe(pcm, "en")
    assert told.language == "en" and told.words
    assert all(0 <= word.first_ms <= word.end_ms <= 3000 and word.text for word in told.words)
    assert list(told.words) == sorted(told.words, key=lambda word: word.first_ms)
    assert all(0 <= word.sure <= 1000 for word in told.words)


class Watching:
    """Notes how far it is told to be."""

    def __init__(self) -> None:
        self.told: list[float] = []

    def progress(self, fraction: float) -> None:
        self.told.append(fraction)

    def must_pause(self) -> bool:
        return False

    def must_stop(self) -> bool:
        return False


def test_how_far_it_is_is_told_meanwhile(model: Path, pcm: Path) -> None:
    control = Watching()
    Whisper(look(model), max_tokens=12).transcribe(pcm, "en", control)
    assert control.told == sorted(control.told) and 0 < control.told[-1] <= 1


def test_a_language_that_it_does_not_know_is_refused(model: Path, pcm: Path) -> None:
    with pytest.raises(Refusal) as refused:
        Whisper(look(model)).transcribe(pcm, "xx")
    assert refused.value.code == "captions_language"


def test_the_operator_reads_what_there_is(model: Path) -> None:
    """The model's kind, size and hash; or why there is none."""
    assert "1 layers, English only" in engine_of(str(model)).says
    assert look(model).sha256 in engine_of(str(model)).says
    assert "captions_model" in engine_of("").says
    assert "No such file" in engine_of(str(model.parent / "gone.bin")).says


def test_without_an_engine_it_is_said_plainly(pcm: Path) -> None:
    with pytest.raises(Refusal) as refused:
        engine_of("").transcribe(pcm)
    assert refused.value.code == "no_captions_engine" and refused.value.status == 409


@pytest.mark.parametrize(
    ("head", "why"),
    [
        (b"", "too short"),
        (b"GGUF" + bytes(60), "not a ggml model"),
        (struct.pack("<I11i", 0x67676D6C, 51_865, 10**9, *[1] * 9), "audio context"),
        (struct.pack("<I11i", 0x67676D6C, -1, *[1] * 10), "vocabulary"),
    ],
)
def test_what_is_no_model_is_never_loaded(tmp_path: Path, head: bytes, why: str) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(head)
    with pytest.raises(NotAModel, match=why):
        look(path)
    with pytest.raises(Refusal):
        engine_of(str(path)).transcribe(path)


def test_a_model_that_breaks_off_harms_nobody(tmp_path: Path, model: Path, pcm: Path) -> None:
    """What is plainly too small is not loaded; of the rest the loader says no, in its own process."""
    broken = tmp_path / "broken.bin"
    broken.write_bytes(model.read_bytes()[:70_000])
    with pytest.raises(NotAModel, match="cut off"):
        look(broken)
    broken.write_bytes(model.read_bytes()[: model.stat().st_size // 2])
    for control in (None, Watching()):
        with pytest.raises(Fault) as fault:
            Whisper(look(broken)).transcribe(pcm, "en", control)
        assert "whisper_" in fault.value.detail, "whoever runs the server reads what the loader said"


def test_whoever_runs_the_server_reads_what_an_engine_that_fails_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whoever asked reads a sentence of ours; how far it was says nothing and is left out."""
    done = jail.Finished(
        code=0,
        stdout=b'{"no": "failed"}',
        errors="120\nwhisper_full: failed to encode\n340\n",
        cpu_s=0,
        wall_s=0,
        peak_bytes=0,
        ended_by="",
        layers={},
    )
    with pytest.raises(Refusal) as refused:
        _judged(done, 3000)
    assert "whisper" not in str(refused.value)
    assert "said: whisper_full: failed to encode" in caplog.text and "340" not in caplog.text
    with pytest.raises(Refusal):
        _judged(msgspec.structs.replace(done, ended_by="watchdog"), 3000)
    assert "too long" in caplog.text


def test_every_no_is_a_sentence() -> None:
    for code in ("no_captions_engine", "captions_language", "captions_too_long", "captions_failed"):
        assert len(refuse(code).sentence) > 40

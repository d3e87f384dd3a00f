"""The engine of captions: what is asked of one, and whisper.cpp in the jail."""

import importlib.util
import json
import logging
import os
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import msgspec

from mutoscope.adapters.captions.model import ModelInfo, NotAModel, look
from mutoscope.adapters.ffmpeg import jail
from mutoscope.adapters.ffmpeg.faults import Fault
from mutoscope.core.units import Refusal

SAMPLE_RATE = 16_000
"""What engines hear: 16-bit samples, mono."""
_SECONDS_A_SECOND = 5
"""An engine may take so many times as long as the sound lasts, on one processor."""
_TAIL = 1000
"""So many letters of an engine's last words are kept for the operator."""

log = logging.getLogger(__name__)


class Spoken(msgspec.Struct, frozen=True):
    """One word."""

    text: str
    first_ms: int
    end_ms: int
    sure: int
    """Thousandths."""


class Transcript(msgspec.Struct, frozen=True):
    language: str
    """As ISO 639 writes it; the one that was asked for, or found."""
    words: tuple[Spoken, ...]
    """In order of time, none before the start or past the end."""


_SENTENCES = {
    "no_captions_engine": "This server has no speech model installed, so it can't write captions by itself. "
    "You can type them or bring a file of subtitles.",
    "captions_language": "The speech model here does not know this language. Please choose another one.",
    "captions_too_long": "Writing down what is said took too long. Please try a shorter part.",
    "captions_failed": "What is said could not be written down. Please try again, or type it.",
}


def refuse(code: str) -> Refusal:
    return Refusal(code, _SENTENCES[code], status=409 if code == "no_captions_engine" else 422)


class CaptionEngine(Protocol):
    @property
    def says(self) -> str:
        """What there is, for the operator; why not, where there is nothing."""

    def transcribe(self, pcm: Path, language: str = "", control: jail.Control | None = None) -> Transcript:
        """What is said in a file of samples. ``language``: empty, it is found out.

        Raises Refusal (``no_captions_engine``, ``captions_language``, ``captions_too_long``,
        ``captions_failed``) and Fault.
        """


class Nothing:
    """No engine, and why."""

    def __init__(self, says: str) -> None:
        self.says = says

    def transcribe(self, pcm: Path, language: str = "", control: jail.Control | None = None) -> Transcript:
        del pcm, language, control
        raise refuse("no_captions_engine")


NO_ENGINE = Nothing("No speech model is installed (captions_model).")


def engine_of(model: str) -> CaptionEngine:
    """The engine for the model at this path; an empty one: none."""
    if not model:
        return NO_ENGINE
    if importlib.util.find_spec("_pywhispercpp") is None:
        return Nothing("The package pywhispercpp is not installed: pip install 'mutoscope[captions]'.")
    try:
        return Whisper(look(Path(model)))
    except NotAModel as error:
        return Nothing(f"The speech model can't be used: {error}.")


class Whisper:
    def __init__(self, model: ModelInfo, max_tokens: int = 0) -> None:
        """``max_tokens`` for each stretch of half a minute; 0: as many as it wants."""
        self.model, self.max_tokens = model, max_tokens

    @property
    def says(self) -> str:
        one = self.model
        return f"whisper.cpp, {one.name}, {one.size >> 20} MiB, SHA-256 {one.sha256}"

    def transcribe(self, pcm: Path, language: str = "", control: jail.Control | None = None) -> Transcript:
        length_ms = pcm.stat().st_size * 1000 // (2 * SAMPLE_RATE)
        threads = max(1, min(8, os.cpu_count() or 1))
        how = {"language": language, "threads": threads, "max_tokens": self.max_tokens}
        seconds = 30 + _SECONDS_A_SECOND * length_ms // 1000
        caps = jail.Caps(
            wall_s=seconds,
            cpu_s=seconds * threads,
            memory_bytes=(3 << 30) + 2 * self.model.size,
            file_bytes=0,
            nice=10,
        )
        model = Path(self.model.path)
        heard = partial(_told, control) if control else None
        args = [json.dumps(how)]
        done = jail.run_inside("speech", args, pcm, caps, model=model, control=control, heard=heard)
        return _judged(done, length_ms)


def _told(control: jail.Control, line: str) -> None:
    """Of what it says while it works, the numbers are how far it is; the rest is its loader's."""
    if line.isdecimal():
        control.progress(min(1.0, int(line) / 1000))


def _judged(done: jail.Finished, length_ms: int) -> Transcript:
    if done.ended_by == "stop":
        raise Fault("stopped")
    if done.ended_by:
        log.warning("the speech engine took too long, and said: %s", _last_words(done))
        raise refuse("captions_too_long")
    if done.code != 0:  # a model that brings its loader down is the operator's matter, not the sound's
        raise Fault("tool_failed", _last_words(done))
    answer: dict[str, Any] = msgspec.json.decode(done.stdout)
    if no := answer.get("no"):
        if no == "model":
            raise Fault("tool_failed", f"the speech model can't be loaded: {_last_words(done)}")
        if no == "language":
            raise refuse("captions_language")
        log.warning("the speech engine failed, and said: %s", _last_words(done))
        raise refuse("captions_failed")
    (language, *_), *words = msgspec.convert(answer["words"], list[tuple[str, int, int, int]])
    return Transcript(language, tuple(_ordered(words, length_ms)))


def _last_words(done: jail.Finished) -> str:
    """What it said at the end, without how far it was: for the operator, never for whoever asked."""
    said = [line.strip() for line in done.errors.splitlines() if not line.strip().isdecimal()]
    return " | ".join(line for line in said if line)[-_TAIL:] or "nothing"


def _ordered(words: list[tuple[str, int, int, int]], length_ms: int) -> list[Spoken]:
    """Words with letters in them, each within the sound and none before the one before it."""
    found: list[Spoken] = []
    for text, first, end, sure in words:
        text = text.strip()
        if not text or (text[0] + text[-1]) in ("[]", "()"):  # it heard music, or nothing
            continue
        first = max(found[-1].first_ms if found else 0, min(first, length_ms))
        end = max(first, min(end, length_ms))
        found.append(Spoken(text, first, end, max(0, min(1000, sure))))
    return found

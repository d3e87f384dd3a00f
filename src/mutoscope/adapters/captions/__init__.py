"""Speech to words, by an engine that the operator installs; without one nothing is guessed.

``engine_of(model)`` gives what ``transcribe`` is asked of. The one there is, ``Whisper``, runs whisper.cpp in
the jail, in a process of its own. ``look`` says what a model file is without loading it.
"""

from mutoscope.adapters.captions.engine import (
    NO_ENGINE,
    CaptionEngine,
    Nothing,
    Spoken,
    Transcript,
    Whisper,
    engine_of,
    refuse,
)
from mutoscope.adapters.captions.model import ModelInfo, NotAModel, look

__all__ = [
    "NO_ENGINE",
    "CaptionEngine",
    "ModelInfo",
    "NotAModel",
    "Nothing",
    "Spoken",
    "Transcript",
    "Whisper",
    "engine_of",
    "look",
    "refuse",
]

"""Write down what is said in bare samples, with whisper.cpp, and print it as JSON lines, within bounds.

How much of the sound it has been through is told meanwhile on the other pipe, as lines of thousandths.

Samples are 16-bit, mono, 16,000 a second. The model is the operator's file; whoever made it could have put
anything in it, so it is read in here and nowhere else.
"""

import json
import os
import sys
from functools import partial
from typing import Any

import _pywhispercpp as whisper
import numpy as np

_MOST_WORDS = 20_000
_LONGEST = 200


def main(args: list[str]) -> None:
    """``args``: the samples' descriptor, the model's, how it is to be done as JSON."""
    how: dict[str, Any] = json.loads(args[2])
    answer: dict[str, Any]
    try:
        answer = {"words": _said(_samples(int(args[0])), int(args[1]), how)}
    except _No as no:
        answer = {"no": str(no)}
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")


class _No(Exception):
    """It could not be written down, and why."""


def _samples(fd: int) -> Any:
    size = os.fstat(fd).st_size // 2 * 2
    return np.frombuffer(os.pread(fd, size, 0), np.int16).astype(np.float32) / 32768


def _said(samples: Any, model_fd: int, how: dict[str, Any]) -> list[list[Any]]:
    context_params = whisper.whisper_context_params()
    context_params.use_gpu = False
    context = whisper.whisper_init_from_file_with_params(f"/proc/self/fd/{model_fd}", context_params)
    if context is None:
        raise _No("model")
    language = how["language"]
    if language and whisper.whisper_lang_id(language) < 0:
        raise _No("language")
    params = _params(how, language)
    whisper.assign_new_segment_callback(params, partial(_tell, samples.size * 1000 // 16_000))
    if whisper.whisper_full(context, params, samples, samples.size) != 0:
        raise _No("failed")
    spoken = whisper.whisper_lang_str(whisper.whisper_full_lang_id(context))
    return [[spoken, 0, 0, 0], *_words(context)]


def _tell(length_ms: int, context: Any, *_: Any) -> None:
    """After each word: it is written down up to there."""
    last = whisper.whisper_full_n_segments(context) - 1
    through = whisper.whisper_full_get_segment_t1(context, last) * 10 if last >= 0 else 0
    sys.stderr.write(f"{min(1000, through * 1000 // max(1, length_ms))}\n")
    sys.stderr.flush()


def _params(how: dict[str, Any], language: str) -> Any:
    """A segment for each word, timed by its tokens; nothing printed."""
    params = whisper.whisper_full_default_params(whisper.whisper_sampling_strategy.WHISPER_SAMPLING_GREEDY)
    params.n_threads = how["threads"]
    params.language = language or "auto"
    params.token_timestamps = True
    params.max_len = 1
    params.split_on_word = True
    params.print_progress = params.print_realtime = params.print_timestamps = params.print_special = False
    if how["max_tokens"]:
        params.max_tokens = how["max_tokens"]
        params.temperature_inc = 0.0
    return params


def _words(context: Any) -> list[list[Any]]:
    found = []
    for segment in range(min(_MOST_WORDS, whisper.whisper_full_n_segments(context))):
        text = whisper.whisper_full_get_segment_text(context, segment)
        text = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        first = whisper.whisper_full_get_segment_t0(context, segment) * 10
        end = whisper.whisper_full_get_segment_t1(context, segment) * 10
        tokens = range(whisper.whisper_full_n_tokens(context, segment))
        sure = [whisper.whisper_full_get_token_p(context, segment, token) for token in tokens]
        share = round(1000 * sum(sure) / len(sure)) if sure else 0
        found.append([text[:_LONGEST], int(first), int(end), share])
    return found

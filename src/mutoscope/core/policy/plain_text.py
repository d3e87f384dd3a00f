"""Text that people write about themselves, made safe to stand beside other people's text.

Letters of every script stay. What is invisible or reaches outside its line goes: control characters,
direction overrides, zero-width marks that hide words, towers of combining marks.
"""

import re
import unicodedata

from mutoscope.core.units import Refusal

_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e001f\U000e0080-\U000e0fff]"
)  # the joiners 200c and 200d stay: Persian and emoji need them, as flags need the tags e0020-e007f
_TOWER = 4
"""Combining marks in a row; more than any living script needs."""


def clean_text(text: str, *, field: str, longest: int, lines: bool = False) -> str:
    """``text`` in composed form without what can't be seen; refuses too_long beyond ``longest`` characters.

    Without ``lines`` every run of white space becomes one space; with it line breaks stay, two at most.
    """
    if len(text) > longest * 8:  # nothing that long becomes short enough: don't spend time on it
        raise _too_long(field, longest)
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text.replace("\r\n", "\n")))
    text = _without_towers(text)
    if lines:
        text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[^\S\n]+", " ", text))
    else:
        text = re.sub(r"\s+", " ", text)
    text = text.strip().strip("\u200c\u200d").strip()
    if len(text) > longest:
        raise _too_long(field, longest)
    return text


def _without_towers(text: str) -> str:
    kept: list[str] = []
    run = 0
    for letter in text:
        run = run + 1 if unicodedata.combining(letter) else 0
        if run <= _TOWER:
            kept.append(letter)
    return "".join(kept)


def _too_long(field: str, longest: int) -> Refusal:
    return Refusal(
        "too_long",
        "This text is too long: there is room for %(longest)s characters.",
        fields={"field": field, "longest": longest},
    )

"""A render plan: everything ffmpeg will be told, as data. Print it, compare it, store it.

No text from a person ever enters a filter: names of outputs, filters and options are ours, values are numbers
or words of a small alphabet, and sources are handed over as open files whose path stays outside. The only
words of a person's are ``Output.labels``, which the container keeps and nobody reads as anything else.
"""

import re
from functools import lru_cache
from typing import Literal

import msgspec

Value = int | float | str
_NUMBERS = (int, float)
_WORD = re.compile(r"[A-Za-z0-9_.+\-*/()=<>:,| ]+")
_NAME = re.compile(r"[a-z0-9_]+(\.[a-z0-9]+)?")
_LABELS = ("title", "artist", "comment")
_LONGEST_LABEL = 200


@lru_cache(maxsize=4096)
def _is_name(text: str) -> bool:
    return _NAME.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _is_word(value: Value) -> bool:
    return _WORD.fullmatch(str(value)) is not None


class Edit(msgspec.Struct, frozen=True):
    """What a creator asked for before publishing. Times in ms of the source."""

    trim_start_ms: int = 0
    trim_end_ms: int = 0
    """0: to the end."""
    cover_ms: int = -1
    """-1: the first picture that shows something."""


class Source(msgspec.Struct, frozen=True, gc=False):
    path: str
    demuxer: str
    start_ms: int = 0
    length_ms: int = 0
    """0: to the end."""
    only_keyframes: bool = False
    """Decode nothing else; with a start, the first is the last keyframe before it."""
    drawn: tuple[int, int] | None = None
    """Width and height of pictures that we drew ourselves: bare RGBA pixels, which no decoder reads."""
    fps: int = 1
    """How many of these a second."""
    beside: bool = False
    """``path`` is the name of one of the plan's own files."""
    photo: Literal["", "jpeg", "png"] = ""
    """One picture that we wrote ourselves."""
    only: Literal["", "picture", "sound"] = ""
    early: bool = False
    """With a start: begin at the keyframe before it and keep what lies between, at times below zero."""
    reels: tuple[str, ...] = ()
    """More files like ``path``, which follow on it: all are read as one."""


class Filter(msgspec.Struct, frozen=True, gc=False):
    name: str
    options: tuple[tuple[str, Value], ...] = ()

    def __post_init__(self) -> None:
        assert _is_name(self.name), self.name
        for key, value in self.options:
            assert _is_name(key), self.options
            assert value.__class__ in _NUMBERS or _is_word(value), self.options


def made(name: str, **options: Value) -> Filter:
    """``made("scale", w=2, h=2)``: a filter with its options in this order."""
    return Filter(name, tuple(options.items()))


class Chain(msgspec.Struct, frozen=True, gc=False):
    """Filters from pads to pads. A pad is a label of ours or ``0:2`` (source 0, stream 2)."""

    inputs: tuple[str, ...]
    filters: tuple[Filter, ...]
    outputs: tuple[str, ...]


class H264(msgspec.Struct, frozen=True, tag=True):
    crf: int
    preset: str
    maxrate_kbps: int
    gop: int
    """Pictures from one keyframe to the next; groups are closed."""
    capped: bool = True
    """Hold it to ``maxrate_kbps``. x264's threads do that differently each time: what must come out the same
    twice goes without, and the rate is only what is expected."""


class Aac(msgspec.Struct, frozen=True, tag=True):
    kbps: int = 128


class Copy(msgspec.Struct, frozen=True, tag=True):
    """Take the packets as they are."""

    kind: Literal["v", "a"]


class Still(msgspec.Struct, frozen=True, tag=True):
    """One picture: JPEG, or bare RGB bytes for us to look at without any decoder."""

    form: Literal["jpeg", "rgb"] = "jpeg"


class Bare(msgspec.Struct, frozen=True, tag=True):
    """Every picture as bare bytes (RGB, or grays), or sound as 16-bit numbers, for us to look at without any
    decoder."""

    kind: Literal["v", "a"]


class Track(msgspec.Struct, frozen=True, gc=False):
    pad: str
    encoding: H264 | Aac | Copy | Still | Bare


class Expected(msgspec.Struct, frozen=True):
    """What the output must turn out to be; ``run`` looks and compares."""

    width: int = 0
    height: int = 0
    """Display size. 0: there is no picture."""
    duration_ms: int = 0
    tolerance_ms: int = 0
    sound: bool = False
    pictures: int = 0
    """How many, exactly; 0: it is not said."""


class Output(msgspec.Struct, frozen=True):
    name: str
    """File name in the output folder; ours."""
    tracks: tuple[Track, ...]
    expected: Expected
    length_ms: int = 0
    """Stop writing after this long; 0: when the source ends."""
    fps: int = 0
    """Pictures a second, all of them there; 0: as they come."""
    ticks: int = 0
    """So many a second in which pictures keep their own times, the last staying until ``length_ms``; 0: in
    steps of the encoder's."""
    may_be_missing: bool = False
    labels: tuple[tuple[str, str], ...] = ()
    """What the file says of itself: title, artist, comment."""

    def __post_init__(self) -> None:
        assert _NAME.fullmatch(self.name), self.name
        assert all(key in _LABELS and value == label(value) for key, value in self.labels), self.labels


def label(text: str) -> str:
    """``text`` as a file may say it of itself: one line, nothing that does not show, not too long."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())[:_LONGEST_LABEL].strip()


class SideFile(msgspec.Struct, frozen=True, gc=False):
    """A file that filters read: our own words, in the private folder of the run."""

    name: str
    data: bytes

    def __post_init__(self) -> None:
        assert _NAME.fullmatch(self.name), self.name


class RenderPlan(msgspec.Struct, frozen=True):
    purpose: Literal[
        "remux",
        "quick",
        "ladder",
        "poster",
        "frames",
        "loudness",
        "sound",
        "marked",
        "prints",
        "montage",
        "proxies",
        "stretch",
    ]
    sources: tuple[Source, ...]
    chains: tuple[Chain, ...]
    outputs: tuple[Output, ...]
    """Empty: only what ffmpeg says is wanted (loudness)."""
    cost_cpu_s: float = 1.0
    """Estimate, for queueing, quotas and the limit that ends a run gone wild."""
    length_ms: int = 0
    """Length of what is made, for progress."""
    files: tuple[SideFile, ...] = ()
    fonts: tuple[str, ...] = ()
    """Names of our font files that lie in ``fonts`` beside the graph while it runs."""

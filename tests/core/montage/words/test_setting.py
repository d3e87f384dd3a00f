"""What a text or captions clip becomes for libass, by the cases that the browser runs too."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutoscope.adapters.fonts import font_file, lettering
from mutoscope.core.montage.document import Canvas, Captions, Clip, Motion, Place, Text, TextStyle, Word
from mutoscope.core.montage.words import set_words, together
from mutoscope.core.montage.words.letters import MOST_MARKS
from mutoscope.core.montage.words.moving import MOVEMENTS
from mutoscope.core.montage.words.script import clock, shown

TOLD = json.loads((Path(__file__).parents[3] / "montage" / "words.json").read_text("utf-8"))


@pytest.mark.parametrize("case", TOLD["cases"], ids=lambda case: case["name"])
def test_scenario(case: dict[str, Any]) -> None:
    """Each case of tests/montage/words.json: the lines, the files, and what is left to do."""
    canvas, clip = msgspec.convert(case["canvas"], Canvas), msgspec.convert(case["clip"], Clip)
    words = set_words(clip, canvas, lettering())
    assert words.script(canvas).partition("Effect, Text\n")[2].splitlines() == case["dialogue"]
    assert list(words.files) == case["files"]
    left = words.left
    assert {name: getattr(left.place, name) for name in ("x", "y", "scale", "rotation")} == case["left"][
        "place"
    ]
    for name in ("enter", "leave", "loop"):
        assert msgspec.to_builtins(getattr(left, name)) == case["left"][name]


def test_the_head() -> None:
    """A script says the canvas it is made for, and one style each for words and boxes."""
    words = set_words(Clip("a", 0, 60, Text("Hello")), Canvas(), lettering())
    assert words.script(Canvas()).partition("Dialogue")[0].splitlines() == TOLD["head"]


def test_every_file_is_there() -> None:
    """Every font that the catalogue names is a file of the size that it says."""
    fonts = (*lettering().fonts.values(), *lettering().helping)
    faces = [face for font in fonts for face in (font.regular, font.bold) if face] + [lettering().emoji_face]
    assert {face.file: font_file(face.file).stat().st_size for face in faces} == {
        face.file: face.size for face in faces
    }
    assert len(lettering().fonts) >= 15


def test_together() -> None:
    """Several clips in one script begin where they do, and the later one lies above."""
    one = set_words(Clip("a", 0, 30, Text("one")), Canvas(), lettering())
    two = set_words(Clip("b", 15, 30, Text("two", style=TextStyle(box=500))), Canvas(), lettering())
    said = together([(0, one), (15, two)], Canvas()).splitlines()[-3:]
    assert [line.split(",")[:4] for line in said] == [
        ["Dialogue: 1", "0:00:00.00", "0:00:00.99", "Words"],
        ["Dialogue: 2", "0:00:00.49", "0:00:01.49", "Box"],
        ["Dialogue: 3", "0:00:00.49", "0:00:01.49", "Words"],
    ]


@given(st.sampled_from([24, 25, 30, 50, 60]), st.integers(1, 11_000))
def test_a_line_begins_between_two_pictures(fps: int, picture: int) -> None:
    """Whoever rounds the time of a picture to ms, this way or the other, sees a line from its picture on."""
    hours, minutes, seconds = clock(picture, fps).split(":")
    ms = (int(hours) * 3600 + int(minutes) * 60) * 1000 + round(float(seconds) * 1000)
    assert 1000 * (picture - 1) / fps + 1 < ms < 1000 * picture / fps - 1


@given(st.text(max_size=60))
def test_what_is_written_never_commands(text: str) -> None:
    """Between our own commands no brace opens one, and no backslash has a letter after it."""
    words = set_words(Clip("a", 0, 9, Text(text)), Canvas(), lettering())
    for line in words.script(Canvas()).partition("Effect, Text\n")[2].splitlines():
        letters = re.sub(r"(?<!\\)\{(\\[^{}]*)\}", "", line.split(",", 9)[9]).replace("\\N", "")
        assert not re.search(r"(?<!\\)[{}]", letters)
        assert not re.search(r"\\(?![{}\u2060])", letters)


def test_ten_thousand_accents() -> None:
    """What is piled on one letter is cut, wherever it stands; nothing else is lost."""
    text = "a" + "\u0301\u0316" * 5000 + " b"
    line = set_words(Clip("a", 0, 9, Text(text)), Canvas(), lettering()).lines[0].text
    assert len(line) < 600 and line.endswith("b")
    assert sum(letter in "\u0301\u0316" for letter in line) <= MOST_MARKS


def test_every_emoji() -> None:
    """Each emoji we have a drawing of is found when it is written, with or without its sign."""
    known = lettering()
    for name in known.emoji:
        written = "".join(chr(int(code, 16)) for code in name.split("-")) + "\ufe0f"
        line = set_words(Clip("a", 0, 9, Text(written)), Canvas(144, 256), known).lines[0].text
        assert "".join(letter for letter, _ in known.layers(name)) == re.sub(
            r"\{.*?\}|[\u2066\u2069\ufffc]", "", line
        )


@given(
    st.sampled_from(sorted(MOVEMENTS)),
    st.sampled_from(["enter", "leave", "loop"]),
    st.integers(-3, 80),
    st.integers(1, 40),
)
def test_movements_cover_the_clip(name: str, when: str, length: int, clip_length: int) -> None:
    """Whatever moves, lines follow each other without a gap from the clip's first picture to its last."""
    clip = msgspec.structs.replace(
        Clip("a", 0, clip_length, Text("ab {c} 😀\nд")), **{when: Motion(name, length)}
    )
    words = set_words(clip, Canvas(), lettering())
    assert [line.first for line in words.lines] == [0, *(line.end for line in words.lines[:-1])]
    assert words.lines[-1].end == clip_length
    assert getattr(words.left, when) is None


def test_a_long_text_that_moves_for_long() -> None:
    """The longest text there may be, moving letter by letter for three minutes, stays a script of some MB."""
    clip = Clip("a", 0, 5400, Text("abcde fghi " * 45), loop=Motion("rainbow", 60), enter=Motion("ink", 5000))
    words = set_words(clip, Canvas(), lettering())
    assert len(words.script(Canvas())) < 4_000_000
    assert words.lines[-1].end == 5400 and len(words.lines) > 50


def test_captions_cover_what_is_said() -> None:
    """Two thousand words never show two groups at once."""
    words = tuple(Word(f"w{at}", at * 3, 4) for at in range(2000))
    clip = Clip("a", 0, 5400, Captions(words, highlight="#ff0000"), Place(y=7500))
    lines = set_words(clip, Canvas(), lettering()).lines
    assert all(one.end <= two.first for one, two in pairwise(lines))
    assert len(lines) == 1800


def test_shown() -> None:
    """Letters that mean something to libass are told apart from commands."""
    assert shown("\\N{b}") == "\\\u2060N\\{b\\}"

"""An emoji as a sticker is words of one letter, in both languages; what the catalogue draws is not."""

import json
from pathlib import Path

import pytest

from mutoscope.adapters.rendering import compiled
from mutoscope.core.montage.compiling import Still
from mutoscope.core.montage.document import (
    SCHEMA,
    Canvas,
    Clip,
    Montage,
    Place,
    Sticker,
    Text,
    TextStyle,
    Track,
)
from mutoscope.core.montage.looks.stickers import STICKERS
from mutoscope.core.montage.words.emoji import written

CASES = json.loads((Path(__file__).resolve().parents[3] / "montage" / "emoji.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_names_become_words_as_in_the_browser(case) -> None:
    clip = Clip("a", 3, 9, Sticker(case["name"]), Place(x=1000, scale=700))
    made = written(clip, case["height"])
    if not case["text"]:
        assert made is clip
        return
    assert isinstance(made.content, Text)
    assert (made.content.text, made.content.style.size) == (case["text"], case["size"])
    assert (made.start, made.length, made.place) == (clip.start, clip.length, clip.place)


def test_no_drawing_of_the_catalogue_is_taken_for_an_emoji() -> None:
    clips = [Clip("a", 0, 9, Sticker(one.name)) for one in STICKERS]
    assert all(written(clip, 1280) is clip for clip in clips)


def test_the_render_draws_an_emoji_as_it_draws_the_same_in_a_text() -> None:
    """Place, scale and all: it is the same plan."""

    def plan(content: Sticker | Text):  # type: ignore[no-untyped-def]
        clip = Clip("a", 0, 30, content, Place(x=3000, scale=500, rotation=1500))
        montage = Montage(SCHEMA, Canvas(720, 1280, 30), (Track("o", "overlay", (clip,)),))
        return compiled(montage, {}, Still(3))

    fire = plan(Sticker("1f525"))
    assert fire == plan(Text("🔥", style=TextStyle(size=2813), width=10_000))
    assert any(file.name.endswith(".ass") for file in fire.files)

"""Every edit, by the stories that the browser runs too."""

from pathlib import Path

import pytest
from tests.montage.drawn import Story, drawn, is_drawn, material, stories
from tests.montage.verbs import done

from mutoscope.core.montage import edits
from mutoscope.core.montage.document import Montage
from mutoscope.core.units import Refusal

FILE = Path(__file__).parents[3] / "montage" / "edits.txt"
Lengths = edits.Lengths


@pytest.mark.parametrize("story", list(stories(FILE.read_text("utf-8"))), ids=lambda story: story.says)
def test_an_edit_does_what_its_story_says(story: Story) -> None:
    """The tracks before, the edits, the tracks after."""
    lengths: Lengths = {}
    montage: Montage | None = None
    said = ""
    drawing: list[str] = []
    for line in [*story.lines, ""]:
        if is_drawn(line):
            drawing.append(line)
            continue
        if drawing:
            expected = drawn(drawing)
            assert montage is None or montage == expected
            montage, drawing = expected, []
        name, *words = line.split() or [""]
        if name == "lengths:":
            lengths = {material(each): int(length) for each, length in (word.split("=") for word in words)}
        elif name == "refused:":
            assert said == line
            montage = None
        elif name == "=":
            assert said == line
        elif name:
            assert montage is not None
            said = ""
            try:
                montage, said = done(montage, lengths, name, words)
            except Refusal as no:
                said = f"refused: {no.code}"
    assert not said.startswith("refused") or montage is None

"""What is put into a template, by the stories that the browser runs too."""

from pathlib import Path

import pytest
from tests.montage.drawn import Story, drawn, drawn_piece, is_drawn, stories

from mutoscope.core.montage.document import Material, Montage
from mutoscope.core.montage.recombine import put_own
from mutoscope.core.montage.templates import fill, fill_sound, fill_text, put_in, template_of, unfilled
from mutoscope.core.units import Refusal

FILE = Path(__file__).parents[3] / "montage" / "templates.txt"


@pytest.mark.parametrize("story", list(stories(FILE.read_text("utf-8"))), ids=lambda story: story.says)
def test_what_is_put_in_is_what_the_story_says(story: Story) -> None:
    """The template, what is put in, and what there is then."""
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
        if line.startswith(("=", "refused")):
            assert said == line
            said = ""
        elif line:
            assert montage is not None and not said
            try:
                montage, said = _done(montage, *line.split())
            except Refusal as no:
                said = f"refused: {no.code}"
    assert not said


def _done(montage: Montage, verb: str, *words: str) -> tuple[Montage, str]:
    match verb:
        case "fill":
            filled = fill(montage, [drawn_piece(word) for word in words])
            told = {"extra": [_name(piece.material) for piece in filled.extra], "again": filled.again}
            told |= {"short": filled.too_short}
            said = [f"= {name} {' '.join(every)}" for name, every in told.items() if every]
            return filled.montage, "".join(said)
        case "put":
            montage = put_in(montage, words[0], drawn_piece(words[1]))
            lacking = unfilled(montage)
            return montage, f"= lacks {' '.join(lacking)}" if lacking else ""
        case "words":
            return fill_text(montage, words[0], words[1]), ""
        case "sound":
            return fill_sound(montage, words[0], drawn_piece(words[1]).material), ""
        case "own":
            return put_own(montage, words[0], drawn_piece(words[1])), ""
        case "template":
            return template_of(montage), ""
    raise AssertionError(verb)


def _name(material: Material) -> str:
    return material.id.lstrip("0")

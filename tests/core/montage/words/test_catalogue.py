"""The catalogues of words: what can be chosen, and that the web client has the same."""

import re
from pathlib import Path

from PIL import Image

from mutoscope.adapters.fonts import lettering
from mutoscope.core.montage.document import Canvas, Clip, Motion, Text
from mutoscope.core.montage.looks.movements import LOOPS, PASSAGES
from mutoscope.core.montage.words import set_words
from mutoscope.core.montage.words.catalogue import catalogue_text
from mutoscope.core.montage.words.moving import MOVEMENTS
from mutoscope.core.montage.words.styles import PRESETS

WEB = Path(__file__).resolve().parents[4] / "web" / "src" / "studio" / "words"


def test_the_web_client_has_the_same_catalogue() -> None:
    """``python -m mutoscope.adapters.fonts > web/src/studio/words/catalogue.json`` writes it anew."""
    assert (WEB / "catalogue.json").read_bytes() == catalogue_text(lettering())


def test_there_is_much_to_choose_from() -> None:
    """Fifteen styles and ten movements or more, named in both languages, in colours that are some."""
    assert len(PRESETS) >= 15 and len(MOVEMENTS) >= 10
    for entry in (*PRESETS.values(), *MOVEMENTS.values()):
        assert entry.title.en and entry.title.fr
    for preset in PRESETS.values():
        style = preset.style
        assert style.font in lettering().fonts
        colours = (
            preset.highlight,
            style.colour,
            style.outline_colour,
            style.shadow_colour,
            style.box_colour,
        )
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)


def test_no_movement_means_two_things() -> None:
    """What words do and what every picture does have different names."""
    assert not set(MOVEMENTS) & {movement.name for movement in (*PASSAGES, *LOOPS)}


def test_every_choice_has_its_sample() -> None:
    """The sheets have a row for each style and movement: ``bin/samples`` draws them anew."""
    styles, moving = Image.open(WEB / "styles.webp"), Image.open(WEB / "movements.webp")
    assert styles.size == (224, 126 * len(PRESETS))
    assert moving.size == (112 * 8, 63 * len(MOVEMENTS))


def test_every_movement_changes_something() -> None:
    """A clip that comes in by it is not all the time what it is without."""
    canvas, text = Canvas(), Text("some words 😀")
    still = set_words(Clip("a", 0, 30, text), canvas, lettering()).lines[0].text
    for name, movement in MOVEMENTS.items():
        for when in movement.when:
            clip = Clip("a", 0, 30, text, **{when: Motion(name, 20)})
            assert any(line.text != still for line in set_words(clip, canvas, lettering()).lines), (
                name,
                when,
            )

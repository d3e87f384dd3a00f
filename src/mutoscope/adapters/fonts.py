"""The font files that come with the program, and what is in them."""

import sys
from functools import cache
from pathlib import Path

import mutoscope
from mutoscope.core.montage.words.catalogue import catalogue_text
from mutoscope.core.montage.words.lettering import Lettering, read_lettering

FOLDER = Path(mutoscope.__file__).parent / "assets" / "fonts"


@cache
def lettering() -> Lettering:
    """Every font and emoji we have."""
    return read_lettering((FOLDER / "catalogue.json").read_bytes(), (FOLDER / "emoji.json").read_bytes())


def font_file(name: str) -> Path:
    """The file of this name. ``name`` comes from ``SetWords.files``."""
    path = FOLDER / name
    assert path.parent == FOLDER and path.suffix in (".otf", ".ttf"), name
    return path


if __name__ == "__main__":  # > web/src/studio/words/catalogue.json
    sys.stdout.buffer.write(catalogue_text(lettering()))

"""Everything that is written on the picture, as scripts for libass, which draws them in render and browser.

``set_words`` makes the script of a text or captions clip; ``subtitles`` reads and writes caption files;
``styles`` and ``moving`` are the catalogues. ``web/src/studio/words`` says the same in TypeScript, byte for
byte: tests/montage/words.json holds both to it.
"""

from mutoscope.core.montage.words.lettering import Face, Font, Lettering, read_lettering
from mutoscope.core.montage.words.setting import SetWords, set_words, together

__all__ = ["Face", "Font", "Lettering", "SetWords", "read_lettering", "set_words", "together"]

"""Which words are shown at once, and when: a text all the time, captions a few words at a time."""

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

import msgspec

from mutoscope.core.montage.document import Captions, Clip, Text, Word
from mutoscope.core.montage.words.lettering import Lettering
from mutoscope.core.montage.words.letters import Unit, units_of

LINGER_MS = 500
"""Captions stay so long after their last word, where nothing else is said."""
_LOOKED_AT = 32
"""To look at a letter, which font has it and where lines may break, takes as long as to copy so many."""
PAUSE_MS = 1000
"""A silence that long begins a new group."""


class Group(msgspec.Struct, frozen=True):
    """Words shown together. Pictures count from the clip's start."""

    units: tuple[Unit, ...]
    first: int
    end: int
    """The first picture without it."""
    times: tuple[tuple[int, int], ...] = ()
    """From when to when each word is said; of a text, nothing."""

    @property
    def letters(self) -> int:
        return self.units[-1].letter + 1

    @property
    def words(self) -> int:
        return self.units[-1].word + 1

    @property
    def changes(self) -> set[int]:
        return {at for time in self.times for at in time}

    def said(self, at: int) -> int:
        """Number of the word that is being said; -1: none."""
        return next((number for number, (first, end) in enumerate(self.times) if first <= at < end), -1)


def groups_of(
    clip: Clip, fps: int, lettering: Lettering, span: tuple[int, int], spend: Callable[[int], None]
) -> Iterator[Group]:
    """The groups of a clip that show in ``span``, in order of time, never two at once.

    ``spend`` is told how many letters are looked at, and may refuse.
    """
    content = clip.content
    assert isinstance(content, (Text, Captions))
    font, bold = lettering.font(content.style.font), content.style.bold
    if isinstance(content, Text):
        units = tuple(_numbered(units_of([content.text], font, bold, lettering), by_room=True))
        if units:
            yield Group(units, 0, clip.length)
        return
    groups = list(parted(content, clip.length, fps))
    for group, after in zip_longest(groups, groups[1:]):
        last = max(word.at + word.length for word in group)
        until = after[0].at if after else clip.length
        first, end = max(0, group[0].at), min(last + LINGER_MS * fps // 1000, until, clip.length)
        if end <= first or end <= span[0] or first >= span[1]:
            continue
        said = [word.text.strip(" \t\r\n") for word in group]
        spend(_LOOKED_AT * sum(map(len, said)))
        units = tuple(_numbered(units_of(said, font, bold, lettering)))
        if units:
            yield Group(units, first, end, tuple(_times(group, end)))


def parted(captions: Captions, length: int, fps: int) -> Iterator[list[Word]]:
    """Words that are seen at all, in order of time, in groups."""
    group: list[Word] = []
    seen = (word for word in captions.words if word.at < length and word.at + word.length > 0)
    for word in sorted(seen, key=lambda word: word.at):
        if group and (
            len(group) >= max(1, captions.most_words)
            or word.text.startswith("\n")
            or group[-1].text.endswith("\n")
            or 1000 * (word.at - group[-1].at - group[-1].length) >= PAUSE_MS * fps
        ):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _times(group: Sequence[Word], end: int) -> Iterator[tuple[int, int]]:
    """A word is said until the next one begins at the latest."""
    begins = [*(word.at for word in group[1:]), end]
    for word, following in zip(group, begins, strict=True):
        yield word.at, min(word.at + word.length, max(following, word.at))


def _numbered(units: list[Unit], *, by_room: bool = False) -> Iterator[Unit]:
    """Units with the number of their letter; ``by_room``: and of their word, where room between letters parts
    words."""
    letter, word, parted = -1, 0, False
    for unit in units:
        if unit.kind in ("letters", "emoji"):
            letter += 1
            word += int(parted and letter > 0)
            parted = False
        elif unit.kind in ("space", "line"):
            parted = True
        number = word if by_room else unit.word
        yield msgspec.structs.replace(unit, letter=max(0, letter), word=number)

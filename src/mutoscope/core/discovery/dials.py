"""What a viewer's dials mean for the catalogue: which rows they rule out, raise, lower, or judge afresh."""

import msgspec
import numpy as np

from mutoscope.core.discovery.catalogue import Catalogue, Mask, Rows
from mutoscope.core.discovery.choices import MORE, NONE, OUT, SOME, STRENGTH, Choices, Dial
from mutoscope.core.discovery.content import Floats


class Leaning(msgspec.Struct, frozen=True):
    """Columns over some rows, of the dials of one viewer."""

    wanted: Floats
    """-1 (less) .. 1 (more)."""
    afresh: Mask
    """What was learned from watching does not speak for these."""


def rows_of(catalogue: Catalogue, dial: Dial) -> Rows:
    """Rows of everything ``dial`` is about."""
    match dial.kind:
        case "tag":
            return catalogue.by_tag.of(dial.name)
        case "language":
            return np.flatnonzero(_speaks(catalogue, dial, slice(len(catalogue))))
        case "creator":
            return catalogue.by_creator.of(int(dial.name))
        case "sound":
            return catalogue.by_sound.of(int(dial.name))


def rule_out(catalogue: Catalogue, choices: Choices, may: Mask) -> None:
    """Close every row of which the viewer wants none."""
    for dial in choices.dials:
        if dial.level == NONE:
            may[rows_of(catalogue, dial)] = False


def wished(catalogue: Catalogue, choices: Choices) -> Rows:
    """Rows of which the viewer wants more, once each."""
    more = [rows_of(catalogue, dial) for dial in choices.dials if dial.level in (SOME, MORE)]
    return np.unique(np.concatenate(more)) if more else np.zeros(0, np.int64)


def leaning(catalogue: Catalogue, choices: Choices, rows: Rows) -> Leaning:
    """How the dials bear on each of ``rows``."""
    wanted, afresh = np.zeros(len(rows)), np.zeros(len(rows), np.bool_)
    for dial in choices.dials:
        if dial.level == OUT:
            afresh |= _bears(catalogue, dial, rows)
        elif dial.level != NONE:
            wanted += STRENGTH[dial.level] * _bears(catalogue, dial, rows)
    return Leaning(wanted.clip(-1.0, 1.0), afresh)


def _bears(catalogue: Catalogue, dial: Dial, rows: Rows) -> Mask:
    """Which of ``rows`` the dial is about, without looking at the others."""
    match dial.kind:
        case "tag":
            return np.isin(rows, catalogue.by_tag.of(dial.name))
        case "language":
            return _speaks(catalogue, dial, rows)
        case "creator":
            return np.equal(catalogue.creator[rows], int(dial.name))
        case "sound":
            return np.equal(catalogue.sound[rows], int(dial.name))


def _speaks(catalogue: Catalogue, dial: Dial, rows: Rows | slice) -> Mask:
    code = catalogue.language_code(dial.name)
    return np.equal(catalogue.language[rows], code if code > 0 else -1)

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
    n = len(catalogue)
    match dial.kind:
        case "tag":
            tagged = catalogue.tagged(dial.name)
            return np.fromiter(tagged, np.int64, len(tagged))
        case "language":
            code = catalogue.language_code(dial.name)
            return np.flatnonzero(catalogue.language[:n] == code) if code > 0 else np.zeros(0, np.int64)
        case "creator":
            return np.flatnonzero(catalogue.creator[:n] == int(dial.name))
        case "sound":
            return np.flatnonzero(catalogue.sound[:n] == int(dial.name))


def rule_out(catalogue: Catalogue, choices: Choices, may: Mask) -> None:
    """Close every row of which the viewer wants none."""
    for dial in choices.dials:
        if dial.level == NONE:
            may[rows_of(catalogue, dial)] = False


def wished(catalogue: Catalogue, choices: Choices) -> Mask:
    """Rows of which the viewer wants more."""
    more = np.zeros(len(catalogue), np.bool_)
    for dial in choices.dials:
        if dial.level in (SOME, MORE):
            more[rows_of(catalogue, dial)] = True
    return more


def leaning(catalogue: Catalogue, choices: Choices, rows: Rows) -> Leaning:
    """How the dials bear on each of ``rows``."""
    n = len(catalogue)
    wanted, afresh = np.zeros(n), np.zeros(n, np.bool_)
    for dial in choices.dials:
        if dial.level == OUT:
            afresh[rows_of(catalogue, dial)] = True
        elif dial.level != NONE:
            wanted[rows_of(catalogue, dial)] += STRENGTH[dial.level]
    return Leaning(wanted[rows].clip(-1.0, 1.0), afresh[rows])

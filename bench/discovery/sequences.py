"""Public sequences of what viewers took up, oldest first, as rows of numbers from 0."""

import numpy as np

from bench.discovery.data import data_file
from mutoscope.core.discovery.sequence.parts import Items


def lines(*parts: str) -> list[Items]:
    """A line for each viewer: their number, then everything they took up, numbered from 1."""
    text = data_file(*parts).read_text("utf-8")
    return [np.array(line.split()[1:], np.int64) - 1 for line in text.splitlines()]


def pairs(*parts: str) -> list[Items]:
    """A line for each time: viewer, what they took up, both numbered from 1; each viewer's in order."""
    table = np.loadtxt(data_file(*parts), np.int64)
    order = np.argsort(table[:, 0], kind="stable")
    table = table[order]
    starts = np.flatnonzero(np.diff(table[:, 0])) + 1
    return [row - 1 for row in np.split(table[:, 1], starts)]

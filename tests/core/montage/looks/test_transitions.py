"""Transitions: every one leads from the first picture to the second, and progress is that of a
picture's middle."""

from pathlib import Path

import numpy as np
import pytest
from tests.core.montage.looks.wired import FPS, Wires, rendered, scene

from mutoscope.core.montage.looks.transitions import TRANSITIONS, mixing
from mutoscope.core.montage.looks.wiring import Frame
from mutoscope.core.montage.plan import made

COUNT = 10
ONE, OTHER = scene(0, 64, 96), np.ascontiguousarray(scene(9, 64, 96)[::-1, ::-1, [2, 0, 1, 3]])


def passage(folder: Path, kind: str, first: int = 0) -> np.ndarray:
    """Pictures ``first`` to the last of a join of two still pictures."""
    both = np.array([np.concatenate([ONE, OTHER])] * (COUNT - first))

    def build(wires: Wires, frame: Frame) -> str:
        halves = []
        for pad, top in zip(wires.copies(frame.pad, 2), (0, 96), strict=True):
            cut = made("crop", w=64, h=96, x=0, y=top)
            halves.append(wires.through(pad, cut, made("settb", expr=f"1/{2 * FPS}")))
        return wires.through(tuple(halves), mixing(kind, COUNT, first, FPS))

    return rendered(folder, both, build, size=(64, 96))


@pytest.mark.parametrize("kind", [each.name for each in TRANSITIONS])
def test_every_transition_leads_from_one_to_the_other(kind: str, tmp_path: Path) -> None:
    """Early the first is nearer, late the second, and there are as many pictures as the join is long."""
    made_of = passage(tmp_path, kind).astype(int)
    assert len(made_of) == COUNT
    away = [[np.abs(made_of[n] - end.astype(int)).mean() for end in (ONE, OTHER)] for n in (0, COUNT - 1)]
    assert away[0][0] < away[0][1]
    assert away[1][1] < away[1][0]


def test_progress_is_that_of_the_middle_of_a_picture(tmp_path: Path) -> None:
    """Picture n of a fade over ten has n + 1/2 tenths of the second, also where the first ones are not
    made."""
    for first in (0, 4):
        made_of = passage(tmp_path, "fade", first).astype(float)
        for index, picture in enumerate(made_of):
            part = (first + index + 0.5) / COUNT
            assert np.abs(picture - (ONE * (1 - part) + OTHER * part)).max() <= 1.01


def test_a_transition_that_nobody_knows_fades() -> None:
    """A word from a later version, or from a stranger, is no reason to fail, and never reaches ffmpeg."""
    assert mixing("fold; movie=x", 10, 0, 30) == mixing("fade", 10, 0, 30)

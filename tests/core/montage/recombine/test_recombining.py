"""Other people's videos as raw material: each way is an ordinary project with a place for one's own film."""

import pytest

from mutoscope.core.montage.checking import MontageLimits, check
from mutoscope.core.montage.document import Canvas, Footage, Material, Montage, Text
from mutoscope.core.montage.recombine import (
    OWN,
    Layout,
    Theirs,
    answer,
    duet,
    green_screen,
    put_own,
    stitch,
    use_sound,
)
from mutoscope.core.montage.templates import Piece, box_of, unfilled
from mutoscope.core.montage.timing import intervals

WIDE = Theirs(Material("video", "000000000000a"), 300, 1920, 1080)
TALL = Theirs(Material("video", "000000000000a"), 300, 1080, 1920)
MINE = Piece(Material("upload", "000000000000b"), 200, 0, 1280, 720)

EVERY: list[Montage] = [
    *(duet(theirs, layout) for theirs in (WIDE, TALL) for layout in ("beside", "over", "corner", "cutout")),
    stitch(WIDE, 30, 120),
    green_screen(TALL),
    green_screen(Theirs(WIDE.material, 0, 1000, 1000)),
    use_sound(Material("sound", "000000000000c"), 450),
    answer("What a beautiful day! " * 20),
    answer("", Canvas(720, 720, 60)),
    duet(Theirs(WIDE.material, 99_999, 1080, 1920), "beside"),
    use_sound(Material("sound", "000000000000c"), 99_999, most_s=20),
]


@pytest.mark.parametrize("montage", EVERY)
def test_each_way_is_an_ordinary_project(montage: Montage) -> None:
    """It may be saved as it is, shows something throughout, and waits for one film."""
    check(montage, MontageLimits())
    assert unfilled(montage) == (OWN,)
    assert all(interval.parts for interval in intervals(montage))
    mine = put_own(montage, OWN, MINE)
    check(mine, MontageLimits())
    assert unfilled(mine) == ()
    assert all(interval.parts for interval in intervals(mine))
    own = next(clip for track in mine.tracks for clip in track.clips if clip.id == OWN)
    assert isinstance(own.content, Footage) and own.content.material == MINE.material
    assert mine.length == own.end


@pytest.mark.parametrize(
    ("layout", "theirs_box", "own_box"),
    [
        ("beside", (2500, 5000, 5000, 5000), (7500, 5000, 5000, 5000)),
        ("over", (5000, 2500, 10_000, 5000), (5000, 7500, 10_000, 5000)),
        ("corner", (5000, 5000, 10_000, 10_000), (7700, 2000, 3800, 2700)),
    ],
)
@pytest.mark.parametrize("theirs", [WIDE, TALL])
def test_a_duet_has_no_gaps_whatever_the_shapes(
    theirs: Theirs, layout: Layout, theirs_box: tuple[int, ...], own_box: tuple[int, ...]
) -> None:
    """A wide film and a tall one each fill their box, before and after one's own is put in."""
    montage = put_own(duet(theirs, layout), OWN, MINE)
    main, overlay = (track.clips[0] for track in montage.tracks)
    canvas = montage.canvas
    assert box_of(main.place, canvas, theirs.width, theirs.height) == pytest.approx(theirs_box, abs=12)
    assert box_of(overlay.place, canvas, MINE.width, MINE.height) == pytest.approx(own_box, abs=12)


def test_a_stitch_takes_five_seconds_at_most() -> None:
    """More is not taken, nor more than there is."""
    assert stitch(WIDE, 0, 10_000).tracks[0].clips[0].length == 150
    assert stitch(WIDE, 290, 150).tracks[0].clips[0].length == 10
    assert stitch(WIDE, 99_999, 150).tracks[0].clips[0].length == 1


def test_an_answer_shows_what_it_answers() -> None:
    """In one line, cut where it is long, whatever line ends were in it."""
    montage = answer("so\n\n  nice " + "x" * 300)
    content = montage.tracks[1].clips[0].content
    assert isinstance(content, Text)
    assert content.text.startswith("so nice x") and content.text.endswith("…") and len(content.text) == 150

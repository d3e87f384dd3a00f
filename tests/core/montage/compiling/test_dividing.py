"""Many clips are made in reels: none holds too much, none is cut in two without need, nothing is left out."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.core.montage.compiling.worlds import MATERIALS, WIDE, film

from mutoscope.core.montage.argv import graph_text
from mutoscope.core.montage.compiling import Film, MaterialInfo, Reel, compile_montage, reels
from mutoscope.core.montage.compiling.dividing import MOST_BYTES, _spans
from mutoscope.core.montage.document import (
    SCHEMA,
    Canvas,
    Clip,
    Footage,
    Join,
    Montage,
    Track,
)


def shots(lengths: list[int], name: str = "c") -> tuple[Clip, ...]:
    starts = [sum(lengths[:n]) for n in range(len(lengths))]
    return tuple(
        Clip(f"{name}{n}", start, length, Footage(WIDE))
        for n, (start, length) in enumerate(zip(starts, lengths, strict=True))
    )


def montage(*tracks: Track) -> Montage:
    return Montage(SCHEMA, Canvas(720, 1280, 30), tracks)


def cut(made: Montage) -> list[tuple[int, int]]:
    return [(reel.first, reel.end) for reel in reels(made, MATERIALS, Film())]


def test_a_film_of_few_clips_is_one_reel() -> None:
    """However long they are."""
    made = montage(Track("m", "main", shots([900] * 5)))
    assert reels(made, MATERIALS, Film()) == (Reel(0, 4500, Film()),)


def test_many_clips_are_cut_between_them() -> None:
    """At cuts of the main track, about as many clips in each."""
    found = cut(montage(Track("m", "main", shots([10] * 100))))
    assert 3 <= len(found) <= 6 and all(end % 10 == 0 for _, end in found)


def test_a_clip_that_goes_on_over_cuts_is_kept_whole_where_it_can_be() -> None:
    """The cut is where the layer has ended, not at the last possible one."""
    over = Track("o", "overlay", (Clip("o", 150, 60, Footage(WIDE)),))
    found = cut(montage(Track("m", "main", shots([10] * 60)), over))
    assert all(end <= 150 or end >= 210 for _, end in found)


def test_what_runs_backwards_for_long_is_cut_and_never_holds_much() -> None:
    """Three minutes at 60 a second in 1080p: no stretch that is turned round takes more than 64 MB."""
    canvas = Canvas(1080, 1920, 60)
    main = Track("m", "main", (Clip("c", 0, 10_800, Footage(WIDE, backwards=True)),))
    made = Montage(SCHEMA, canvas, (main,))
    materials = {WIDE: MaterialInfo("/in/wide", film(640, 360, seconds=200.0))}
    found = reels(made, materials, Film())
    assert found[0].first == 0 and found[-1].end == made.length and 10 <= len(found) <= 30
    for reel in (found[0], found[-1]):
        text = graph_text(compile_montage(made, materials, reel))
        pictures = [int(count) for count in re.findall(r"trim=end_frame='(\d+)'", text)]
        assert sum(pictures) == reel.end - reel.first and len(pictures) < 50
        assert max(pictures) * 1080 * 1920 * 3 // 2 <= 64 << 20


def test_a_reel_is_not_cut_within_a_join() -> None:
    """Both its clips would be opened twice."""
    main = shots([10] * 60)
    joins = tuple(Join(clip.id, "fade", 6) for clip in main[:-1:2])
    ends = {end for _, end in cut(montage(Track("m", "main", main, joins)))}
    assert not any(end % 20 in range(8, 13) for end in ends - {600})


lengths = st.lists(st.integers(1, 50), min_size=1, max_size=80)


@given(st.lists(lengths, min_size=1, max_size=4))
def test_reels_follow_each_other_and_hold_no_more_than_they_may(rows: list[list[int]]) -> None:
    """From the first picture to the last; too much is held only where it all shows at one moment."""
    tracks = (Track(f"t{n}", "overlay", shots(row, f"t{n}c")) for n, row in enumerate(rows))
    made = montage(*tracks)
    found = cut(made)
    assert found[0][0] == 0 and found[-1][1] == made.length
    assert all(one[1] == other[0] for one, other in pairwise(found))
    spans = list(_spans(made, MATERIALS, (720, 1280)))
    for first, end in found:
        assert first < end
        assert sum(span.weight for span in spans if span.first < end and span.end > first) <= MOST_BYTES

"""What holds for every template, whatever is put into it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.montage.making import materials, montages

from mutoscope.core.montage.checking import MontageLimits, check
from mutoscope.core.montage.document import Canvas, Fill, Footage, Listening, Montage
from mutoscope.core.montage.templates import (
    Box,
    Piece,
    box_of,
    boxed,
    fill,
    places_of,
    published,
    put_in,
    template_of,
    unfilled,
)

pieces = st.lists(
    st.builds(Piece, materials, st.integers(0, 400), st.integers(0, 50)), min_size=1, max_size=4
)


def cuts(montage: Montage) -> list[set[int]]:
    """Where clips of each track begin and end."""
    return [{at for clip in track.clips for at in (clip.start, clip.end)} for track in montage.tracks]


@settings(max_examples=20)
@given(montages(), pieces)
def test_no_cut_of_a_template_moves(montage: Montage, given_pieces: list[Piece]) -> None:
    """Published, filled and filled again: cuts only come to be where a film is repeated, and go again."""
    template = published(template_of(montage), set())
    filled = fill(template, given_pieces).montage
    check(filled, MontageLimits(max_clips=10_000, max_layers=100))
    for before, after in zip(cuts(template), cuts(filled), strict=True):
        assert before <= after
    assert filled.length == template.length
    assert not unfilled(filled)
    again = filled
    for place in places_of(filled):
        if place.slot and isinstance(place.content, Footage):
            again = put_in(again, place.slot.id, Piece(given_pieces[0].material, 10_000_000))
    assert cuts(again) == cuts(template)


@settings(max_examples=30)
@given(montages())
def test_a_published_template_gives_nothing_away(montage: Montage) -> None:
    """No film or sound of its maker's is in it that was not given, and looks, words and cuts are."""
    bare = published(template_of(montage), set())
    assert not [
        clip for track in bare.tracks for clip in track.clips if isinstance(clip.content, Footage | Listening)
    ]
    mine = {clip.content.material for track in montage.tracks for clip in track.clips
            if isinstance(clip.content, Footage | Listening)}  # fmt: skip
    kept = published(template_of(montage), mine)
    assert len(kept.tracks) == len(montage.tracks)
    for was, now in zip(montage.tracks, kept.tracks, strict=True):
        assert [clip.length for clip in was.clips] == [clip.length for clip in now.clips]
        assert was.joins == now.joins
    places = [clip for clip in places_of(kept) if isinstance(clip.content, Fill)]
    assert all(clip.slot is not None for clip in places)


@given(
    st.builds(Box, st.just(5000), st.just(5000), st.integers(1000, 10_000), st.integers(1000, 10_000)),
    st.integers(100, 4000),
    st.integers(100, 4000),
)
def test_a_film_fills_its_box_whatever_its_shape(box: Box, width: int, height: int) -> None:
    """What shows is the box, to a thousandth of the canvas."""
    canvas = Canvas()
    place = boxed(box, canvas, width, height)
    again = box_of(place, canvas, width, height)
    wide = max(width / height, height / width)
    assert abs(again.width - box.width) <= 10 + 2 * wide * 10
    assert abs(again.height - box.height) <= 10 + 2 * wide * 10

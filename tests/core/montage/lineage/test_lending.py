"""Which stretches a film shows of its maker's files, and its project cut from these alone."""

from hypothesis import given, settings
from msgspec.structs import replace
from tests.core.montage.lineage.test_parts import MINE, THEIRS, main, montage, over, shot
from tests.montage.making import montages

from mutoscope.core.montage.document import (
    Fill,
    Footage,
    Join,
    Listening,
    Material,
    Montage,
    Slot,
    Sounding,
    Track,
)
from mutoscope.core.montage.lineage import Lent, lending, lent_to_remix, lent_with_template
from mutoscope.core.montage.timing import moment_at

LONG = {MINE: 900}


def stretches(made: Montage) -> list[tuple[int, int]]:
    return sorted((one.first, one.end) for one in lent_to_remix(made, LONG))


def test_stretches_that_touch_are_one() -> None:
    """Two clips of the same second and one from elsewhere: two stretches, and nothing of others'."""
    made = montage(
        main(
            shot("a", 0, 30, source_in=100),
            shot("b", 30, 30, source_in=120),
            shot("c", 60, 10, source_in=400),
        ),
        over(shot("d", 0, 10, THEIRS, source_in=5)),
    )
    assert stretches(made) == [(100, 150), (400, 410)]


def test_a_join_reaches_into_the_file_and_no_further_than_it_is_long() -> None:
    joined = main(shot("a", 0, 30), shot("b", 30, 30, source_in=880), joins=(Join("a", "fade", 10),))
    assert stretches(montage(joined)) == [(0, 35), (875, 900)]
    assert stretches(montage(main(shot("a", 0, 9, source_in=2000)))) == [(899, 900)], "its last picture stays"


def test_places_do_not_go_along() -> None:
    """Without a place that its maker marked nothing does."""
    plain = main(shot("a", 0, 30), shot("b", 30, 30, source_in=20))
    assert lent_with_template(montage(plain), LONG) == frozenset()
    marked = main(replace(plain.clips[0], slot=Slot("one")), plain.clips[1])
    assert {(one.first, one.end) for one in lent_with_template(montage(marked), LONG)} == {(20, 50)}


def test_only_what_is_seen_is_lent_with_its_picture_and_what_is_heard_with_its_sound() -> None:
    mute = replace(shot("a", 0, 30), sounding=Sounding(volume=0))
    heard = Track("s", "sound", (replace(shot("b", 0, 20), content=Listening(MINE, 10)),))
    unseen = over(shot("c", 0, 9, source_in=500), hidden=True, muted=True)
    assert lent_to_remix(montage(main(mute), unseen, heard), LONG) == {
        Lent(MINE, 0, 30, seen=True, heard=False),
        Lent(MINE, 10, 30, seen=False, heard=True),
    }


def test_a_photo_is_lent_as_it_is() -> None:
    made = montage(main(shot("a", 0, 30), shot("b", 30, 30)))
    assert lent_to_remix(made, {MINE: 0}) == {Lent(MINE, 0, 0, seen=True, heard=False)}
    assert lending(made, {MINE: 0}, {Lent(MINE, 0, 0, seen=True, heard=False): MINE}) == made


@given(montages())
@settings(max_examples=30, deadline=None)
def test_every_picture_shows_the_moment_that_it_showed(made: Montage) -> None:
    """Counted from where its stretch begins; what is neither seen nor heard goes on naming its file."""
    own = {
        clip.content.material: 600
        for track in made.tracks
        for clip in track.clips
        if isinstance(clip.content, Footage | Listening)
    }
    lent = sorted(lent_to_remix(made, own), key=lambda one: (one.material.id, one.first, one.seen, one.heard))
    names = {one: Material("upload", f"z{n:012}") for n, one in enumerate(lent)}
    begins = {name: one for one, name in names.items()}
    for one in lent:
        assert 0 <= one.first < one.end <= 600
    for before, after in zip(made.tracks, lending(made, own, names).tracks, strict=True):
        for old, new in zip(before.clips, after.clips, strict=True):
            if isinstance(new.content, Footage | Listening) and new.content.material in begins:
                stretch = begins[new.content.material]
                for k in (0, old.length / 2, old.length - 1):
                    assert abs(moment_at(new, k) + stretch.first - moment_at(old, k)) < 1e-6
            else:
                assert new == old or isinstance(new.content, Fill)

"""What of whom a montage uses, as what, and what is left of it without a part."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.montage.making import montages

from mutoscope.core.montage.checking import canonical, read_montage
from mutoscope.core.montage.document import (
    SCHEMA,
    ChromaKey,
    Clip,
    Crop,
    Fill,
    Footage,
    Join,
    Key,
    Listening,
    Mask,
    Material,
    Montage,
    Place,
    Sounding,
    Speed,
    Text,
    Track,
)
from mutoscope.core.montage.lineage import fitting, uses_of, without
from mutoscope.core.montage.recombine import Layout, Theirs, duet

THEIRS, MINE = Material("video", "0" * 13), Material("upload", "1" * 13)
WIDE = {THEIRS: 9 / 16, MINE: 9 / 16}
SONG = Material("sound", "2" * 13)


def shot(an_id: str, start: int, length: int, material: Material = MINE, **how: object) -> Clip:
    return Clip(an_id, start, length, Footage(material, **how))  # type: ignore[arg-type]


def seen(clip: Clip, place: Place, **how: object) -> Clip:
    return msgspec.structs.replace(clip, place=place, **how)


def montage(*tracks: Track) -> Montage:
    return Montage(SCHEMA, tracks=tracks)


def main(*clips: Clip, **how: object) -> Track:
    return Track("m", "main", clips, **how)  # type: ignore[arg-type]


def over(*clips: Clip, **how: object) -> Track:
    return Track("o", "overlay", clips, **how)  # type: ignore[arg-type]


def test_which_stretch_of_what_and_where() -> None:
    """A clip at twice its speed uses twice its length; a join reaches half its length beyond the cut."""
    fast = montage(main(shot("a", 0, 60, THEIRS, source_in=30, speed=(Speed(0, 2000),)), shot("b", 60, 60)))
    used = uses_of(fast)
    assert [(one.material, one.source_from_ms, one.source_to_ms, one.from_ms, one.to_ms) for one in used] == [
        (THEIRS, 1000, 5000, 0, 2000),
        (MINE, 0, 2000, 2000, 4000),
    ]
    joined = montage(main(*fast.tracks[0].clips, joins=(Join("a", "fade", 10),)))
    assert [(one.from_ms, one.to_ms) for one in uses_of(joined)] == [(0, 2167), (1833, 4000)]


def test_what_is_neither_seen_nor_heard_is_not_used() -> None:
    """A hidden track is heard, a muted one is seen; both at once is no use at all."""
    clip = shot("a", 0, 30, THEIRS)
    assert [(one.seen, one.heard) for one in uses_of(montage(over(clip, hidden=True)))] == [(False, True)]
    assert [(one.seen, one.heard) for one in uses_of(montage(over(clip, muted=True)))] == [(True, False)]
    assert uses_of(montage(over(clip, hidden=True, muted=True))) == ()
    quiet = Clip("s", 0, 30, Listening(SONG), sounding=Sounding(volume=0))
    assert uses_of(montage(main(shot("a", 0, 30)), Track("s", "sound", (quiet,)))) == uses_of(
        montage(main(shot("a", 0, 30)))
    )


SMALL = Place(x=8000, y=8000, scale=300)
HALF = Place(fit="contain", y=2500, crop=Crop(top=3000, bottom=3000))
BESIDE = montage(main(shot("a", 0, 300, THEIRS)), over(seen(shot("b", 0, 300), SMALL)))


@pytest.mark.parametrize(
    ("made", "begun_as", "roles"),
    [
        (BESIDE, "", ("duet", "clip")),
        (BESIDE, "react", ("react", "clip")),
        (BESIDE, "stitch", ("duet", "clip")),
        (montage(main(shot("a", 0, 300, THEIRS)), over(seen(shot("b", 0, 200), SMALL))), "duet", ("clip",)),
        (montage(main(shot("a", 0, 150, THEIRS), shot("b", 150, 90))), "stitch", ("stitch", "clip")),
        (montage(main(shot("a", 0, 150, THEIRS), shot("b", 150, 90))), "", ("stitch", "clip")),
        (montage(main(shot("a", 0, 180, THEIRS), shot("b", 180, 90))), "stitch", ("clip",)),
        (montage(main(shot("a", 0, 150, THEIRS))), "stitch", ("clip",)),
        (montage(main(shot("a", 0, 30, THEIRS, source_in=9), shot("b", 30, 90))), "duet", ("stitch", "clip")),
        (montage(main(shot("b", 0, 90))), "duet", ()),
    ],
)
def test_as_what_it_is_used(made: Montage, begun_as: str, roles: tuple[str, ...]) -> None:
    """What the montage shows decides; how it was begun only chooses among names for the same."""
    assert fitting(made, THEIRS, begun_as) == roles


@pytest.mark.parametrize(
    ("below", "above", "roles"),
    [
        (shot("b", 0, 90), seen(shot("a", 0, 90, THEIRS), HALF), ("duet", "clip")),
        (shot("b", 0, 90), shot("a", 0, 90, THEIRS), ("clip",)),
        (shot("b", 0, 90), seen(shot("a", 0, 90, THEIRS), Place(opacity=600)), ("duet", "clip")),
        (shot("a", 0, 90, THEIRS), seen(shot("b", 0, 90), Place(scale=100)), ("clip",)),
        (shot("a", 0, 90, THEIRS), seen(shot("b", 0, 90), Place(x=-6000)), ("clip",)),
        (shot("a", 0, 90, THEIRS), seen(shot("b", 0, 90), Place(opacity=10)), ("clip",)),
        (shot("a", 0, 90, THEIRS), seen(shot("b", 0, 90), Place(mask=Mask("circle", width=300))), ("clip",)),
        (shot("a", 0, 90, THEIRS), seen(shot("b", 0, 90), Place(chroma=ChromaKey())), ("duet", "clip")),
        (
            shot("a", 0, 90, THEIRS),
            seen(shot("b", 0, 90), Place(), keys={"x": (Key(0, 5000), Key(30, -9000))}),
            ("clip",),
        ),
    ],
)
def test_what_is_not_seen_is_not_beside(below: Clip, above: Clip, roles: tuple[str, ...]) -> None:
    """Hidden behind theirs, too small, beyond the edge, hardly there: that is theirs alone."""
    assert fitting(montage(main(below), over(above)), THEIRS, shapes=WIDE) == roles


@pytest.mark.parametrize("layout", ["beside", "over", "corner", "cutout"])
@pytest.mark.parametrize("shape", [(1080, 1920), (1920, 1080)])
@pytest.mark.parametrize("turned", [False, True])
def test_every_duet_that_we_begin_is_one(layout: Layout, shape: tuple[int, int], turned: bool) -> None:
    """Whichever of both lies on top where they share the canvas."""
    begun = duet(Theirs(THEIRS, 90, *shape), layout)
    (below,), (above,) = begun.tracks[0].clips, begun.tracks[1].clips
    own = msgspec.structs.replace(above, content=Footage(MINE))
    pair = (own, below) if turned and layout in ("beside", "over") else (below, own)
    shapes = {THEIRS: shape[0] / shape[1], MINE: 9 / 16}
    made = msgspec.structs.replace(begun, tracks=(main(pair[0]), over(pair[1])))
    assert fitting(made, THEIRS, "duet", shapes)[0] == "duet"


def test_many_small_pieces_are_no_stitch() -> None:
    """Slow motion and repetition count as long as they are shown."""
    pieces = [shot(f"p{n}", n * 60, 60, THEIRS) for n in range(5)]
    assert fitting(montage(main(*pieces, shot("b", 300, 60))), THEIRS, "stitch") == ("clip",)
    slow = shot("a", 0, 600, THEIRS, speed=(Speed(0, 100),))
    assert fitting(montage(main(slow, shot("b", 600, 60))), THEIRS, "stitch") == ("clip",)


def test_a_sound_is_a_sound() -> None:
    heard = Track("s", "sound", (Clip("s1", 0, 30, Listening(SONG)),))
    assert fitting(montage(main(shot("a", 0, 30)), heard), SONG) == ("sound",)


def test_without_a_part() -> None:
    """A plain surface of the same length with words on it; what is only heard goes; the rest stays."""
    before = montage(
        main(shot("a", 0, 30), shot("b", 30, 60, THEIRS), shot("c", 90, 30)),
        Track("s", "sound", (Clip("s1", 0, 200, Listening(THEIRS)),)),
    )
    left = without(before, {THEIRS}, "This part was taken down")
    names = [(track.role, [type(clip.content) for clip in track.clips]) for track in left.tracks]
    assert names == [("main", [Footage, Fill, Footage, Fill]), ("text", [Text]), ("sound", [])]
    assert left.length == before.length == 200
    (words,) = left.tracks[1].clips
    assert (words.start, words.length) == (30, 60) and isinstance(words.content, Text)
    assert without(before, {SONG}, "x") is before


@settings(max_examples=60, deadline=None)
@given(montages(), st.data())
def test_whatever_is_taken_out(made: Montage, data: st.DataObject) -> None:
    """Nothing of it is named any more, the length stays, it is still a document, and twice is once."""
    every = sorted({one.material for one in uses_of(made)}, key=lambda one: (one.origin, one.id))
    gone = set(data.draw(st.lists(st.sampled_from(every)) if every else st.just([])))
    left = without(made, gone, "This part was taken down")
    assert not gone & {one.material for one in uses_of(left)}
    assert left.length == made.length
    assert without(left, gone, "This part was taken down") == left
    if made.length:
        assert read_montage(canonical(left)) == left

"""What holds for every cut: two halves together are as the one was."""

from hypothesis import given
from hypothesis import strategies as st
from tests.montage.drawn import material

from mutoscope.core.montage.checking import MontageLimits, check
from mutoscope.core.montage.document import (
    SCHEMA,
    Clip,
    Effect,
    Footage,
    Key,
    Montage,
    Sounding,
    Speed,
    Track,
)
from mutoscope.core.montage.edits import split, trim_end, trim_start
from mutoscope.core.montage.edits.slicing import sliced
from mutoscope.core.montage.timing import pace_of, property_at, source_at

lengths = st.integers(2, 900)
rates = st.integers(100, 10_000)
curves = st.lists(st.integers(0, 10_000), max_size=5, unique=True).flatmap(
    lambda ats: st.tuples(*[st.builds(Speed, st.just(at), rates) for at in sorted(ats)])
)
easings = st.tuples(
    st.integers(0, 1000), st.integers(-500, 1500), st.integers(0, 1000), st.integers(-500, 1500)
)
keys = st.lists(st.integers(-50, 950), min_size=1, max_size=6, unique=True).flatmap(
    lambda ats: st.tuples(
        *[st.builds(Key, st.just(at), st.integers(0, 4000), easings, st.booleans()) for at in sorted(ats)]
    )
)


@st.composite
def clips(draw: st.DrawFn) -> Clip:
    length = draw(lengths)
    film = Footage(material("a"), 500, draw(st.integers(0, 999)), draw(curves), draw(st.booleans()))
    fades = draw(st.tuples(st.integers(0, length), st.integers(0, length)))
    effects = (Effect("glitch@1", start=draw(st.integers(0, length)), length=draw(st.integers(0, length))),)
    moved = {"effect.0.amount": draw(keys), "x": draw(keys)} | draw(
        st.fixed_dictionaries({}, optional={"volume": keys})
    )
    return Clip(
        "a", 0, length, film, effects=effects, sounding=Sounding(draw(rates) % 4000, *fades), keys=moved
    )


@given(clips(), st.data())
def test_a_split_leaves_the_film_as_it_was(clip: Clip, data: st.DataObject) -> None:
    """Every picture shows the same moment of the material, properties and effects as before."""
    at = data.draw(st.integers(1, clip.length - 1))
    montage = split(Montage(SCHEMA, tracks=(Track("main", "main", (clip,)),)), "a", at, "b")
    left, right = montage.tracks[0].clips
    assert (left.start, left.end, right.start, right.end) == (0, at, at, clip.length)
    assert isinstance(clip.content, Footage)
    for k in {0, at // 2, at - 1, at, (at + clip.length) // 2, clip.length - 1}:
        half, there = (left, k) if k < at else (right, k - at)
        assert abs(source_at(half, there) - source_at(clip, k)) <= _off(clip)
        assert property_at(half, "x", there) == property_at(clip, "x", k)
        running = [_shows(effect, k) for effect in clip.effects]
        assert [_shows(effect, there) for effect in half.effects if _shows(effect, there)] == [
            own for own in running if own
        ]
        if any(running):
            assert property_at(half, "effect.0.amount", there) == property_at(clip, "effect.0.amount", k)
        if "volume" not in clip.keys and sum(_fades(clip)) <= clip.length:
            assert abs(_loud(half, there) - _loud(clip, k)) <= 1


@given(st.integers(40, 1200), st.data())
def test_a_cut_through_a_fade_leaves_a_project_that_can_be_kept(length: int, data: st.DataObject) -> None:
    """However many keys its volume has and however many points its speed: both halves may be."""
    keys = tuple(Key(at, at % 7 * 100) for at in range(0, length, -(-length // 128)))
    speed = tuple(Speed(60 + 300 * i, 1000 + i) for i in range(32))
    clip = Clip(
        "a",
        0,
        length,
        Footage(material("a"), speed=speed),
        sounding=Sounding(1000, length),
        keys={"volume": keys},
    )
    whole = Montage(SCHEMA, tracks=(Track("main", "main", (clip,)),))
    check(whole, MontageLimits())
    halved = split(whole, "a", data.draw(st.integers(1, length - 1)), "b")
    check(halved, MontageLimits())


def _off(clip: Clip) -> float:
    """Pictures of the material: what points of speed on the ten-thousandth of a clip may be off, at most."""
    assert isinstance(clip.content, Footage)
    if len(clip.content.speed) < 2:
        return 0.002
    rates = [point.rate / 1000 for point in clip.content.speed]
    steps = (max(rates) - min(rates)) * clip.length / 10_000
    return 0.002 + 2 * steps + clip.length / 1000


def _shows(effect: Effect, k: int) -> int:
    """How far into the effect picture ``k`` is, from 1 on; 0 where it does not show."""
    since = k - effect.start
    return since + 1 if since >= 0 and (effect.length == 0 or since < effect.length) else 0


def _fades(clip: Clip) -> tuple[int, int]:
    return clip.sounding.fade_in, clip.sounding.fade_out


def _loud(clip: Clip, k: int) -> float:
    rising, falling = _fades(clip)
    loud = property_at(clip, "volume", k)
    loud *= min(1.0, k / rising) if rising else 1.0
    return loud * (min(1.0, (clip.length - k) / falling) if falling else 1.0)


@given(clips(), st.integers(-950, 950), st.integers(-950, 950))
def test_a_trim_never_leaves_the_material(clip: Clip, start: int, end: int) -> None:
    """However far an end is dragged, what is shown lies within the film, and something is shown."""
    assert isinstance(clip.content, Footage)
    used = pace_of(clip.content.speed, clip.length).used(clip.length)
    whole = int(500 + used + 50)
    films = {clip.content.material: whole}
    montage = Montage(SCHEMA, tracks=(Track("main", "main", (clip,)),))
    montage = trim_end(trim_start(montage, "a", start, films), "a", end, films)
    trimmed = montage.tracks[0].clips[0]
    assert trimmed.length >= 1
    off = _off(clip) + _off(trimmed) + 1
    for k in (0, trimmed.length - 1):
        assert -off <= source_at(trimmed, k) <= whole + off


@given(clips(), st.data())
def test_a_slice_of_a_slice_is_a_slice(clip: Clip, data: st.DataObject) -> None:
    """Trimming twice is trimming once by the sum."""
    first = data.draw(st.integers(0, clip.length - 1))
    end = data.draw(st.integers(first + 1, clip.length))
    more = data.draw(st.integers(0, end - first - 1))
    twice, once = sliced(sliced(clip, first, end), more, end - first), sliced(clip, first + more, end)
    assert (twice.start, twice.length) == (once.start, once.length)
    assert [property_at(twice, "x", k) for k in range(0, once.length, 7)] == [
        property_at(once, "x", k) for k in range(0, once.length, 7)
    ]

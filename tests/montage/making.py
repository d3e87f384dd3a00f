"""Any montage that may be, for laws: made of parts within their bounds, not by our own edits."""

from itertools import accumulate, pairwise
from typing import Any

from hypothesis import strategies as st

from mutoscope.core.montage.checking.bounds import RANGES
from mutoscope.core.montage.document import (
    SCHEMA,
    Adjust,
    Adjustments,
    Captions,
    ChromaKey,
    Clip,
    Content,
    Crop,
    Effect,
    Fill,
    Footage,
    Join,
    Key,
    Listening,
    Marker,
    Mask,
    Material,
    Montage,
    Motion,
    Place,
    Role,
    Slot,
    Sounding,
    Speed,
    Sticker,
    Text,
    Track,
    Word,
)

words = st.sampled_from(["glow", "pop", "film-90", "wipe/left", "a"])
letters = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.just("\n"), max_size=30)
materials = st.builds(
    Material,
    st.sampled_from(["upload", "video", "sound"]),
    st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=12, max_size=12).map("0".__add__),
)


def within(kind: type, *names: str) -> dict[str, st.SearchStrategy[int]]:
    """The numbers of ``kind``, each within its bounds."""
    return {name: st.integers(*RANGES[kind][name]) for name in names or RANGES[kind]}


speeds = st.lists(st.integers(0, 10_000), max_size=4, unique=True).flatmap(
    lambda ats: st.tuples(*[st.builds(Speed, st.just(at), st.integers(100, 10_000)) for at in sorted(ats)])
)
easings = st.tuples(
    st.integers(0, 1000), st.integers(-500, 1500), st.integers(0, 1000), st.integers(-500, 1500)
)
places = st.builds(
    Place,
    st.sampled_from(["cover", "contain", "stretch"]),
    **within(Place),
    crop=st.builds(Crop, *[st.integers(0, 4999)] * 4),
    mask=st.none() | st.builds(Mask, st.sampled_from(["circle", "star"]), **within(Mask)),
    chroma=st.none() | st.builds(ChromaKey, st.just("#00ff00"), **within(ChromaKey)),
)
looks = st.builds(Adjustments, **within(Adjustments), filter=st.just("") | words)
effects = st.builds(Effect, words.map("{}@1".format), **within(Effect))
motions = st.none() | st.builds(Motion, words, st.integers(1, 60))


def keys(length: int, least: int, most: int) -> st.SearchStrategy[tuple[Key, ...]]:
    """Some keys around a clip of ``length``."""
    ats = st.lists(st.integers(-length, 2 * length), min_size=1, max_size=4, unique=True)
    value = st.integers(least, most)
    return ats.flatmap(
        lambda every: st.tuples(
            *[st.builds(Key, st.just(at), value, easings, st.booleans()) for at in sorted(every)]
        )
    )


def contents(role: Role, length: int) -> st.SearchStrategy[Content]:
    """What a track of this role may hold."""
    running = {"source_in": st.integers(0, 5000), "source_rest": st.integers(0, 999), "speed": speeds}
    if role == "sound":
        return st.builds(Listening, materials, **running)
    if role == "text":
        said = st.lists(st.integers(-10, length), max_size=4).flatmap(
            lambda ats: st.tuples(*[st.builds(Word, letters, st.just(at), st.just(5)) for at in sorted(ats)])
        )
        return st.builds(Text, letters) | st.builds(Captions, said)
    film = st.builds(Footage, materials, **running, backwards=st.booleans(), frozen=st.booleans())
    return film | st.builds(Fill) | st.builds(Sticker, words) | st.just(Adjust())


@st.composite
def clips(draw: st.DrawFn, role: Role, an_id: str, start: int) -> Clip:
    """A clip of any kind, dressed in anything."""
    length = draw(st.integers(1, 120))
    place = draw(st.just(Place()) | places)
    some = tuple(draw(st.lists(effects, max_size=2)))
    moving: dict[str, Any] = {
        "x": keys(length, -5000, 15_000),
        "volume": keys(length, 0, 4000),
        "look.warmth": keys(length, -1000, 1000),
    }
    if some:
        moving["effect.0.amount"] = keys(length, 0, 1000)
    if place.mask:
        moving["mask.feather"] = keys(length, 0, 10_000)
    fades = st.integers(0, length)
    return Clip(
        an_id,
        start,
        length,
        draw(contents(role, length)),
        place,
        draw(st.just(Adjustments()) | looks),
        some,
        draw(st.builds(Sounding, st.integers(0, 4000), fades, fades)),
        draw(st.fixed_dictionaries({}, optional=moving)),
        draw(motions),
        draw(motions),
        draw(motions),
        draw(st.none() | st.builds(Slot, st.just(f"slot-{an_id}"), label=letters)),
    )


@st.composite
def tracks(draw: st.DrawFn, role: Role, an_id: str) -> Track:
    """A track of up to four clips, some of them joined."""
    count = draw(st.integers(0, 4))
    loose = [draw(clips(role, f"{an_id}-{n}", 0)) for n in range(count)]
    gap = st.just(0) if role == "main" else st.integers(0, 40)
    gaps = [draw(gap) for _ in loose]
    ends = accumulate(gap + clip.length for gap, clip in zip(gaps, loose, strict=True))
    laid = tuple(
        Clip(**{name: getattr(clip, name) for name in clip.__struct_fields__} | {"start": end - clip.length})
        for clip, end in zip(loose, ends, strict=True)
    )
    joins = []
    for one, other in pairwise(laid):
        # Half of each clip is for the join at either end of it: so two never meet.
        most = 2 * min(one.length // 2, other.length // 2)
        adjusts = isinstance(one.content, Adjust) or isinstance(other.content, Adjust)
        if one.end == other.start and not adjusts and most >= 2 and draw(st.booleans()):
            joins.append(Join(one.id, draw(words), draw(st.integers(1, most))))
    return Track(
        an_id, role, laid, tuple(joins), hidden=draw(st.booleans()), volume=draw(st.integers(0, 4000))
    )


@st.composite
def montages(draw: st.DrawFn) -> Montage:
    """A montage that may be: some tracks, bottom to top, sound last."""
    roles: list[Role] = ["main", *draw(st.lists(st.sampled_from(["overlay", "text"]), max_size=2))]
    roles += draw(st.lists(st.just("sound"), max_size=1))
    marks = draw(st.lists(st.builds(Marker, st.integers(0, 5000), label=letters), max_size=3))
    made = [draw(tracks(role, f"t{place}")) for place, role in enumerate(roles)]
    return Montage(SCHEMA, tracks=tuple(made), markers=tuple(marks))

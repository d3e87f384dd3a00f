"""Random montages, as the checker would let through: for laws."""

from hypothesis import strategies as st
from tests.core.montage.compiling.worlds import LOGO, MUTE, PHOTO, SMALL, SONG, TALL, WIDE

from mutoscope.core.montage.document import (
    SCHEMA,
    Adjust,
    Adjustments,
    Background,
    Canvas,
    Captions,
    ChromaKey,
    Clip,
    Crop,
    Effect,
    Fill,
    Footage,
    Join,
    Key,
    Listening,
    Mask,
    Mix,
    Montage,
    Motion,
    Place,
    Sounding,
    Speed,
    Sticker,
    Text,
    Track,
    Word,
)
from mutoscope.core.montage.looks.effects import EFFECTS
from mutoscope.core.montage.looks.movements import LOOPS, PASSAGES
from mutoscope.core.montage.looks.transitions import TRANSITIONS
from mutoscope.core.montage.timing import most_join

_colour = st.sampled_from(["#000000", "#ffffff", "#12ab9f", "#ff0000"])
_share = st.integers(0, 1000)


@st.composite
def speeds(draw) -> tuple[Speed, ...]:
    count = draw(st.integers(0, 3))
    ats = sorted(draw(st.sets(st.integers(0, 10_000), min_size=count, max_size=count)))
    return tuple(Speed(at, draw(st.integers(100, 10_000))) for at in ats)


@st.composite
def keys(draw, names: list[str], length: int) -> dict[str, tuple[Key, ...]]:
    found = {}
    for name in draw(st.sets(st.sampled_from(names), max_size=3)):
        ats = sorted(draw(st.sets(st.integers(-3, length + 3), min_size=1, max_size=3)))
        low, high = {"x": (-3000, 13_000), "y": (-3000, 13_000), "scale": (0, 4000), "volume": (0, 4000)}.get(
            name, (0, 1000)
        )
        if name == "rotation":
            low, high = -36_000, 36_000
        found[name] = tuple(
            Key(at, draw(st.integers(low, high)), (420, 0, 580, 1000), draw(st.booleans())) for at in ats
        )
    return found


def _footage() -> st.SearchStrategy[Footage]:
    return st.builds(
        Footage,
        st.sampled_from([WIDE, TALL, MUTE, PHOTO, LOGO]),
        source_in=st.integers(0, 150),
        source_rest=st.integers(0, 999),
        speed=speeds(),
        backwards=st.booleans(),
        frozen=st.booleans(),
        keep_pitch=st.booleans(),
    )


_fill = st.builds(Fill, _colour, st.sampled_from(["", "#00ff00"]), st.integers(0, 36_000))
_mask = st.builds(
    Mask,
    st.sampled_from(["rectangle", "circle", "star", "heart", "line", "band"]),
    feather=st.integers(0, 3000),
    inverted=st.booleans(),
)
_place = st.builds(
    Place,
    st.sampled_from(["cover", "contain", "stretch"]),
    st.integers(-5000, 15_000),
    st.integers(-5000, 15_000),
    st.integers(10, 4000) | st.sampled_from([0, 1000, 1000, 4000, 20_000]),
    st.sampled_from([0, 0, 0, 4500, -1234, 9000]),
    st.just(1000) | _share,
    st.booleans(),
    st.booleans(),
    st.builds(Crop, st.integers(0, 4900), st.integers(0, 4900), st.integers(0, 4900), st.integers(0, 4900)),
    st.sampled_from(["normal", "normal", "multiply", "softlight"]),
    st.none() | _mask,
    st.none() | st.builds(ChromaKey),
)
_look = st.just(Adjustments()) | st.builds(
    Adjustments, exposure=st.integers(-1000, 1000), hue=st.integers(-1000, 1000)
)
_effect = st.builds(
    Effect,
    st.sampled_from([effect.name for effect in EFFECTS]),
    _share,
    _share,
    st.integers(-5, 10),
    st.integers(0, 20),
)
_way = st.builds(Motion, st.sampled_from([passage.name for passage in PASSAGES]), st.integers(1, 20))
_turn = st.builds(Motion, st.sampled_from([loop.name for loop in LOOPS]), st.integers(1, 20))


@st.composite
def clips(draw, role: str, number: int, start: int) -> Clip:
    length = draw(st.integers(1, 24))
    names = ["x", "y", "scale", "rotation", "opacity", "volume", "look.exposure"]
    if role == "sound":
        content = Listening(draw(st.sampled_from([SONG, WIDE])), draw(st.integers(0, 100)), 0, draw(speeds()))
        return Clip(f"s{number}", start, length, content, keys=draw(keys(["volume"], length)))
    if role == "text":
        word = Word("hé {\\b1}'", draw(st.integers(0, 3)), 2)
        content = draw(st.builds(Text, st.text(max_size=12)) | st.just(Captions((word, word))))
    elif role == "main":
        content = draw(_footage() | _fill)
    else:
        content = draw(
            _footage() | _fill | st.just(Adjust()) | st.builds(Sticker, st.sampled_from(["heart", "nobody"]))
        )
    place = draw(st.just(Place()) | _place)
    return Clip(
        f"{role}{number}",
        start,
        length,
        content,
        place,
        draw(_look),
        tuple(draw(st.lists(_effect, max_size=2))),
        Sounding(draw(st.integers(0, 4000)), draw(st.integers(0, 9)), draw(st.integers(0, 9))),
        draw(keys(names, length)),
        draw(st.none() | _way),
        draw(st.none() | _way),
        draw(st.none() | _turn),
    )


@st.composite
def tracks(draw, role: str) -> Track:
    at, found = 0, []
    for number in range(draw(st.integers(1, 4))):
        at += 0 if role == "main" else draw(st.sampled_from([0, 0, 5]))
        found.append(draw(clips(role, number, at)))
        at = found[-1].end
    track = Track(role, role, tuple(found), use=draw(st.sampled_from(["music", "voice", "other"])))  # type: ignore[arg-type]
    joins: list[Join] = []
    kinds = st.sampled_from([transition.name for transition in TRANSITIONS])
    for clip in track.clips:
        track = Track(track.id, track.role, track.clips, tuple(joins), use=track.use)
        most = most_join(track, clip.id)
        if most and draw(st.booleans()):
            joins.append(Join(clip.id, draw(kinds), draw(st.integers(1, most))))
    return Track(track.id, track.role, track.clips, tuple(joins), use=track.use)


@st.composite
def montages(draw) -> Montage:
    roles = ["main", *draw(st.lists(st.sampled_from(["overlay", "text"]), max_size=2)), "sound"]
    made = []
    for place, role in enumerate(roles):
        track = draw(tracks(role))
        clips_here = tuple(_renamed(clip, f"{place}_{clip.id}") for clip in track.clips)
        joins = tuple(Join(f"{place}_{join.left}", join.kind, join.length) for join in track.joins)
        made.append(Track(f"t{place}", track.role, clips_here, joins, use=track.use))
    background = draw(st.builds(Background, st.sampled_from(["colour", "blur"]), _colour))
    canvas = Canvas(SMALL.width, SMALL.height, draw(st.sampled_from([24, 25, 30, 50, 60])), background)
    return Montage(SCHEMA, canvas, tuple(made), mix=Mix(-14, draw(st.sampled_from([0, 12]))))


def _renamed(clip: Clip, name: str) -> Clip:
    import msgspec

    return msgspec.structs.replace(clip, id=name)

"""A montage and its materials, in; a plan that names nothing of a person's, out."""

import pytest
from tests.core.montage.compiling.worlds import (
    MATERIALS,
    MUTE,
    PHOTO,
    SMALL,
    SONG,
    TALL,
    WIDE,
    clip,
    montage,
    song,
)

from mutoscope.core.montage.argv import arguments, graph_text
from mutoscope.core.montage.compiling import Chunk, Film, Listen, Still, compile_montage, size_of
from mutoscope.core.montage.document import Canvas, Footage, Material, Place
from mutoscope.core.units import Refusal

SEVERAL = montage(
    clip(0, 30),
    clip(30, 20, Footage(TALL, 5), place=Place(fit="contain")),
    clip(50, 25, Footage(PHOTO)),
    over=(clip(10, 50, Footage(TALL), place=Place(scale=300, x=2500, opacity=600)),),
    sound=(song(5, 60),),
)


def test_the_same_montage_gives_the_same_plan() -> None:
    """Whoever compiles it, and however often: plans are kept by what they are."""
    assert compile_montage(SEVERAL, MATERIALS, Film()) == compile_montage(SEVERAL, MATERIALS, Film())


@pytest.mark.parametrize("target", [Film(), Film(edge=144), Still(40), Chunk(20, 60), Listen()])
def test_every_label_is_made_once_and_used_once(target) -> None:
    """What ffmpeg wants of a graph, for whatever is made of it."""
    plan = compile_montage(SEVERAL, MATERIALS, target)
    made = [pad for chain in plan.chains for pad in chain.outputs]
    used = [pad for chain in plan.chains for pad in chain.inputs if ":" not in pad]
    used += [track.pad for output in plan.outputs for track in output.tracks]
    used += ["out"] if isinstance(target, Listen) else []
    assert sorted(made) == sorted(used) and len(set(made)) == len(made)


def test_the_promise_is_every_picture_and_every_sample() -> None:
    """75 pictures at 30 a second are 2.5 s, and are counted when they are there."""
    plan = compile_montage(SEVERAL, MATERIALS, Film())
    expected = plan.outputs[0].expected
    assert (expected.pictures, expected.duration_ms, expected.width, expected.height) == (75, 2500, 180, 320)
    assert plan.outputs[0].fps == 30 and plan.cost_cpu_s > 0.5


def test_a_still_reads_only_what_shows_there() -> None:
    """At picture 40 that is one film on the main track and one above it, read from near that moment."""
    plan = compile_montage(SEVERAL, MATERIALS, Still(40))
    assert [(source.path, source.start_ms) for source in plan.sources] == [
        ("/in/tall", 516),
        ("/in/tall", 1016),
    ]


def test_a_graph_that_is_too_long_for_a_word_is_read_from_a_file() -> None:
    """Two hundred clips: the command line stays short enough for any system."""
    many = montage(*(clip(n * 3, 3, Footage(WIDE, n)) for n in range(200)))
    plan = compile_montage(many, MATERIALS, Film())
    words = arguments(plan, range(10, 10 + len(plan.sources)), 2)
    assert len(graph_text(plan)) > 30_000 and max(map(len, words)) < 1_000
    assert words[words.index("-/filter_complex") + 1] == "graph.txt"


@pytest.mark.parametrize(
    ("content", "code"),
    [(Footage(Material("upload", "z" * 13)), "lacks_material"), (Footage(SONG), "lacks_picture")],
)
def test_what_is_not_there_is_refused_with_the_clip(content, code) -> None:
    """The screen can show which clip it is."""
    with pytest.raises(Refusal) as refused:
        compile_montage(montage(clip(0, 5), clip(5, 9, content)), MATERIALS, Film())
    assert (refused.value.code, refused.value.fields["clip"]) == (code, "c5")


def test_an_empty_montage_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        compile_montage(montage(), MATERIALS, Film())
    assert refused.value.code == "lacks_something"


def test_a_film_without_sound_is_silent_and_still_as_long() -> None:
    """Nothing is read for its sound."""
    plan = compile_montage(montage(clip(0, 30, Footage(MUTE))), MATERIALS, Film())
    assert [source.only for source in plan.sources] == ["picture"] and "anullsrc" in graph_text(plan)


@pytest.mark.parametrize(
    ("canvas", "edge", "size"),
    [
        (SMALL, 0, (180, 320)),
        (Canvas(1080, 1920), 360, (360, 640)),
        (Canvas(1000, 1500), 333, (334, 500)),
        (SMALL, 720, (180, 320)),
    ],
)
def test_sizes_are_even_and_never_larger_than_the_canvas(canvas, edge, size) -> None:
    assert size_of(canvas, edge) == size

"""What a document may ask for: hostile ones are refused by name before they cost much, rich ones pass."""

from itertools import pairwise

import msgspec
import pytest
from tests.core.montage.compiling.worlds import MATERIALS, SMALL, clip, montage

from mutoscope.adapters.rendering import compiled
from mutoscope.core.montage.argv import graph_text
from mutoscope.core.montage.compiling import (
    Chunk,
    Film,
    Listen,
    Still,
    budget,
    check_materials,
    foretold_cost,
)
from mutoscope.core.montage.compiling.budget import Budget, budget_of
from mutoscope.core.montage.compiling.graph import Graph
from mutoscope.core.montage.compiling.stretching import stretches
from mutoscope.core.montage.document import (
    SCHEMA,
    Canvas,
    Captions,
    Clip,
    Effect,
    Fill,
    Footage,
    Key,
    Mask,
    Material,
    Montage,
    Motion,
    Place,
    Speed,
    Sticker,
    Text,
    TextStyle,
    Track,
    Word,
)
from mutoscope.core.montage.plan import RenderPlan, Source, made
from mutoscope.core.montage.timing import pace_of
from mutoscope.core.units import Refusal

FULL = Canvas(1080, 1920, 60)
RED = Fill("#ff0000")


def over(canvas: Canvas, *clips: Clip) -> Montage:
    return Montage(SCHEMA, canvas, (Track("t", "overlay", clips),))


def talking(*clips: Clip) -> Montage:
    return Montage(SCHEMA, FULL, (Track("t", "text", clips),))


def flashing(name: str) -> Clip:
    """Sixteen effects, each of which changes its amount two times a second."""
    keys = {f"effect.{n}.amount": tuple(Key(15 * k, 1000 * (k % 2)) for k in range(128)) for n in range(16)}
    return Clip(name, 0, 1900, RED, effects=(Effect("leak@1"),) * 16, keys=keys)


def drawn_bytes(plan: RenderPlan) -> int:
    return sum(len(file.data) for file in plan.files)


SHOUTED = tuple(Word("ab cdéfgh " * 10, 5 * n, 5) for n in range(400))
FAMILIES = Text("👨‍👩‍👧‍👦" * 70)


def test_words_that_ask_for_too_much_are_refused_with_their_clip() -> None:
    """Soon, in words a person understands, and the screen can show where. Here three times seventy families
    shimmer while somebody waits."""
    clips = (Clip(f"c{n}", 40 * n, 40, FAMILIES, loop=Motion("shimmer", 50)) for n in range(6))
    with pytest.raises(Refusal, match="more than can be drawn") as refused:
        compiled(talking(*clips), {}, Chunk(0, 240))
    assert refused.value.code == "project_too_demanding" and refused.value.fields["clip"] != "c0"


def grown(graph: Graph, what: str) -> None:
    """``graph`` with another of what there may be ten of."""
    if what == "drawings":
        graph.file("a.cube", bytes([len(graph.files)]))
    elif what == "sources":
        graph.source(Source("a", "mov"), 0)
    elif what == "steps":
        graph.copies("0:0", 2)
    else:
        graph.through("0:0", made("setpts", expr="N"))


@pytest.mark.parametrize("what", ["drawings", "sources", "steps", "sums"])
def test_a_graph_grows_no_further_than_its_budget(what: str) -> None:
    """Whatever it is that a document asks for."""
    graph = Graph(2, 2, 30, Budget(dict.fromkeys(("drawings", "sources", "steps", "sums"), 100) | {what: 10}))
    graph.budget.clip = "c7"
    for _ in range(10):
        grown(graph, what)
    with pytest.raises(Refusal, match="project_too_demanding") as refused:
        grown(graph, what)
    assert refused.value.fields == {"clip": "c7"}


def test_the_same_drawing_is_paid_once() -> None:
    graph = Graph(2, 2, 30, Budget({"drawings": 10}))
    assert {graph.file("a.cube", b"123456") for _ in range(9)} == {"f0.cube"}


def test_clips_that_draw_share_the_room() -> None:
    """Few may draw finely; of many each still draws something, and static ones are not counted."""
    one = Clip("a", 0, 9, RED, Place(mask=Mask("star")))
    many = over(SMALL, *(msgspec.structs.replace(one, id=f"c{n}", start=9 * n) for n in range(100)))
    few = over(SMALL, one, *(Clip(f"c{n}", 9 * n, 9, RED) for n in range(1, 100)))
    rooms = [budget_of(each, Film(), (0, 900)).share(1 << 20, 48 << 20) for each in (few, many)]
    assert rooms[0] == 48 << 20 and 3 << 20 < rooms[1] < 4 << 20
    assert budget_of(many, Film(), (0, 9)).share(1 << 20, 48 << 20) == 48 << 20
    assert Budget(sharers=300_000).share(1 << 20, 48 << 20) == 1 << 20


def test_a_picture_of_a_text_sets_only_what_shows() -> None:
    """Somebody waits for it: what the same clip shows at other times is not even written."""
    hostile = talking(
        Clip("a", 0, 10_800, Captions(SHOUTED, most_words=1)),
        Clip("b", 10_800, 30, FAMILIES, loop=Motion("shimmer", 3)),
    )
    plan = compiled(hostile, {}, Still(7))
    assert drawn_bytes(plan) < 2_000
    assert drawn_bytes(compiled(hostile, {}, Still(10_810))) < 50_000


def test_the_script_of_a_chunk_is_that_of_the_film_where_it_shows() -> None:
    """Lines that begin before it and end in it are there; so are those that go on."""
    words = tuple(Word(f"w{n}", 10 * n, 10) for n in range(20))
    film = compiled(talking(Clip("a", 5, 300, Captions(words, most_words=1))), {}, Film())
    chunk = compiled(talking(Clip("a", 5, 300, Captions(words, most_words=1))), {}, Chunk(40, 70))
    whole, part = (
        plan.files[0].data.decode().split("[Events]")[1].splitlines()[2:] for plan in (film, chunk)
    )
    assert part == whole[3:7]


def test_an_effect_that_changes_all_the_time_is_cut_into_few_parts() -> None:
    """First its amounts are coarser, then it changes less often; it is never left out."""
    keys = {"effect.0.amount": tuple(Key(k, 1000 * (k % 2)) for k in range(128))}
    plan = compiled(over(SMALL, Clip("a", 0, 127, RED, effects=(Effect("blur@1"),), keys=keys)), {}, Film())
    gentle = {"effect.0.amount": (Key(0, 0), Key(126, 1000))}
    other = compiled(
        over(SMALL, Clip("a", 0, 127, RED, effects=(Effect("blur@1"),), keys=gentle)), {}, Film()
    )
    assert len(plan.chains) < 400
    assert len(other.chains) > 40


def masked(each: int, layers: int) -> Montage:
    """Layers of clips of ``each`` pictures, whose hearts move, grow and soften at every picture."""
    ways = {f"mask.{name}": 10_000 for name in ("x", "y", "width", "height", "feather")}
    ways["mask.rotation"] = 36_000
    keys = {name: tuple(Key(k, 37 * k % most) for k in range(each)) for name, most in ways.items()}
    place = Place(mask=Mask("heart", feather=10_000))
    rows = [
        [Clip(f"c{n}-{at}", at, each, RED, place, keys=keys) for at in range(0, 120, each)]
        for n in range(layers)
    ]
    return Montage(SCHEMA, FULL, tuple(Track(clips[0].id, "overlay", tuple(clips)) for clips in rows))


def test_masks_that_somebody_waits_for_are_drawn_in_the_time_there_is(monkeypatch) -> None:
    """Four hearts at once take no longer than one: they are coarser. What not even that helps is refused."""
    strokes, sides = 8 << 20, 32
    monkeypatch.setattr(budget, "_SOON", {**budget._SOON, "strokes": strokes})
    one, four = (compiled(masked(120, layers), {}, Still(50, 720)) for layers in (1, 4))
    assert sides * drawn_bytes(four) // 4 < strokes
    assert drawn_bytes(one) > 3 * drawn_bytes(four) // 4
    with pytest.raises(Refusal) as caught:
        compiled(masked(4, 4), {}, Chunk(0, 120))
    assert caught.value.code == "project_too_demanding"
    assert "masks" in caught.value.sentence


def test_an_effect_has_the_same_steps_in_every_part_of_a_film() -> None:
    """What a still shows is what the film shows there, however much the amount changes elsewhere."""
    keys = {"effect.0.amount": tuple(Key(k, 970 * (k % 2)) for k in range(128))}
    montage = over(SMALL, Clip("a", 0, 127, RED, effects=(Effect("blur@1"),), keys=keys))

    def blurs(target: Film | Still) -> list[object]:
        chains = compiled(montage, {}, target).chains
        return [one for chain in chains for one in chain.filters if one.name == "boxblur"]

    assert blurs(Still(9)) == blurs(Film())[2:3]


def test_a_movement_without_end_costs_no_square_of_its_length() -> None:
    """``perspective`` reads its text anew for each picture, so no piece of it may have much."""
    plan = compiled(over(SMALL, Clip("a", 0, 1800, Sticker("heart"), loop=Motion("sway", 77))), {}, Film())
    moved = [one for chain in plan.chains for one in chain.filters if one.name == "perspective"]
    texts = [sum(len(str(value)) for _, value in one.options) for one in moved]
    assert len(texts) > 10 and max(texts) < 25_000
    short = compiled(over(SMALL, Clip("a", 0, 180, Sticker("heart"), loop=Motion("sway", 77))), {}, Film())
    assert plan.cost_cpu_s < 12 * short.cost_cpu_s


def curved(clips: int, points: int) -> Montage:
    """Clips whose speed goes up and down between ``points``."""
    speed = tuple(Speed(10_000 * n // (points - 1), 4000 if n % 2 else 300) for n in range(points))
    return montage(*(clip(90 * n, 90, Footage(next(iter(MATERIALS)), speed=speed)) for n in range(clips)))


def test_curves_of_speed_are_cut_into_a_bounded_number_of_stretches() -> None:
    """Each costs time and memory in ffmpeg, and is told in the estimate."""
    few, many = (compiled(curved(3, points), MATERIALS, Film()) for points in (2, 32))
    counts = [graph_text(plan).count("rubberband") for plan in (few, many)]
    assert 30 < counts[0] < counts[1] < 480
    assert many.cost_cpu_s > few.cost_cpu_s + 2
    assert many.cost_cpu_s > 0.01 * counts[1]
    with pytest.raises(Refusal, match="more than can be heard"):
        compiled(curved(40, 32), MATERIALS, Listen())


def test_stretches_cover_the_clip_however_coarse() -> None:
    pace = pace_of((Speed(0, 300), Speed(5000, 4000), Speed(10_000, 1000)), 90)
    for coarse in (1, 2.5, 100):
        parts = stretches(pace, 0, 90, 30, coarse)
        assert (parts[0].first, parts[-1].end) == (0, 90)
        assert all(one.end == two.first for one, two in pairwise(parts))
    assert len(stretches(pace, 0, 90, 30, 100)) == 2


def test_a_rich_project_passes() -> None:
    """Ten layers for half a minute, with keys everywhere, take a small part of what there is."""
    length = 900
    keys = {
        name: tuple(Key(n * 90, (n * 377) % (1000 + 900 * (name in "xy"))) for n in range(11))
        for name in ("x", "y", "scale", "rotation", "opacity", "mask.x", "look.exposure", "effect.0.amount")
    }
    wide = next(iter(MATERIALS))
    text = Text("Hello, how are you? 😀")
    tracks = [Track("main", "main", tuple(clip(90 * n, 90) for n in range(10)))]
    for n in range(6):
        place, effects = Place(mask=Mask("circle")), (Effect("glitch@1"),)
        one = Clip(f"o{n}", 0, length, Footage(wide), place, effects=effects, keys=keys)
        tracks.append(Track(f"over{n}", "overlay", (one,)))
    for n in range(3):
        words = Clip(f"w{n}", 0, length, text, loop=Motion("rainbow", 60), keys={"x": keys["x"]})
        tracks.append(Track(f"text{n}", "text", (words,)))
    rich = Montage(SCHEMA, Canvas(144, 256, 30), tuple(tracks))
    for target in (Film(), Chunk(300, 320), Still(300)):
        assert compiled(rich, MATERIALS, target).chains


def test_a_film_is_foretold_without_being_compiled() -> None:
    """From the document alone; longer, larger and with more on it is more."""
    short, long, full = montage(clip(0, 30)), montage(clip(0, 300)), over(FULL, flashing("a"))
    assert 0.5 < foretold_cost(short) < foretold_cost(long) < foretold_cost(full)
    plan = compiled(long, MATERIALS, Film())
    assert plan.cost_cpu_s / 4 < foretold_cost(long) < 4 * plan.cost_cpu_s
    for content, code in ((Footage(Material("upload", "z" * 13)), "lacks_material"),):
        with pytest.raises(Refusal, match=code):
            check_materials(montage(clip(0, 5), clip(5, 9, content)), MATERIALS)
    with pytest.raises(Refusal, match="lacks_something"):
        check_materials(montage(), MATERIALS)


@pytest.mark.parametrize("place", [Place(), Place(scale=20_000)])
def test_letters_that_are_too_many_for_their_size_are_refused_with_their_clip(place: Place) -> None:
    """libass would hold each of them, those beside the canvas too; a full page and one huge letter pass."""
    wide = TextStyle(size=5000, outline=1000, shadow=1000)
    huge = Clip("huge", 0, 9, Text("W" * 500, style=wide), place)
    with pytest.raises(Refusal) as no:
        compiled(talking(huge), {}, Still(0))
    assert (no.value.code, no.value.fields["clip"]) == ("project_too_demanding", "huge")
    page = Clip("page", 0, 9, Text("W" * 500, style=TextStyle(size=600, outline=300, shadow=300)))
    letter = Clip("letter", 9, 9, Text("W", style=TextStyle(size=5000)), place)
    assert compiled(talking(page, letter), {}, Film()).files

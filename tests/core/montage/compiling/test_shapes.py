"""What a plan looks like for everything that a clip may be: never more sources or filters than it takes."""

import re

from msgspec import structs
from tests.core.montage.compiling.worlds import LOGO, MATERIALS, PHOTO, SMALL, TALL, WIDE, clip, montage

from mutoscope.core.montage.argv import graph_text
from mutoscope.core.montage.compiling import Film, compile_montage
from mutoscope.core.montage.compiling.geometry import Cut, Fitted, narrowed
from mutoscope.core.montage.document import (
    Adjust,
    Adjustments,
    Background,
    Clip,
    Crop,
    Effect,
    Fill,
    Footage,
    Join,
    Key,
    Mask,
    Place,
    Speed,
    Sticker,
)


def words(*main: Clip, over: tuple[Clip, ...] = ()) -> str:
    return graph_text(compile_montage(montage(*main, over=over), MATERIALS, Film()))


def test_plain_clips_are_cut_scaled_and_joined_and_nothing_else() -> None:
    """Nothing is laid over anything and no colour leaves 4:2:0."""
    text = words(clip(0, 30), clip(30, 30, Footage(TALL)))
    assert not any(name in text for name in ("overlay", "gbrp", "yuva420p", "lut3d", "perspective", "color="))


def test_a_look_is_one_table_however_many_clips_have_it() -> None:
    """The same look is one file; a look that changes nothing is none."""
    warm = Adjustments(warmth=300, filter="")
    plan = compile_montage(
        montage(clip(0, 10, look=warm), clip(10, 10, look=warm), clip(20, 10)), MATERIALS, Film()
    )
    assert len(plan.files) == 1 and graph_text(plan).count("lut3d") == 2


def test_a_photo_is_made_ready_once() -> None:
    """Scaled, graded and masked as one picture, and only then shown again and again."""
    text = words(clip(0, 90, Footage(PHOTO), look=Adjustments(saturation=-500)))
    assert text.index("lut3d") < text.index("tpad=stop='-1'")


def test_a_zoom_that_fills_the_canvas_needs_nothing_behind_it() -> None:
    """Resampled straight to the canvas; one that turns has soft edges and is laid on the background."""
    zoom = words(clip(0, 60, Footage(PHOTO), keys={"scale": (Key(0, 1000), Key(60, 1400))}))
    assert "perspective" in zoom and "overlay" not in zoom and "alphamerge" not in zoom
    turn = words(clip(0, 60, keys={"rotation": (Key(0, 0), Key(60, 9000))}))
    assert "perspective" in turn and "overlay" in turn and "alphamerge" in turn


def test_what_never_comes_into_sight_is_not_drawn() -> None:
    """A layer that turns far outside the canvas costs nothing."""
    away = clip(0, 30, Footage(LOGO), place=Place(x=40_000, rotation=4500, fit="contain"))
    assert "png" not in words(clip(0, 30), over=(away,)) and "overlay" not in words(clip(0, 30), over=(away,))


def test_a_join_reads_each_clip_once() -> None:
    """Its clips go on past their cuts in the streams they already have."""
    made = montage(clip(0, 30), clip(30, 30, Footage(TALL)))
    track = made.tracks[0]
    joined = type(track)(track.id, track.role, track.clips, (Join("c0", "wipe_left", 10),))
    plan = compile_montage(type(made)(made.schema, made.canvas, (joined,)), MATERIALS, Film())
    assert len([source for source in plan.sources if source.only == "picture"]) == 2
    assert "xfade=transition='wipeleft'" in graph_text(plan)


def test_a_long_stretch_backwards_is_held_in_parts() -> None:
    """No part of it takes more memory than a few seconds of pictures."""
    plan = compile_montage(montage(clip(0, 90, Footage(WIDE, backwards=True))), MATERIALS, Film())
    assert graph_text(plan).count("]reverse,") == 1
    tall = compile_montage(
        montage(clip(0, 600, Footage(WIDE, backwards=True)), canvas=type(montage().canvas)(1080, 1920, 30)),
        MATERIALS,
        Film(),
    )
    assert 10 < graph_text(tall).count("]reverse") <= 30


def test_effects_and_adjusting_clips_change_only_their_own_time() -> None:
    """Before and after, what lies below passes as it is."""
    text = words(clip(0, 60), over=(clip(20, 10, Adjust(), effects=(Effect("grey@1", 1000),)),))
    assert "trim=start_frame='20':end_frame='30'" in text and "concat=n='3'" in text
    assert "split=outputs='3'" in text


def test_speed_is_an_expression_of_time_alone() -> None:
    """The curve's parabola, turned round; no table of pictures."""
    text = words(clip(0, 60, Footage(WIDE, speed=(Speed(0, 500), Speed(10_000, 2000)))))
    assert "sqrt(max(0," in text and text.count(",setpts") == 1


def test_a_passage_of_colours_is_drawn_once() -> None:
    text = words(clip(0, 60, Fill("#ff0000", "#0000ff", 4500)))
    assert text.index("geq=") < text.index("tpad=")


def test_a_background_of_its_own_picture_is_made_only_where_it_shows() -> None:
    """A clip that fills the canvas has none behind it, however it came to; a smaller or clear one has."""

    def blurred(**more: int | str | Mask) -> bool:
        canvas = structs.replace(SMALL, background=Background("blur"))
        shown = montage(clip(0, 9, Footage(PHOTO), place=Place(**more)), canvas=canvas)  # type: ignore[arg-type]
        plan = compile_montage(shown, MATERIALS, Film())
        made = {pad for chain in plan.chains for pad in chain.outputs}
        used = {pad for chain in plan.chains for pad in chain.inputs if ":" not in pad}
        assert made == used | {track.pad for track in plan.outputs[0].tracks}
        return "gblur" in graph_text(plan)

    assert not blurred() and not blurred(fit="contain", rotation=9000, scale=4000)
    assert not blurred(fit="contain", scale=4000)
    assert blurred(fit="contain") and blurred(scale=500) and blurred(opacity=900) and blurred(scale=0)
    assert blurred(x=90_000) and blurred(mask=Mask("heart"))


def test_nothing_is_drawn_much_larger_than_the_canvas() -> None:
    """Whatever the scale and however little a crop leaves: no side is drawn twenty times as long."""
    sharp = Crop(top=4990, bottom=4990)
    for content in (Footage(WIDE), Footage(PHOTO), Fill("#ff0000"), Sticker("heart")):
        for place in (Place(scale=20_000), Place(crop=sharp), Place(scale=20_000, crop=sharp)):
            made = montage(clip(0, 9), over=(clip(0, 9, content, place=place),))
            text = graph_text(compile_montage(made, MATERIALS, Film()))
            sides = [int(side) for side in re.findall(r"[:=](?:w|h|width|height)='(\d+)'", text)]
            assert len(sides) > 2 and max(sides) < 20 * 320


def test_a_narrow_cut_keeps_its_middle() -> None:
    """Cut before it is drawn, it shows what it would have shown, to a pixel of what is drawn."""
    for length, kept, fits in ((2160, 180, 960.0), (2161, 180, 320.0), (640, 180, 40.0), (5000, 2, 1.0)):
        left, size = Cut(7, 0, length, 2), Fitted(int(length * fits) // 2 * 2, 320, kept, 320)
        less, drawn = narrowed(left, size)
        middles = [(one.x + one.width / 2) for one in (left, less)]
        assert middles[0] == middles[1] and (less.x - left.x) % 2 == 0 and less.y == 0
        assert kept <= drawn.full_width < kept + 12 * fits
        assert abs(drawn.full_width / less.width - size.full_width / left.width) * less.width <= 2

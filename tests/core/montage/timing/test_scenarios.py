"""The arithmetic of time, by the cases that the browser runs too."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.montage.figures import FILE, figures

from mutoscope.core.montage.document import Clip, Key, Montage, Speed
from mutoscope.core.montage.timing import (
    ease,
    first_sample,
    half_up,
    intervals,
    length_for,
    most_join,
    pace_of,
    reach,
    showing,
    source_at,
    stretch_of,
    value_at,
)

CASES = json.loads((Path(__file__).parents[3] / "montage" / "timing.json").read_text("utf-8"))
NEAR = 1e-9


def near(value: float) -> Any:
    return pytest.approx(value, abs=NEAR, rel=NEAR)


def test_rounding_is_half_up_and_samples_follow_it() -> None:
    """Halves go up, also below nothing, and a picture's first sample is rounded on its own, not summed."""
    for value, whole in CASES["half_up"]:
        assert half_up(value) == whole
    for case in CASES["first_sample"]:
        for picture, sample in case["samples"]:
            assert first_sample(picture, case["fps"]) == sample


@pytest.mark.parametrize("case", CASES["speed"], ids=lambda case: case["says"])
def test_a_curve_of_speed_uses_up_its_material(case: dict[str, Any]) -> None:
    """S(k) is what the case says, and its inverse leads back."""
    pace = pace_of([Speed(*point) for point in case["points"]], case["length"])
    for k, used in case["used"]:
        assert pace.used(k) == near(used)
        assert pace.seen(used) == near(k)


@pytest.mark.parametrize("case", CASES["length_for"], ids=lambda case: case["says"])
def test_a_stretch_lasts_as_long_as_its_curve_lets_it(case: dict[str, Any]) -> None:
    """The length that a stretch has under a curve."""
    assert length_for(case["used"], [Speed(*point) for point in case["points"]]) == case["length"]


@pytest.mark.parametrize("case", CASES["ease"], ids=lambda case: case["says"])
def test_a_curve_eases(case: dict[str, Any]) -> None:
    """Values of curves that can be known without solving anything."""
    for x, y in case["values"]:
        assert ease(tuple(case["curve"]), x) == near(y)


@pytest.mark.parametrize("case", CASES["keys"], ids=lambda case: case["says"])
def test_keys_move_a_value(case: dict[str, Any]) -> None:
    """The value at a picture."""
    keys = msgspec.convert(case["keys"], list[Key])
    for k, value in case["values"]:
        assert value_at(keys, k) == near(value)


@pytest.mark.parametrize("case", CASES["sources"], ids=lambda case: case["says"])
def test_a_clip_shows_its_material(case: dict[str, Any]) -> None:
    """Which moment of the material a picture shows, and what the whole clip uses of it."""
    clip = msgspec.convert(case["clip"], Clip)
    for k, moment in case["moments"]:
        assert source_at(clip, k) == near(moment)
    assert list(stretch_of(clip)) == near(case["stretch"])


def test_what_shows_at_a_picture_and_where_it_changes() -> None:
    """Clips, joins around a cut, none beside what adjusts, a track that is hidden."""
    case = CASES["showing"]
    montage = msgspec.convert(case["montage"], Montage)
    for picture, shown in case["pictures"]:
        assert [_told(one) for one in showing(montage, picture)] == shown
    told = []
    for interval in intervals(montage):
        names = [part.clip.id + (f">{part.join.right.id}" if part.join else "") for part in interval.parts]
        told.append(" ".join([f"{interval.first}..{interval.end}", *names]))
    assert told == case["intervals"]
    for track in montage.tracks:
        for clip in track.clips:
            assert list(reach(track, clip)) == case["reach"][clip.id]
            assert most_join(track, clip.id) == case["most_join"][clip.id]


def _told(one: Any) -> str:
    to = f" > {one.to.id}@{one.to_k} {one.progress:g}" if one.to else ""
    return f"{one.clip.id}@{one.k}{to}"


def test_the_figures_for_other_languages_are_ours() -> None:
    """``figures.json`` says what this code says, to the last digit that counts."""
    saved = json.loads(FILE.read_text("utf-8"))
    ours = json.loads(json.dumps(figures()))
    assert _flat(saved) == near(_flat(ours))


def _flat(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for name in sorted(value) for number in _flat(value[name])]
    if isinstance(value, list):
        return [number for each in value for number in _flat(each)]
    return [float(value)]
